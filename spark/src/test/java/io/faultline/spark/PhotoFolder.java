package io.faultline.spark;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Writes folders of small photos, some with a crack. */
final class PhotoFolder {
  private PhotoFolder() {}

  /** Photos in two subfolders, numbered from 0 on. */
  static Path of(Path folder, int photos) throws IOException {
    for (int i = 0; i < photos; i++) {
      Path part = Files.createDirectories(folder.resolve(i % 2 == 0 ? "north" : "south"));
      write(part.resolve(String.format(Locale.ROOT, "wall %03d.jpg", i)), 96 + i % 5 * 24, 96, i);
    }
    return folder;
  }

  /** The photos of a folder and its subfolders, readable or not, in the order of results. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*/[^.][^/]*\\.(jpg|png)"))
          .sorted()
          .toList();
    }
  }

  /** Adds a truncated photo, one whose header claims a huge size, text, and files without photo. */
  static void addHostileFiles(Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("north/wall 000.jpg"));
    Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(folder.resolve("stump.jpg"), Arrays.copyOf(whole, 40));
    Files.write(folder.resolve("empty.png"), new byte[0]);
    Files.write(folder.resolve("none.jpg"), "no photo".getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("notes.txt"), "passed over");
    Files.writeString(folder.resolve(".hidden.jpg"), "passed over");
    byte[] bomb = whole.clone();
    for (int i = 2; i + 9 < bomb.length; i++) {
      if ((bomb[i] & 0xFF) == 0xFF && (bomb[i + 1] & 0xFF) == 0xC0) {
        Arrays.fill(bomb, i + 5, i + 9, (byte) 0xFF); // 65,535 x 65,535 pixels
        break;
      }
    }
    Files.write(folder.resolve("bomb.jpg"), bomb);
  }

  /** A grey wall with a dark line across it, or without one. */
  static void write(Path file, int width, int height, int seed) {
    Random random = new Random(seed);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      Arrays.fill(rgb, i, i + 3, (byte) (150 + random.nextInt(24)));
    }
    if (seed % 3 != 0) {
      double y = height * (0.3 + 0.4 * random.nextDouble());
      for (int x = 8; x < width - 8; x++) {
        y += random.nextGaussian() * 0.6;
        int row = (int) Math.max(0, Math.min(height - 3, y));
        for (int dy = 0; dy < 3; dy++) {
          int at = 3 * ((row + dy) * width + x);
          Arrays.fill(rgb, at, at + 3, (byte) 45);
        }
      }
    }
    ImageWriter.write(file, Raster.wrap(width, height, rgb));
  }
}
