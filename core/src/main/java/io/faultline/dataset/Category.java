package io.faultline.dataset;

/** A kind of object, such as {@code crack}; ids are the dataset's own and need not be dense. */
public record Category(int id, String name) {}
