/** Boxes in half-open pixels, overlaps, suppression and box coding: pure functions. */
@org.jspecify.annotations.NullMarked
package io.faultline.geometry;
