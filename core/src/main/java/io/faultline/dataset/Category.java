package io.faultline.dataset;

/**
 * A class of objects, such as {@code crack}. Ids come from the dataset and need not be consecutive.
 */
public record Category(int id, String name) {}
