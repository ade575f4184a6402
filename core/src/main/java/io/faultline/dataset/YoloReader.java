package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.image.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads YOLO folders: photos in folders named {@code images} (or anywhere inside where there is no
 * such folder), labels in the folder {@code labels} beside it (the last {@code images} of the path
 * replaced) or beside the photo. A photo without a label file, or with an empty one, is clean.
 *
 * <p>Class {@code c} becomes category {@code c + 1}, named by {@code data.yaml} or {@code
 * classes.txt} where there is one; photos are numbered from 1 in the order of their names. With a
 * split, only photos that have a folder of that name on their path are read (as in {@code
 * images/train} and {@code train/images}), with the categories of the whole.
 */
public final class YoloReader {
  private final Path folder;
  private final Optional<YoloNames> names;
  private final List<Finding> found = new ArrayList<>();
  private final Map<Integer, Category> categories = new TreeMap<>();
  private final Set<Path> used = new HashSet<>();
  private final DatasetOptions options;
  private final LabelAccount account;
  private long nextAnnotation = 1;

  private YoloReader(Path folder, DatasetOptions options) {
    this.folder = folder;
    this.options = options;
    this.account = new LabelAccount(options, found);
    this.names = YoloNames.of(folder);
    names.ifPresent(
        known ->
            known
                .byClass()
                .forEach((number, name) -> categories.put(number, category(number, name))));
  }

  /** As {@link #read(Path, Optional, Optional, DatasetOptions)} by default. */
  public static LoadedDataset read(
      Path folder, Optional<Path> imagesFolder, Optional<String> split) {
    return read(folder, imagesFolder, split, DatasetOptions.DEFAULT);
  }

  /**
   * Reads a folder.
   *
   * @param imagesFolder where the photos lie; empty: as above
   * @throws FaultlineException with {@link Problem#INPUT} where there is no such folder or no
   *     photo, or most labels cannot be used
   */
  public static LoadedDataset read(
      Path folder, Optional<Path> imagesFolder, Optional<String> split, DatasetOptions options) {
    if (!Files.isDirectory(folder)) {
      throw new FaultlineException(Problem.INPUT, folder + ": is not a folder that exists");
    }
    return new YoloReader(folder, options).read(imagesFolder.orElse(folder), split);
  }

  private LoadedDataset read(Path photos, Optional<String> split) {
    List<ImageRecord> images = new ArrayList<>();
    for (Path photo : YoloLayout.photos(photos)) {
      Path inside = photos.relativize(photo);
      Optional<Path> label = YoloLayout.label(folder, photos, photo);
      label.ifPresent(used::add);
      boolean wanted = split.isEmpty() || YoloLayout.onPath(inside, split.get());
      if (!wanted && names.isPresent()) {
        continue;
      }
      List<Finding> sink = wanted ? found : new ArrayList<>();
      try {
        Optional<ImageRecord> image = image(images.size() + 1L, photo, inside, label, sink);
        if (wanted) {
          image.ifPresent(images::add);
        }
      } catch (BadRecord e) {
        new FileFindings(photo.toString(), sink).dropped("photo", e.reason());
      }
    }
    images = account.finish(images, folder.toString());
    if (images.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          photos
              + ": holds no photos"
              + split.map(name -> " of the split " + name).orElse("")
              + (found.isEmpty() ? "" : " that can be used; the first: " + found.get(0).line()));
    }
    for (Path label : YoloLayout.labels(folder)) {
      if (!used.contains(label)
          && (split.isEmpty() || YoloLayout.onPath(folder.relativize(label), split.get()))) {
        new FileFindings(label.toString(), found).dropped("file", "there is no photo of that name");
      }
    }
    return new LoadedDataset(new Dataset(List.copyOf(categories.values()), images), found);
  }

  private Optional<ImageRecord> image(
      long id, Path photo, Path inside, Optional<Path> label, List<Finding> sink) throws BadRecord {
    ImageSize size = PhotoSizes.of(photo, options.exif());
    List<Annotation> annotations = new ArrayList<>();
    FileFindings findings = new FileFindings(label.orElse(photo).toString(), sink);
    int before = sink.size();
    if (label.isPresent()) {
      for (YoloLabels.Label line : YoloLabels.read(label.get(), size, findings)) {
        annotation(line, size, findings).ifPresent(annotations::add);
      }
    }
    ImageRecord image =
        new ImageRecord(
            id, DatasetFolder.slashed(inside), photo, size.widthPx(), size.heightPx(), annotations);
    LabelAccount ledger = sink == found ? account : new LabelAccount(options, sink);
    long lost = sink.subList(before, sink.size()).stream().filter(Finding::labelDropped).count();
    return ledger.settle(image, lost, findings, "photo");
  }

  private Optional<Annotation> annotation(
      YoloLabels.Label line, ImageSize size, FileFindings findings) {
    if (names.isPresent() && !names.get().byClass().containsKey(line.number())) {
      findings.dropped(
          line.record(), "class is " + line.number() + "; " + names.get().file() + " has no such");
      return Optional.empty();
    }
    Optional<Box> box = line.box().check(size.widthPx(), size.heightPx(), line.record(), findings);
    return box.map(
        inside -> {
          Category category =
              categories.computeIfAbsent(
                  line.number(), number -> category(number, "class " + number));
          return new Annotation(
              nextAnnotation++, category.id(), inside, inside.area(), false, line.polygons());
        });
  }

  private static Category category(int number, String name) {
    return new Category(number + 1, name);
  }
}
