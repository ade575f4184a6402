package io.faultline.internal.proposal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Integers in one to five bytes, seven bits each, the lowest first; the top bit says that another
 * byte follows (the varint and zigzag forms of Protocol Buffers).
 */
final class VarInt {
  private VarInt() {}

  static void write(DataOutputStream out, int value) throws IOException {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  static int read(DataInputStream in) throws IOException {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("an integer has more than five bytes");
  }

  /** Small numbers of either sign to small numbers: 0, -1, 1, -2 become 0, 1, 2, 3. */
  static int zigzag(int value) {
    return (value << 1) ^ (value >> 31);
  }

  static int unzigzag(int value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
