package io.faultline.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the photos that a user names: files as they are, folders with all below them. */
public final class PhotoFiles {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp");

  private PhotoFiles() {}

  /**
   * A photo to look at.
   *
   * @param name what results call it: a named file's own name, or its path inside the named folder
   *     with {@code /} between folders
   * @param path where it lies
   */
  public record PhotoFile(String name, Path path) {}

  /**
   * The photos of all places, folders sorted by name. A named file is taken whatever it is called;
   * in folders only photo endings count, and hidden files do not.
   *
   * @throws FaultlineException with {@code INPUT} where a place does not exist or holds no photo
   */
  public static List<PhotoFile> of(List<Path> places) {
    List<PhotoFile> photos = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        photos.addAll(inside(place));
      } else if (Files.exists(place)) {
        photos.add(new PhotoFile(place.getFileName().toString(), place));
      } else {
        throw new FaultlineException(Problem.INPUT, place + ": no such photo or folder");
      }
    }
    return photos;
  }

  private static List<PhotoFile> inside(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<PhotoFile> photos =
          files
              .filter(Files::isRegularFile)
              .filter(PhotoFiles::looksLikePhoto)
              .map(file -> new PhotoFile(relative(folder, file), file))
              .sorted((a, b) -> a.name().compareTo(b.name()))
              .toList();
      if (photos.isEmpty()) {
        throw new FaultlineException(
            Problem.INPUT,
            folder + ": holds no photo (jpg, png, bmp, tif or webp), nor do its folders");
      }
      return photos;
    } catch (IOException | UncheckedIOException e) {
      throw new FaultlineException(Problem.INPUT, folder + ": cannot be listed", e);
    }
  }

  private static boolean looksLikePhoto(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return !name.startsWith(".") && dot >= 0 && ENDINGS.contains(name.substring(dot + 1));
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
