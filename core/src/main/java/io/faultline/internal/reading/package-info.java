/** From a file to pixels: which format it is, and photos and masks read from it. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.reading;
