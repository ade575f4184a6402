package io.faultline.server.workspace;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.SplittableRandom;

/** Photos for tests: a grey wall with a dark line, different for every seed. */
public final class TestPhotos {
  private TestPhotos() {}

  /** The pixels. */
  public static Raster wall(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[3 * width * height];
    double slope = random.nextDouble(-0.3, 0.3);
    double start = random.nextDouble(0.3, 0.7) * height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean crack = Math.abs(y - start - slope * x) < 2;
        byte grey = (byte) ((crack ? 40 : 150) + random.nextInt(12));
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * (y * width + x) + channel] = grey;
        }
      }
    }
    return Raster.wrap(width, height, rgb);
  }

  /** The bytes of a PNG file. */
  public static byte[] png(int width, int height, long seed) {
    return ImageWriter.encodePng(wall(width, height, seed));
  }

  /** A PNG file as a stream. */
  public static InputStream stream(int width, int height, long seed) {
    return new ByteArrayInputStream(png(width, height, seed));
  }
}
