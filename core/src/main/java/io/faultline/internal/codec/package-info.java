/** What the decoders share, and those of BMP, GIF and WebP. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.codec;
