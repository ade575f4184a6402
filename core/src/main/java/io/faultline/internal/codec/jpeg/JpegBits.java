package io.faultline.internal.codec.jpeg;

/**
 * The bits of entropy-coded JPEG data (ITU T.81, F.2.2.5): stuffed zeros are taken out, and the
 * data end at the next marker. Past the end come zeros, which {@link #overrun} tells.
 */
final class JpegBits {
  private final byte[] bytes;
  private int start;
  private int at;
  private long buffer;
  private int count;
  private int loaded;
  private int invented;
  private boolean ended;

  JpegBits(byte[] bytes, int start) {
    this.bytes = bytes;
    restart(start);
  }

  /** Goes on at another place, with the first bit of a byte. */
  void restart(int from) {
    start = from;
    at = from;
    buffer = 0;
    count = 0;
    loaded = 0;
    invented = 0;
    ended = false;
  }

  private void fill() {
    while (count <= 48) {
      int next = 0;
      if (!ended && at < bytes.length) {
        next = bytes[at] & 0xFF;
        int after = at + 1;
        if (next == 0xFF) {
          after = afterFill(at);
          ended = after >= bytes.length || bytes[after] != 0;
          after++;
        }
        at = ended ? at : after;
      } else {
        ended = true;
      }
      if (ended) {
        next = 0;
        invented += 8;
      }
      loaded += 8;
      buffer = buffer << 8 | next;
      count += 8;
    }
  }

  /** The first byte after a row of 0xFF. */
  private int afterFill(int from) {
    int after = from + 1;
    while (after < bytes.length && bytes[after] == (byte) 0xFF) {
      after++;
    }
    return after;
  }

  /** The next 16 bits, which stay. */
  int peek16() {
    if (count < 16) {
      fill();
    }
    return (int) (buffer >>> (count - 16)) & 0xFFFF;
  }

  /** Passes over bits that were looked at. */
  void skip(int bits) {
    count -= bits;
  }

  /** The next 0 to 16 bits as a number. */
  int take(int bits) {
    if (count < bits) {
      fill();
    }
    count -= bits;
    return (int) (buffer >>> count) & ((1 << bits) - 1);
  }

  /** The next bits as a signed number (T.81, F.2.2.1, EXTEND). */
  int signed(int bits) {
    if (bits == 0) {
      return 0;
    }
    int value = take(bits);
    return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
  }

  /** Whether more bits were taken than there are. */
  boolean overrun() {
    return count < invented;
  }

  /** Where in the file the reader is; some bytes ahead of the bits that were taken. */
  int position() {
    return at;
  }

  /** Where the bits since the last restart begin. */
  int start() {
    return start;
  }

  /** How many bits were taken since the last restart. */
  int taken() {
    return loaded - count;
  }

  /** The first whole byte that was not touched, once a marker must follow: where the data stop. */
  int stop() {
    return rawPosition(bytes, start, (taken() + 7) / 8);
  }

  /** Where in the file a number of data bytes is passed, stuffed zeros counted in. */
  static int rawPosition(byte[] bytes, int from, int dataBytes) {
    int position = from;
    for (int i = 0; i < dataBytes; i++) {
      if (bytes[position] == (byte) 0xFF) {
        while (position + 1 < bytes.length && bytes[position + 1] == (byte) 0xFF) {
          position++;
        }
        position++;
      }
      position++;
    }
    return position;
  }
}
