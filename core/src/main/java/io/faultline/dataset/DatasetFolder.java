package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Looks into the folders of datasets; every listing is in the order of the names. */
final class DatasetFolder {
  private static final Set<String> PHOTO_ENDINGS =
      Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp");

  /** Deeper folders are no dataset of ours. */
  private static final int DEPTH = 8;

  private DatasetFolder() {}

  /** The folder a file lies in. */
  static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The name without its last ending. */
  static String stem(String fileName) {
    String name = fileName.substring(fileName.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  static boolean endsWith(Path file, String ending) {
    return name(file).toLowerCase(Locale.ROOT).endsWith("." + ending);
  }

  static boolean isPhoto(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && PHOTO_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** With {@code /} between folders on every system. */
  static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Everything directly inside; nothing where there is no such folder. */
  static List<Path> entries(Path folder) {
    return list(folder, 1);
  }

  /** Everything inside, folders and files, at any depth. */
  static List<Path> tree(Path folder) {
    return list(folder, DEPTH);
  }

  private static List<Path> list(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return found
          .filter(path -> !path.equals(folder))
          .sorted(java.util.Comparator.comparing(DatasetFolder::slashed))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new FaultlineException(
          Problem.INPUT, folder + ": cannot be listed (" + e.getMessage() + ")", e);
    }
  }
}
