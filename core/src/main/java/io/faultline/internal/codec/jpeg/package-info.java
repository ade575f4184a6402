/** JPEG: every Huffman code is followed, so that damage is found. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.codec.jpeg;
