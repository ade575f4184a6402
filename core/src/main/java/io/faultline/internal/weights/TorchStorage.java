package io.faultline.internal.weights;

import java.nio.ByteBuffer;

/**
 * A run of numbers that tensors are cut out of.
 *
 * @param key its name within the file
 * @param elements how many numbers it claims to hold; checked against the file when it is read
 */
record TorchStorage(ElementType type, String key, long elements) {

  /** Where the bytes of a storage come from. */
  @FunctionalInterface
  interface Bytes {
    /** Exactly {@code elements * type.bytes()} bytes, little-endian, from index 0; or a fault. */
    ByteBuffer of(TorchStorage storage);
  }

  /** How many bytes that takes, or -1 where no array could hold them. */
  int length() {
    boolean fits = elements >= 0 && elements <= (Integer.MAX_VALUE - Long.BYTES) / type.bytes();
    return fits ? (int) elements * type.bytes() : -1;
  }
}
