package io.faultline.internal.codec;

import java.io.IOException;
import java.io.InputStream;

/** Unpacks PackBits (TIFF 6.0, section 9). */
public final class PackBitsInput extends InputStream {
  private final InputStream packed;
  private int literal;
  private int repeats;
  private int repeated;

  public PackBitsInput(InputStream packed) {
    this.packed = packed;
  }

  /** Whether nothing is left but what some writers add to come to an even number of bytes. */
  public boolean atEnd() throws IOException {
    return literal + repeats + packed.available() <= 1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int next = read();
      if (next < 0) {
        break;
      }
      into[from + done++] = (byte) next;
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  @Override
  public int read() throws IOException {
    while (literal == 0 && repeats == 0) {
      int head = packed.read();
      if (head < 0) {
        return -1;
      }
      if (head < 128) {
        literal = head + 1;
      } else if (head > 128) {
        repeats = 257 - head;
        repeated = packed.read();
        if (repeated < 0) {
          repeats = 0;
          return -1;
        }
      }
    }
    if (repeats > 0) {
      repeats--;
      return repeated;
    }
    literal--;
    return packed.read();
  }
}
