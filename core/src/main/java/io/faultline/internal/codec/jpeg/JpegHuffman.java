package io.faultline.internal.codec.jpeg;

import java.util.Optional;

/** A Huffman table of a JPEG (ITU T.81, annex C and F.2.2.3), for decoding. */
final class JpegHuffman {
  /** What {@link #decode} gives for bits that are no code. */
  static final int BAD = -1;

  private static final int FAST_BITS = 9;
  private static final int LONGEST = 16;

  /** By the next bits: length and symbol of a short code, or 0. */
  private final short[] fast = new short[1 << FAST_BITS];

  /** By length: the first code that is too large for it, from the left of 16 bits. */
  private final int[] limit = new int[LONGEST + 1];

  /** By length: what is added to a code to find its symbol. */
  private final int[] offset = new int[LONGEST + 1];

  private final byte[] symbols;

  private JpegHuffman(byte[] symbols) {
    this.symbols = symbols;
  }

  /**
   * A table, or nothing where the lengths do not make a code.
   *
   * @param counts how many codes have each length, 1 to 16
   * @param symbols in the order of their codes
   */
  static Optional<JpegHuffman> of(int[] counts, byte[] symbols) {
    JpegHuffman table = new JpegHuffman(symbols);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      table.offset[length] = index - code;
      for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
        if (length <= FAST_BITS) {
          int from = code << (FAST_BITS - length);
          int to = Math.min(table.fast.length, (code + 1) << (FAST_BITS - length));
          for (int bits = from; bits < to; bits++) {
            table.fast[bits] = (short) (length << 8 | (symbols[index] & 0xFF));
          }
        }
      }
      if (code > 1 << length) {
        return Optional.empty();
      }
      table.limit[length] = code << (LONGEST - length);
      code <<= 1;
    }
    return Optional.of(table);
  }

  /** The next symbol, or {@link #BAD}. */
  int decode(JpegBits bits) {
    int next = bits.peek16();
    int entry = fast[next >> (LONGEST - FAST_BITS)];
    if (entry != 0) {
      bits.skip(entry >> 8);
      return entry & 0xFF;
    }
    for (int length = FAST_BITS + 1; length <= LONGEST; length++) {
      if (next < limit[length]) {
        bits.skip(length);
        return symbols[(next >> (LONGEST - length)) + offset[length]] & 0xFF;
      }
    }
    return BAD;
  }
}
