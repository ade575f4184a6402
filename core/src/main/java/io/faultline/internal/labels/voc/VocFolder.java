package io.faultline.internal.labels.voc;

import io.faultline.internal.labels.DatasetFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where annotation files and photos lie in a VOC folder: in {@code Annotations/} and {@code
 * JPEGImages/} (or {@code images/}) in any case, or beside one another.
 */
public final class VocFolder {
  private static final List<String> PHOTOS = List.of("jpegimages", "images", "image", "imgs");
  private static final int BEGINNING = 2_000;

  private final Path root;
  private final Map<String, List<Path>> byStem = new HashMap<>();
  private final Map<String, List<Path>> byName = new HashMap<>();
  private final List<Path> photos;

  /** Looks for photos in a folder. */
  public VocFolder(Path root) {
    this.root = root;
    this.photos =
        DatasetFolder.tree(root).stream()
            .filter(file -> DatasetFolder.isPhoto(file) && Files.isRegularFile(file))
            .toList();
    for (Path photo : photos) {
      String name = lower(DatasetFolder.name(photo));
      byName.computeIfAbsent(name, none -> new ArrayList<>()).add(photo);
      byStem.computeIfAbsent(DatasetFolder.stem(name), none -> new ArrayList<>()).add(photo);
    }
  }

  /** Whether a folder has {@code Annotations/*.xml}. */
  public static boolean isVoc(Path folder) {
    return child(folder, List.of("annotations")).stream()
        .flatMap(dir -> DatasetFolder.tree(dir).stream())
        .anyMatch(VocFolder::isXml);
  }

  /** Whether VOC's annotation files lie anywhere in it. */
  public static boolean hasLooseFiles(Path folder) {
    return DatasetFolder.tree(folder).stream()
        .filter(VocFolder::isXml)
        .limit(20)
        .anyMatch(VocFolder::beginsAsVoc);
  }

  /** The annotation files, in the order of their names. */
  static List<Path> files(Path folder) {
    Path place = isVoc(folder) ? child(folder, List.of("annotations")).orElseThrow() : folder;
    boolean isLoose = place.equals(folder);
    return DatasetFolder.tree(place).stream()
        .filter(VocFolder::isXml)
        .filter(file -> !isLoose || beginsAsVoc(file))
        .toList();
  }

  /** Where the photos lie, if nobody says so. */
  public static Path photos(Path folder) {
    return isVoc(folder) ? child(folder, PHOTOS).orElse(folder) : folder;
  }

  /** All photos. */
  public List<Path> photos() {
    return photos;
  }

  /** The name of a photo in the dataset. */
  String fileName(Path photo) {
    return DatasetFolder.slashed(root.relativize(photo));
  }

  Path root() {
    return root;
  }

  /** The photos of an annotation file's name, those beside it or on the same path first. */
  List<Path> ofStem(Path file) {
    return nearest(
        byStem.getOrDefault(lower(DatasetFolder.stem(DatasetFolder.name(file))), List.of()), file);
  }

  /** The photo that {@code filename} states: the very name, or its last part in any case. */
  Optional<Path> stated(String filename, Path file) {
    String last = lower(filename.substring(filename.lastIndexOf('/') + 1));
    List<Path> exact = byName.getOrDefault(last, List.of());
    return nearest(
            exact.isEmpty() ? byStem.getOrDefault(DatasetFolder.stem(last), List.of()) : exact,
            file)
        .stream()
        .findFirst();
  }

  private static List<Path> nearest(List<Path> photos, Path file) {
    String stem = DatasetFolder.stem(DatasetFolder.name(file));
    Path place = DatasetFolder.parent(file);
    List<Path> exact =
        photos.stream()
            .filter(photo -> DatasetFolder.stem(DatasetFolder.name(photo)).equals(stem))
            .toList();
    List<Path> named = exact.isEmpty() ? photos : exact;
    List<Path> beside =
        named.stream().filter(photo -> DatasetFolder.parent(photo).equals(place)).toList();
    List<Path> inSame =
        named.stream()
            .filter(
                photo ->
                    DatasetFolder.name(DatasetFolder.parent(photo))
                        .equals(DatasetFolder.name(place)))
            .toList();
    return !beside.isEmpty() ? beside : !inSame.isEmpty() ? inSame : named;
  }

  private static Optional<Path> child(Path folder, List<String> names) {
    List<Path> folders = DatasetFolder.entries(folder).stream().filter(Files::isDirectory).toList();
    for (String name : names) {
      Optional<Path> found =
          folders.stream().filter(dir -> lower(DatasetFolder.name(dir)).equals(name)).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isXml(Path file) {
    return DatasetFolder.endsWith(file, "xml")
        && !DatasetFolder.name(file).startsWith(".")
        && Files.isRegularFile(file);
  }

  private static boolean beginsAsVoc(Path file) {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      char[] start = new char[BEGINNING];
      int read = in.read(start);
      String text = read < 0 ? "" : new String(start, 0, read).replace("\0", "");
      return Set.of("<annotation>", "<annotation ").stream().anyMatch(text::contains);
    } catch (IOException e) {
      return false;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
