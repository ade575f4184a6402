package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Finding.Action;
import io.faultline.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Photos and their masks in two folders, paired by the file name without its ending.
 *
 * @param images where the photos lie
 * @param masks where the masks lie
 * @param category what the masks show
 * @param prefix what the dataset writes before the photos' file names
 * @param clean whether the photos are said to show nothing
 */
record MaskFolder(Path images, Path masks, String category, String prefix, boolean clean) {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp");

  /** A photo and the mask of the same name. */
  record Pair(Path photo, Path mask) {}

  /** All pairs by name; whatever has no partner is added to the findings. */
  List<Pair> pairs(List<Finding> findings) {
    Map<String, Path> photoByStem = byStem(images, "photo", findings);
    Map<String, Path> maskByStem = byStem(masks, "mask", findings);
    List<Pair> pairs = new ArrayList<>();
    photoByStem.forEach(
        (stem, photo) -> {
          Path mask = maskByStem.remove(stem);
          if (mask == null) {
            findings.add(dropped(photo, "photo", "there is no mask " + masks.resolve(stem) + ".*"));
          } else {
            pairs.add(new Pair(photo, mask));
          }
        });
    maskByStem.forEach(
        (stem, mask) ->
            findings.add(
                dropped(mask, "mask", "there is no photo " + images.resolve(stem) + ".*")));
    return pairs;
  }

  private static Map<String, Path> byStem(Path folder, String kind, List<Finding> findings) {
    Map<String, Path> files = new TreeMap<>();
    for (Path file : list(folder)) {
      String name = file.getFileName().toString();
      int dot = name.lastIndexOf('.');
      boolean photo =
          dot > 0
              && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
              && Files.isRegularFile(file);
      if (photo) {
        Path first = files.putIfAbsent(name.substring(0, dot), file);
        if (first != null) {
          findings.add(
              dropped(file, kind, first.getFileName() + " has the same name but for its ending"));
        }
      }
    }
    return files;
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
