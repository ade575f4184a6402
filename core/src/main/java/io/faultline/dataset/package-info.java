/** Labelled photos: images, annotations, categories, and the findings of reading them. */
@org.jspecify.annotations.NullMarked
package io.faultline.dataset;
