/** TIFF: pages, strips, tiles, compressions and depths. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.codec.tiff;
