package io.faultline.internal.check;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Photos of one spotted wall after another, each with its own spots. */
record CheckPhotos(Path folder) {
  static final int WIDTH = 160;
  static final int HEIGHT = 120;

  /** A photo of surface {@code seed} with one box of category 1. */
  ImageRecord cracked(String name, long seed) {
    return write(name, surface(seed), crack(new Box(20, 30, 60, 50)));
  }

  /** The same surface at half its size, with the box where it then lies. */
  ImageRecord half(String name, long seed) {
    Raster small = Warp.resize(surface(seed), WIDTH / 2, HEIGHT / 2);
    return write(name, small, crack(new Box(10, 15, 30, 25)));
  }

  ImageRecord write(String name, Raster photo, Annotation... truth) {
    Path file = folder.resolve(name);
    ImageWriter.write(file, photo);
    return new ImageRecord(
        name.hashCode(), name, file, photo.width(), photo.height(), List.of(truth));
  }

  static Annotation crack(Box box) {
    return Annotation.of(7, 1, box);
  }

  /** The plain wall is the same in all; only the spots differ. */
  static Raster surface(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    Arrays.fill(rgb, (byte) 120);
    for (int spot = 0; spot < 150; spot++) {
      int left = random.nextInt(WIDTH - 10);
      int top = random.nextInt(HEIGHT - 10);
      byte grey = (byte) (40 + random.nextInt(160));
      for (int y = top; y < top + 2 + spot % 9; y++) {
        int from = 3 * (y * WIDTH + left);
        Arrays.fill(rgb, from, from + 3 * (2 + spot % 7), grey);
      }
    }
    return Raster.of(WIDTH, HEIGHT, rgb);
  }
}
