/** Boxes in half-open pixels. */
@org.jspecify.annotations.NullMarked
package io.faultline.geometry;
