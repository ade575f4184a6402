/** Overlaps, suppression and box coding: pure functions. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.geometry;
