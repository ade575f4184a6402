package io.faultline.internal.labels.masks;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Finding;
import io.faultline.dataset.Finding.Action;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.reading.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Photos and their masks in two folders, paired by the file name without its ending. Where a photo
 * has no mask of its name, one counts that differs by upper and lower case, by the photo's ending
 * before its own ({@code 1.jpg.png}), or by a word such as {@code _mask} or {@code -label} behind
 * the name. Photos and masks may lie in one folder where the masks have such a word.
 *
 * @param images where the photos lie
 * @param masks where the masks lie
 * @param category what the masks show
 * @param prefix what the dataset writes before the photos' file names
 * @param clean whether the photos are said to show nothing
 */
record MaskFolder(Path images, Path masks, String category, String prefix, boolean clean) {
  private static final Pattern MARKED =
      Pattern.compile(
          "(.+)[-_. ](masks?|labels?|labelids?|gt|ground_?truth|seg|segmentation|annotations?|anno)",
          Pattern.CASE_INSENSITIVE);

  /**
   * A photo and its mask.
   *
   * @param problem why the mask cannot be used, where that is known from its name; else empty
   */
  record Pair(Path photo, Path mask, String problem) {}

  /** All pairs by the photos' names; whatever has no partner is added to the findings. */
  List<Pair> pairs(List<Finding> findings) {
    List<Path> photoFiles = pictures(images);
    List<Path> maskFiles = pictures(masks);
    if (images.toAbsolutePath().normalize().equals(masks.toAbsolutePath().normalize())) {
      photoFiles = photoFiles.stream().filter(file -> !isMarked(file)).toList();
      maskFiles = maskFiles.stream().filter(MaskFolder::isMarked).toList();
    }
    Map<String, Path> photoByStem = new TreeMap<>();
    for (Path file : photoFiles) {
      Path first = photoByStem.putIfAbsent(stem(file), file);
      if (first != null) {
        findings.add(
            dropped(file, "photo", first.getFileName() + " has the same name but for its ending"));
      }
    }
    Map<String, List<Path>> masksByStem = new TreeMap<>();
    for (Path file : maskFiles) {
      masksByStem.computeIfAbsent(stem(file), stem -> new ArrayList<>()).add(file);
    }
    Map<String, List<Path>> found = new TreeMap<>();
    for (String stem : photoByStem.keySet()) {
      List<Path> own = masksByStem.remove(stem);
      if (own != null) {
        found.put(stem, own);
      }
    }
    takeOthers(photoByStem, masksByStem, found);
    List<Pair> pairs = new ArrayList<>();
    photoByStem.forEach(
        (stem, photo) -> {
          List<Path> own = found.getOrDefault(stem, List.of());
          if (own.isEmpty()) {
            findings.add(dropped(photo, "photo", "there is no mask " + masks.resolve(stem) + ".*"));
          } else {
            pairs.add(new Pair(photo, own.get(0), several(own)));
          }
        });
    masksByStem.forEach(
        (stem, left) ->
            left.forEach(
                mask ->
                    findings.add(
                        dropped(
                            mask, "mask", "there is no photo " + images.resolve(stem) + ".*"))));
    return pairs;
  }

  private static String several(List<Path> masks) {
    return masks.size() == 1
        ? ""
        : masks.get(1).getFileName() + " is a mask of the same photo; one must go";
  }

  /** Moves the masks whose name means a photo that has none of its own name. */
  private static void takeOthers(
      Map<String, Path> photos, Map<String, List<Path>> masks, Map<String, List<Path>> found) {
    Map<String, List<String>> meant = new TreeMap<>();
    for (String mask : masks.keySet()) {
      Matcher marked = MARKED.matcher(mask);
      String bare = marked.matches() ? marked.group(1) : mask;
      meant.computeIfAbsent(lower(bare), name -> new ArrayList<>()).add(mask);
    }
    photos.forEach(
        (stem, photo) -> {
          if (!found.containsKey(stem)) {
            for (String name : List.of(lower(stem), lower(photo.getFileName().toString()))) {
              List<String> own = meant.remove(name);
              if (own != null) {
                List<Path> taken = found.computeIfAbsent(stem, key -> new ArrayList<>());
                own.forEach(mask -> taken.addAll(masks.remove(mask)));
              }
            }
          }
        });
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean isMarked(Path file) {
    return MARKED.matcher(stem(file)).matches();
  }

  private static String stem(Path file) {
    return DatasetFolder.stem(file.getFileName().toString());
  }

  /** The files that are called like a photo, and those that begin like one. */
  private static List<Path> pictures(Path folder) {
    return list(folder).stream()
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .filter(file -> Files.isRegularFile(file))
        .filter(file -> DatasetFolder.isPhoto(file) || beginsLikePhoto(file))
        .toList();
  }

  private static boolean beginsLikePhoto(Path file) {
    try {
      return ImageReader.sniff(file).isPresent();
    } catch (FaultlineException e) {
      return false;
    }
  }

  /** What lies in a folder, by name. */
  static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new FaultlineException(
          Problem.INPUT,
          folder + (Files.exists(folder) ? ": is a file; must be a folder" : ": does not exist"));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted((a, b) -> a.getFileName().compareTo(b.getFileName())).toList();
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, folder + ": cannot be listed (" + IoReason.of(e) + ")", e);
    }
  }

  static Finding dropped(Path file, String record, String reason) {
    return new Finding(file.toString(), record, Action.DROPPED, reason);
  }
}
