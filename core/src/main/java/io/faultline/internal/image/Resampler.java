package io.faultline.internal.image;

import io.faultline.image.Raster;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Separable resampling in plain Java floats: the same bytes on every machine and with any number of
 * threads.
 */
final class Resampler {
  private Resampler() {}

  /** Resamples both axes; output pixels outside of the photo get {@code outside} (0xRRGGBB). */
  static Raster resample(Raster photo, Taps across, Taps down, int outside) {
    int width = across.length();
    int height = down.length();
    int top = photo.height();
    int bottom = 0;
    for (int y = 0; y < height; y++) {
      if (down.count(y) > 0) {
        top = Math.min(top, down.first(y));
        bottom = Math.max(bottom, down.first(y) + down.count(y));
      }
    }
    float[][] rows = new float[Math.max(0, bottom - top)][];
    for (int y = 0; y < rows.length; y++) {
      rows[y] = horizontal(photo, top + y, across);
    }
    byte[] rgb = new byte[width * height * 3];
    float[] sums = new float[width * 3];
    for (int y = 0; y < height; y++) {
      vertical(rows, top, down, y, sums);
      for (int x = 0; x < width; x++) {
        int to = 3 * (y * width + x);
        boolean inside = down.count(y) > 0 && across.count(x) > 0;
        rgb[to] = (byte) (inside ? Math.round(sums[3 * x]) : outside >> 16);
        rgb[to + 1] = (byte) (inside ? Math.round(sums[3 * x + 1]) : outside >> 8);
        rgb[to + 2] = (byte) (inside ? Math.round(sums[3 * x + 2]) : outside);
      }
    }
    return Raster.wrap(width, height, rgb);
  }

  private static float[] horizontal(Raster photo, int y, Taps across) {
    ByteBuffer bytes = photo.bytes();
    float[] row = new float[across.length() * 3];
    for (int x = 0; x < across.length(); x++) {
      int at = 3 * (y * photo.width() + across.first(x));
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int k = 0; k < across.count(x); k++, at += 3) {
        float weight = across.weight(x, k);
        red += weight * (bytes.get(at) & 0xFF);
        green += weight * (bytes.get(at + 1) & 0xFF);
        blue += weight * (bytes.get(at + 2) & 0xFF);
      }
      row[3 * x] = red;
      row[3 * x + 1] = green;
      row[3 * x + 2] = blue;
    }
    return row;
  }

  private static void vertical(float[][] rows, int top, Taps down, int y, float[] sums) {
    Arrays.fill(sums, 0);
    for (int k = 0; k < down.count(y); k++) {
      float weight = down.weight(y, k);
      float[] row = rows[down.first(y) + k - top];
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * row[i];
      }
    }
  }
}
