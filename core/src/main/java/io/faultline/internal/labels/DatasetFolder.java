package io.faultline.internal.labels;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.reading.PhotoEndings;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks into the folders of datasets; every listing is in the order of the names. */
public final class DatasetFolder {
  /** Deeper folders are no dataset of ours. */
  private static final int DEPTH = 8;

  private DatasetFolder() {}

  /** The folder a file lies in. */
  public static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  public static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The name without its last ending. */
  public static String stem(String fileName) {
    String name = fileName.substring(fileName.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  public static boolean endsWith(Path file, String ending) {
    return name(file).toLowerCase(Locale.ROOT).endsWith("." + ending);
  }

  public static boolean isPhoto(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && PhotoEndings.ofDatasets().contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** With {@code /} between folders on every system. */
  public static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Everything directly inside; nothing where there is no such folder. */
  public static List<Path> entries(Path folder) {
    return list(folder, 1);
  }

  /** Everything inside, folders and files, at any depth. */
  public static List<Path> tree(Path folder) {
    return list(folder, DEPTH);
  }

  private static List<Path> list(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          Set.of(FileVisitOption.FOLLOW_LINKS),
          depth,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes kind) {
              found.add(inside);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes kind) {
              found.add(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof FileSystemLoopException) { // A link to a folder above it.
                return FileVisitResult.CONTINUE;
              }
              throw new IOException(file + ": " + IoReason.of(e), e);
            }
          });
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, folder + ": cannot be listed (" + IoReason.of(e) + ")", e);
    }
    found.remove(folder);
    found.sort(Comparator.comparing(DatasetFolder::slashed));
    return List.copyOf(found);
  }
}
