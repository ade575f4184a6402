/** Masks turned into boxes. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.labels.masks;
