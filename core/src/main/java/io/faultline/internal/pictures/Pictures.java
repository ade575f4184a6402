package io.faultline.internal.pictures;

import io.faultline.image.Raster;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Photos as pictures of {@code java.awt}, which draws without a screen; {@link
 * Raster#of(BufferedImage)} leads back.
 */
final class Pictures {
  private Pictures() {}

  /** A copy that can be drawn on. */
  static BufferedImage of(Raster raster) {
    int width = raster.width();
    BufferedImage picture = new BufferedImage(width, raster.height(), BufferedImage.TYPE_INT_RGB);
    ByteBuffer rgb = raster.bytes();
    int[] row = new int[width];
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < width; x++) {
        row[x] = (rgb.get() & 0xFF) << 16 | (rgb.get() & 0xFF) << 8 | (rgb.get() & 0xFF);
      }
      picture.setRGB(0, y, width, 1, row, 0, width);
    }
    return picture;
  }

  /**
   * A smaller copy that can be drawn on, without one of full size on the way: each of its pixels is
   * the mean of a square of the photo's.
   *
   * @param by how many pixels of the photo in a row make one; a last incomplete one is left out
   */
  static BufferedImage reduced(Raster raster, int by) {
    int width = raster.width() / by;
    int height = raster.height() / by;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ByteBuffer rgb = raster.bytes();
    int[] sums = new int[3 * width];
    byte[] line = new byte[3 * width * by];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int dy = 0; dy < by; dy++) {
        rgb.get(3 * raster.width() * (y * by + dy), line);
        for (int x = 0, from = 0; x < width; x++) {
          for (int dx = 0; dx < by; dx++) {
            sums[3 * x] += line[from++] & 0xFF;
            sums[3 * x + 1] += line[from++] & 0xFF;
            sums[3 * x + 2] += line[from++] & 0xFF;
          }
        }
      }
      int all = by * by;
      for (int x = 0; x < width; x++) {
        row[x] = (sums[3 * x] / all) << 16 | (sums[3 * x + 1] / all) << 8 | (sums[3 * x + 2] / all);
      }
      picture.setRGB(0, y, width, 1, row, 0, width);
    }
    return picture;
  }

  /** Resized; when shrinking, by halves first, so that thin lines survive. */
  static BufferedImage resize(BufferedImage picture, int width, int height) {
    BufferedImage current = picture;
    while (current.getWidth() / 2 >= width && current.getHeight() / 2 >= height) {
      current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    return current.getWidth() == width && current.getHeight() == height
        ? current
        : drawn(current, width, height);
  }

  private static BufferedImage drawn(BufferedImage picture, int width, int height) {
    BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = resized.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(picture, 0, 0, width, height, null);
    g.dispose();
    return resized;
  }
}
