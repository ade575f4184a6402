package io.faultline.internal.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.coco.CocoReader;
import io.faultline.internal.labels.voc.VocFolder;
import io.faultline.internal.labels.voc.VocSplit;
import io.faultline.internal.labels.yolo.YoloLayout;
import io.faultline.internal.labels.yolo.YoloReader;
import io.faultline.internal.labels.yolo.YoloYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dataset as its splits, where it has some:
 *
 * <ol>
 *   <li>a folder with several COCO files, such as {@code train.json} and {@code test.json};
 *   <li>a folder with folders {@code train}, {@code val} (or {@code valid}) and {@code test}, each
 *       with a COCO file;
 *   <li>a YOLO folder with such folders, or whose {@code data.yaml} names splits;
 *   <li>a VOC folder with {@code ImageSets/Main/train.txt}, {@code val.txt} or {@code test.txt}.
 * </ol>
 *
 * Photos of no split are a part of their own, {@code others}. A photo can be in several splits.
 *
 * @param parts the splits in order; one part that has no name where there are none
 * @param findings what was found while reading all of them
 */
public record DatasetSplits(List<Part> parts, List<Finding> findings) {
  private static final List<String> NAMES = List.of("train", "val", "test");
  private static final List<String> FOLDERS = List.of("train", "val", "valid", "test");
  private static final String OTHERS = "others";

  /** Copies the lists. */
  public DatasetSplits {
    parts = List.copyOf(parts);
    findings = List.copyOf(findings);
  }

  /**
   * One split.
   *
   * @param name such as {@code train}; empty where the dataset has no splits
   */
  public record Part(String name, Dataset dataset) {}

  /**
   * Reads a dataset whole.
   *
   * @param data as {@link DatasetReader#open(Path, Optional, Optional, DatasetOptions)}, or a
   *     folder with several COCO files
   * @throws FaultlineException as there
   */
  public static DatasetSplits open(Path data, Optional<Path> images, DatasetOptions options) {
    Map<String, Path> files = cocoFiles(data);
    if (files.size() > 1) {
      return ofFiles(files, images, options);
    }
    LoadedDataset whole = DatasetReader.open(data, images, Optional.empty(), options);
    Map<String, Set<Path>> splits = splits(data, images, options);
    return splits.size() > 1
        ? ofPhotos(whole, splits)
        : new DatasetSplits(List.of(new Part("", whole.dataset())), whole.findings());
  }

  /** The one dataset of a split that is asked for by its name. */
  public static DatasetSplits of(LoadedDataset loaded) {
    return new DatasetSplits(List.of(new Part("", loaded.dataset())), loaded.findings());
  }

  private static Map<String, Path> cocoFiles(Path data) {
    Map<String, Path> files = new LinkedHashMap<>();
    if (!Files.isDirectory(data) || DatasetReader.coco(data).isPresent()) {
      return files;
    }
    List<Path> json =
        DatasetReader.json(data).stream().filter(DatasetReader::hasCocoFields).toList();
    for (String name : NAMES) { // Training data first, whatever the order of the names.
      json.stream()
          .filter(file -> DatasetFolder.stem(DatasetFolder.name(file)).contains(name))
          .forEach(file -> files.put(DatasetFolder.stem(DatasetFolder.name(file)), file));
    }
    json.forEach(file -> files.putIfAbsent(DatasetFolder.stem(DatasetFolder.name(file)), file));
    if (files.size() > 1) {
      return files;
    }
    files.clear();
    for (String name : FOLDERS) {
      Path folder = data.resolve(name);
      if (Files.isDirectory(folder)) {
        DatasetReader.coco(folder)
            .filter(DatasetReader::hasCocoFields)
            .ifPresent(file -> files.put(name, file));
      }
    }
    return files;
  }

  private static DatasetSplits ofFiles(
      Map<String, Path> files, Optional<Path> images, DatasetOptions options) {
    List<Part> parts = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    files.forEach(
        (name, file) -> {
          LoadedDataset loaded = CocoReader.read(file, images, options);
          parts.add(new Part(name, loaded.dataset()));
          findings.addAll(loaded.findings());
        });
    return new DatasetSplits(parts, findings);
  }

  private static Map<String, Set<Path>> splits(
      Path data, Optional<Path> images, DatasetOptions options) {
    if (DatasetReader.coco(data).isPresent() && !YoloYaml.isYaml(data)) {
      return Map.of();
    }
    if (VocFolder.isVoc(data)) {
      return vocSplits(data, images);
    }
    return YoloLayout.isLikely(data) || YoloYaml.isYaml(data)
        ? YoloReader.splits(data, images, NAMES, options)
        : Map.of();
  }

  private static Map<String, Set<Path>> vocSplits(Path data, Optional<Path> images) {
    VocFolder photos = new VocFolder(images.orElseGet(() -> VocFolder.photos(data)));
    Map<String, Set<Path>> splits = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (Files.isRegularFile(VocSplit.file(data, name))) {
        Set<String> ids = VocSplit.ids(data, name);
        splits.put(
            name,
            photos.photos().stream()
                .filter(photo -> ids.contains(DatasetFolder.stem(DatasetFolder.name(photo))))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
      }
    }
    return splits;
  }

  private static DatasetSplits ofPhotos(LoadedDataset whole, Map<String, Set<Path>> splits) {
    List<Part> parts = new ArrayList<>();
    splits.forEach(
        (name, photos) -> {
          Set<Path> absolute = absolute(photos);
          parts.add(
              new Part(
                  name,
                  whole.dataset().filter(image -> absolute.contains(absolute(image.path())))));
        });
    Set<Path> all =
        splits.values().stream().flatMap(set -> absolute(set).stream()).collect(Collectors.toSet());
    Dataset others = whole.dataset().filter(image -> !all.contains(absolute(image.path())));
    if (!others.images().isEmpty()) {
      parts.add(new Part(OTHERS, others));
    }
    parts.removeIf(part -> part.dataset().images().isEmpty());
    if (parts.isEmpty()) {
      throw new FaultlineException(Problem.INPUT, "the splits hold no photo");
    }
    return new DatasetSplits(parts, whole.findings());
  }

  private static Set<Path> absolute(Set<Path> photos) {
    return photos.stream().map(DatasetSplits::absolute).collect(Collectors.toSet());
  }

  private static Path absolute(Path photo) {
    return photo.toAbsolutePath().normalize();
  }
}
