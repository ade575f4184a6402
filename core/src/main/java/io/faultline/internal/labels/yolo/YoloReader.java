package io.faultline.internal.labels.yolo;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.geometry.Box;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.LabelAccount;
import io.faultline.internal.labels.PhotoSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads YOLO folders, or what a {@code data.yaml} names: photos in folders named {@code images} (or
 * anywhere inside where there is no such folder), and their labels where {@link YoloLayout} finds
 * them.
 *
 * <p>A photo with an empty label file is clean. So is one without a label file, YOLO's background
 * photo, where most photos have one and no label file is without a photo; otherwise its labels may
 * be lost, and it is left out. A dataset of which no photo has a label file is refused.
 *
 * <p>Class {@code c} becomes category {@code c + 1}, named by {@code data.yaml} or {@code
 * classes.txt} where there is one; photos are numbered from 1 in the order of their names. A split
 * has the categories of the whole ({@link YoloSplits}).
 */
public final class YoloReader {
  private final Path folder;
  private final Optional<YoloYaml> yaml;
  private final Optional<YoloNames> names;
  private final List<Finding> found = new ArrayList<>();
  private final Map<Integer, Category> categories = new TreeMap<>();
  private final DatasetOptions options;
  private final LabelAccount account;
  private final YoloSplits splits;
  private final boolean isYaml;
  private final YoloForm form;
  private long nextAnnotation = 1;

  private YoloReader(Path data, DatasetOptions options) {
    this.isYaml = !Files.isDirectory(data);
    this.folder = isYaml ? DatasetFolder.parent(data) : data;
    this.options = options;
    this.account = new LabelAccount(options, found);
    this.yaml = (isYaml ? Optional.of(data) : YoloNames.yaml(folder)).map(YoloYaml::read);
    this.names = yaml.map(YoloNames::of).or(() -> YoloNames.of(folder));
    this.splits = new YoloSplits(folder, yaml, isYaml, found);
    this.form = new YoloForm(yaml);
    names.ifPresent(
        known ->
            known
                .byClass()
                .forEach((number, name) -> categories.put(number, category(number, name))));
  }

  /** As {@link #read(Path, Optional, Optional, DatasetOptions)} by default. */
  public static LoadedDataset read(Path data, Optional<Path> imagesFolder, Optional<String> split) {
    return read(data, imagesFolder, split, DatasetOptions.DEFAULT);
  }

  /**
   * Reads a folder.
   *
   * @param data the folder, or a {@code data.yaml}
   * @param imagesFolder where the photos lie; empty: as above
   * @throws FaultlineException with {@link Problem#INPUT} where there is no such folder, split or
   *     photo, no photo has a label file, most labels cannot be used, or nobody can tell outlines
   *     from keypoints
   */
  public static LoadedDataset read(
      Path data, Optional<Path> imagesFolder, Optional<String> split, DatasetOptions options) {
    if (!Files.isDirectory(data) && !Files.isRegularFile(data)) {
      throw new FaultlineException(Problem.INPUT, data + ": is not a folder that exists");
    }
    return new YoloReader(data, options).read(imagesFolder, split);
  }

