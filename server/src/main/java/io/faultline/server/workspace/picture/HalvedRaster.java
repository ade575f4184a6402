package io.faultline.server.workspace.picture;

import io.faultline.image.Raster;
import java.nio.ByteBuffer;

/** A photo at half its size: every pixel is the mean of up to four. */
final class HalvedRaster {
  private HalvedRaster() {}

  /** Sides are halved and rounded up, so that the last row or column of an odd side is kept. */
  static Raster of(Raster photo) {
    int width = (photo.width() + 1) / 2;
    int height = (photo.height() + 1) / 2;
    byte[] half = new byte[Math.toIntExact(3L * width * height)];
    byte[] upper = new byte[3 * photo.width()];
    byte[] lower = new byte[3 * photo.width()];
    ByteBuffer bytes = photo.bytes();
    for (int y = 0; y < height; y++) {
      bytes.get(upper.length * 2 * y, upper);
      bytes.get(upper.length * Math.min(2 * y + 1, photo.height() - 1), lower);
      row(upper, lower, half, 3 * width * y, width);
    }
    return Raster.wrap(width, height, half);
  }

  private static void row(byte[] upper, byte[] lower, byte[] half, int to, int width) {
    int last = upper.length - 3;
    for (int x = 0; x < width; x++) {
      int left = 6 * x;
      int right = Math.min(left + 3, last);
      for (int channel = 0; channel < 3; channel++) {
        int sum =
            (upper[left + channel] & 0xFF)
                + (upper[right + channel] & 0xFF)
                + (lower[left + channel] & 0xFF)
                + (lower[right + channel] & 0xFF);
        half[to + 3 * x + channel] = (byte) ((sum + 2) / 4);
      }
    }
  }
}
