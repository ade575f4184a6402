package io.faultline.internal.proposal;

import io.faultline.image.Raster;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;

/** Small photos made on the spot. */
public final class Photos {
  private Photos() {}

  /** A photo from a grey value for each pixel. */
  static Raster grey(int width, int height, IntBinaryOperator value) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        byte grey = (byte) Math.max(0, Math.min(255, value.applyAsInt(x, y)));
        rgb[at++] = grey;
        rgb[at++] = grey;
        rgb[at++] = grey;
      }
    }
    return Raster.of(width, height, rgb);
  }

  static Raster flat(int width, int height) {
    return grey(width, height, (x, y) -> 130);
  }

  public static Raster noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) random.nextInt(256);
    }
    return Raster.of(width, height, rgb);
  }

  /** Rough ground with a dark line from the upper left and a bright block at the lower right. */
  public static Raster cracked(int width, int height) {
    SplittableRandom random = new SplittableRandom(5);
    return grey(
        width,
        height,
        (x, y) -> {
          int ground = 140 + random.nextInt(12);
          if (Math.abs(x - y / 2 - 10) < 2) {
            return ground - 90;
          }
          return x > width * 2 / 3 && y > height * 2 / 3 ? ground + 80 : ground;
        });
  }
}
