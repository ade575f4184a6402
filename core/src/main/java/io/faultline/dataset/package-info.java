/** Labelled photos: images, annotations, categories, and what reading them found. */
@org.jspecify.annotations.NullMarked
package io.faultline.dataset;
