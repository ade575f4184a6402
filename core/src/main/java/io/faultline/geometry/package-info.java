/** Boxes in half-open pixels, overlaps, suppression and box coding, and sets that are joined. */
@org.jspecify.annotations.NullMarked
package io.faultline.geometry;
