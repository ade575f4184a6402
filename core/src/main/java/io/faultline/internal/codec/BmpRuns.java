package io.faultline.internal.codec;

/**
 * How far the run lengths of a bitmap go ({@code BI_RLE8} and {@code BI_RLE4}).
 *
 * @param rows how many rows there are
 * @param end where what can be read of them ends
 */
record BmpRuns(int rows, int end) {

  static BmpRuns of(byte[] bytes, BmpHeader header) {
    int width = header.size().widthPx();
    int height = header.size().heightPx();
    boolean nibbles = header.compression() == 2;
    int at = (int) header.pixelsAt();
    int x = 0;
    int y = 0;
    while (at + 1 < bytes.length && y < height) {
      int count = bytes[at] & 0xFF;
      int value = bytes[at + 1] & 0xFF;
      int next = at + 2;
      if (count > 0) {
        x += count;
      } else if (value == 0) {
        x = 0;
        y++;
      } else if (value == 1) {
        break;
      } else if (value == 2) {
        if (next + 1 >= bytes.length) {
          break;
        }
        x += bytes[next] & 0xFF;
        y += bytes[next + 1] & 0xFF;
        next += 2;
      } else {
        x += value;
        int pixels = nibbles ? (value + 1) / 2 : value;
        next += (pixels + 1) / 2 * 2;
      }
      // Some encoders write a pixel too many, to have an even number.
      if (x > width + 1 || next > bytes.length) {
        break;
      }
      at = next;
    }
    // The last row need not be ended.
    return new BmpRuns(Math.min(height, x >= width ? y + 1 : y), at);
  }
}
