package io.faultline.internal.codec;

import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks LZW of TIFF (TIFF 6.0, section 13) and GIF (GIF89a, appendix F), which differ in the
 * order of the bits and in when a code grows by a bit.
 */
public final class LzwInput extends InputStream {
  private static final int MAX_BITS = 12;
  private static final int NONE = -1;
  private static final int MAX_TAIL = 3;

  private final InputStream packed;
  private final boolean highBitFirst;
  private final int early;
  private final int rootBits;
  private final int clear;

  private final int[] prefix = new int[1 << MAX_BITS];
  private final byte[] last = new byte[1 << MAX_BITS];
  private final byte[] pending = new byte[(1 << MAX_BITS) + 1];
  private int waiting;
  private int bits;
  private int held;
  private int width;
  private int next;
  private int previous = NONE;
  private boolean ended;

  private LzwInput(InputStream packed, boolean highBitFirst, int early, int rootBits) {
    this.packed = packed;
    this.highBitFirst = highBitFirst;
    this.early = early;
    this.rootBits = rootBits;
    clear = 1 << rootBits;
    for (int i = 0; i < clear; i++) {
      prefix[i] = NONE;
      last[i] = (byte) i;
    }
    restart();
  }

  /** Of TIFF; {@code old} for the order of bits that some writers took before TIFF 6.0. */
  public static LzwInput tiff(InputStream packed, boolean old) {
    return new LzwInput(packed, !old, old ? 0 : 1, 8);
  }

  /**
   * Of GIF.
   *
   * @param rootBits the number before the data, 1 to 11
   */
  static LzwInput gif(InputStream packed, int rootBits) {
    return new LzwInput(packed, false, 0, rootBits);
  }

  /**
   * Whether the code that ends the data was met, or the data ended but for the last few bytes, in
   * which some writers put that code with a bit too many or too few.
   */
  public boolean atEnd() throws IOException {
    if (waiting == 0 && packed.available() > MAX_TAIL) {
      unpack();
    }
    return waiting == 0;
  }

  @Override
  public int read() throws IOException {
    if (waiting == 0) {
      unpack();
      if (waiting == 0) {
        return -1;
      }
    }
    return pending[--waiting] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (waiting == 0) {
        unpack();
        if (waiting == 0) {
          break;
        }
      }
      into[from + done++] = pending[--waiting];
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  private void restart() {
    width = rootBits + 1;
    next = clear + 2;
    previous = NONE;
  }

  /** Unpacks the next code that stands for bytes; they wait in reverse order. */
  private void unpack() throws IOException {
    while (!ended) {
      int code = code();
      if (code == clear) {
        restart();
        continue;
      }
      if (code == NONE || code == clear + 1) {
        ended = true;
        return;
      }
      if (code > next || (code == next && previous == NONE) || (previous == NONE && code > clear)) {
        ended = true;
        throw new IOException("LZW code " + code + " stands for nothing");
      }
      expand(code);
      return;
    }
  }

  private void expand(int code) {
    int at = code;
    if (code == next) {
      // The code that is being defined: what came before, and its own first byte once more.
      waiting = 1;
      at = previous;
    }
    while (at != NONE) {
      pending[waiting++] = last[at];
      at = prefix[at];
    }
    byte first = pending[waiting - 1];
    if (code == next) {
      pending[0] = first;
    }
    if (previous != NONE && next < 1 << MAX_BITS) {
      prefix[next] = previous;
      last[next] = first;
      next++;
    }
    if (next + early >= 1 << width && width < MAX_BITS) {
      width++;
    }
    previous = code;
  }

  private int code() throws IOException {
    while (held < width) {
      int more = packed.read();
      if (more < 0) {
        return NONE;
      }
      bits = highBitFirst ? bits << 8 | more : bits | more << held;
      held += 8;
    }
    held -= width;
    int mask = (1 << width) - 1;
    if (highBitFirst) {
      return bits >>> held & mask;
    }
    int code = bits & mask;
    bits >>>= width;
    return code;
  }
}