  private LoadedDataset read(Optional<Path> imagesFolder, Optional<String> split) {
    Path base = imagesFolder.orElse(folder);
    List<Path> listed = listed(imagesFolder);
    List<Path> photos = listed.isEmpty() ? YoloLayout.photos(base) : listed;
    if (photos.isEmpty()) {
      throw new FaultlineException(Problem.INPUT, base + ": holds no photos");
    }
    Set<Path> wanted = split.map(name -> splits.of(name, base, photos)).orElse(Set.copyOf(photos));
    Set<Path> together = new LinkedHashSet<>(photos);
    together.addAll(wanted);
    List<Path> all = List.copyOf(together);
    if (listed.isEmpty()) {
      notePassedOver(base, photos);
    }
    YoloLayout layout = new YoloLayout(folder, all);
    YoloBackground background = new YoloBackground(layout, base, options, found);
    background.requireLabels(all.stream().filter(wanted::contains).toList(), all);
    all.forEach(photo -> layout.label(photo).ifPresent(file -> YoloLabels.observe(file, form)));
    form.requireClear(base.toString());
    form.note(found);
    List<ImageRecord> images = images(all, wanted, commonBase(base, all), layout, background);
    account.lost(background.lost());
    images = account.finish(images, folder.toString());
    if (images.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          base
              + ": holds no photos"
              + split.map(name -> " of the split " + name).orElse("")
              + (found.isEmpty() ? "" : " that can be used; the first: " + found.get(0).line()));
    }
    checkCount();
    return new LoadedDataset(new Dataset(List.copyOf(categories.values()), images), found);
  }

  private List<Path> listed(Optional<Path> imagesFolder) {
    return isYaml && imagesFolder.isEmpty() ? splits.listed() : List.of();
  }

  /**
   * The photos of each split that is there, by its name; a photo may be in several.
   *
   * @param names of the splits to look for
   */
  public static Map<String, Set<Path>> splits(
      Path data, Optional<Path> imagesFolder, List<String> names, DatasetOptions options) {
    YoloReader reader = new YoloReader(data, options);
    Path base = imagesFolder.orElse(reader.folder);
    List<Path> listed = reader.listed(imagesFolder);
    List<Path> photos = listed.isEmpty() ? YoloLayout.photos(base) : listed;
    Map<String, Set<Path>> found = new LinkedHashMap<>();
    for (String name : names) {
      reader.splits.find(name, base, photos).ifPresent(set -> found.put(name, set));
    }
    return found;
  }

  private void notePassedOver(Path base, List<Path> photos) {
    Set<Path> read = Set.copyOf(photos);
    List<Path> others =
        DatasetFolder.tree(base).stream()
            .filter(file -> DatasetFolder.isPhoto(file) && Files.isRegularFile(file))
            .filter(file -> !read.contains(file))
            .toList();
    if (!others.isEmpty()) {
      new FileFindings(base.toString(), found)
          .noticed(
              "photos",
              others.size()
                  + " are in no folder named images and have no label file; they are passed over;"
                  + " the first: "
                  + others.get(0));
    }
  }

  /** The folder of all photos, where some lie outside of the dataset's. */
  private static Path commonBase(Path base, List<Path> photos) {
    Path common = base.toAbsolutePath().normalize();
    for (Path photo : photos) {
      while (!photo.toAbsolutePath().normalize().startsWith(common)) {
        common = DatasetFolder.parent(common);
      }
    }
    return common;
  }

  private List<ImageRecord> images(
      List<Path> photos,
      Set<Path> wanted,
      Path base,
      YoloLayout layout,
      YoloBackground background) {
    List<ImageRecord> images = new ArrayList<>();
    long next = 1;
    for (Path photo : photos) {
      boolean isWanted = wanted.contains(photo);
      if (!isWanted && names.isPresent()) {
        continue;
      }
      List<Finding> sink = isWanted ? found : new ArrayList<>();
      Optional<Path> label = layout.label(photo);
      try {
        ImageSize size = PhotoSizes.of(photo, options.exif());
        ImageRecord image =
            new ImageRecord(
                isWanted ? next++ : 0,
                DatasetFolder.slashed(YoloSplits.relative(base, photo)),
                photo,
                size.widthPx(),
                size.heightPx(),
                List.of());
        Optional<ImageRecord> read =
            label.isPresent()
                ? labelled(image, label.get(), size, sink)
                : Optional.of(image).filter(one -> isWanted).flatMap(background::settle);
        read.filter(one -> isWanted).ifPresent(images::add);
      } catch (BadRecord e) {
        new FileFindings(photo.toString(), sink).missing("photo", e.reason());
        label.ifPresent(file -> lostWithPhoto(file, sink));
      }
    }
    return images;
  }

  private void lostWithPhoto(Path label, List<Finding> sink) {
    long lines = Files.isRegularFile(label) ? YoloLabels.count(label) : 0;
    if (lines > 0) {
      new FileFindings(label.toString(), sink)
          .dropped("file", "its " + lines + " labels are of a photo that cannot be read");
    }
  }

  private Optional<ImageRecord> labelled(
      ImageRecord image, Path label, ImageSize size, List<Finding> sink) {
    FileFindings findings = new FileFindings(label.toString(), sink).on(image);
    LabelAccount ledger = sink == found ? account : new LabelAccount(options, sink);
    try {
      List<Annotation> annotations = new ArrayList<>();
      int before = sink.size();
      for (YoloLabels.Label line : YoloLabels.read(label, form, size, findings)) {
        annotation(line, size, findings).ifPresent(annotations::add);
      }
      long lost = sink.subList(before, sink.size()).stream().filter(Finding::labelDropped).count();
      return ledger.settle(image.with(annotations), lost, findings, "photo");
    } catch (BadRecord e) {
      return ledger.unreadable(image, "its label file " + e.reason(), findings, "photo");
    }
  }

  private Optional<Annotation> annotation(
      YoloLabels.Label line, ImageSize size, FileFindings findings) {
    try {
      int number = YoloNames.classOf(line.className(), names);
      Optional<Box> box =
          line.box().check(size.widthPx(), size.heightPx(), line.record(), findings);
      return box.map(
          inside -> {
            Category category =
                categories.computeIfAbsent(number, key -> category(key, "class " + key));
            return new Annotation(
                nextAnnotation++, category.id(), inside, inside.area(), false, line.polygons());
          });
    } catch (BadRecord e) {
      findings.dropped(line.record(), e.reason());
      return Optional.empty();
    }
  }

  private void checkCount() {
    yaml.filter(one -> one.classCount().filter(n -> n != one.names().size()).isPresent())
        .ifPresent(
            one ->
                new FileFindings(one.file().toString(), found)
                    .noticed(
                        "nc",
                        "is "
                            + one.classCount().orElseThrow()
                            + ", and names has "
                            + one.names().size()
                            + " classes, which count"));
  }

  private static Category category(int number, String name) {
    return new Category(number + 1, name);
  }
}
