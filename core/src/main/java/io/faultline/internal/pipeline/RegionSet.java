package io.faultline.internal.pipeline;

import io.faultline.internal.settings.RegionConfig;

/**
 * A way to make a test set of regions from proposals and truth.
 *
 * @param name what it is called
 * @param config when a region counts as an object, and which of the others belong to the set
 */
public record RegionSet(String name, RegionConfig config) {}
