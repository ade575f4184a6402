package io.faultline.internal.check;

import io.faultline.dataset.Dataset;

/**
 * Photos that are looked at together: a dataset, or one of its splits.
 *
 * @param name what reports call it, such as {@code train}; no two sets of a check have one name
 * @param dataset its photos and labels
 */
public record CheckedSet(String name, Dataset dataset) {}
