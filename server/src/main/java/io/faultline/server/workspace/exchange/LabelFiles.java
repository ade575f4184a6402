package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.ExifRule;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.results.CategoryNames;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Label files as a list of photos with boxes.
 *
 * @param photos in the order of the files
 * @param notes one line for everything that was dropped or repaired
 */
record LabelFiles(List<ImportedPhoto> photos, List<String> notes) {

  LabelFiles {
    photos = List.copyOf(photos);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a folder of label files.
   *
   * @param trustClean whether a photo without objects counts as looked at
   */
  static LabelFiles read(ExchangeFormat format, Path folder, ExifRule exif, boolean trustClean)
      throws IOException {
    return switch (format) {
      case COCO -> dataset(folder, PhotoUse.NOTHING, exif, trustClean);
      case YOLO -> dataset(folder, PhotoUse.PIXELS, exif, trustClean);
      case CSV -> new LabelFiles(CsvLabels.read(only(folder, "boxes.csv", ".csv")), List.of());
      case LABEL_STUDIO ->
          new LabelFiles(LabelStudioTasks.read(only(folder, "tasks.json", ".json")), List.of());
      case REPORT ->
          throw new FaultlineException(
              Problem.USAGE, "format is report; a report is for people and cannot be imported");
    };
  }

  /** A dataset of any format that the other commands read. */
  static LabelFiles dataset(Path data, PhotoUse use, ExifRule exif, boolean trustClean) {
    LoadedDataset loaded =
        DatasetReader.open(
            data,
            Optional.empty(),
            Optional.empty(),
            DatasetOptions.DEFAULT.withPhotos(use).withExif(exif));
    List<Category> categories = loaded.dataset().categories();
    List<ImportedPhoto> photos =
        loaded.dataset().images().stream()
            .map(image -> photo(image, categories, trustClean))
            .toList();
    return new LabelFiles(photos, loaded.findings().stream().map(Finding::line).toList());
  }

  private static ImportedPhoto photo(
      ImageRecord image, List<Category> categories, boolean trustClean) {
    List<ImportedPhoto.Label> labels = new ArrayList<>();
    for (Annotation object : image.objects()) {
      labels.add(
          new ImportedPhoto.Label(
              CategoryNames.orId(categories, object.categoryId()),
              object.box(),
              OptionalDouble.empty()));
    }
    boolean crowds = image.annotations().size() > labels.size();
    boolean complete = image.complete() && !crowds && (trustClean || !labels.isEmpty());
    return new ImportedPhoto(
        image.fileName(),
        Files.isRegularFile(image.path()) ? Optional.of(image.path()) : Optional.empty(),
        labels,
        complete);
  }

  /**
   * Places the workspace's photos beside YOLO's label files that come without photos: YOLO's boxes
   * are shares of a photo's sides.
   */
  static void placePhotos(Path folder, List<PhotoRow> rows, PhotoFolder photos) throws IOException {
    Map<String, PhotoRow> byStem = new HashMap<>();
    rows.forEach(row -> byStem.put(stem(row.exportName()), row));
    for (Path file : ZipFolder.files(folder)) {
      PhotoRow row = byStem.get(stem(String.valueOf(file.getFileName())));
      if (row != null && file.toString().endsWith(".txt")) {
        Path images = images(file);
        photos.place(row.fileName(), images.resolve(row.exportName()), PhotoFolder.Placing.LINK);
      }
    }
  }

  /** The folder of photos for a label file, as YOLO finds one by the other. */
  private static Path images(Path label) {
    Path folder = label.resolveSibling("");
    for (Path parent = folder; parent != null; parent = parent.getParent()) {
      if (String.valueOf(parent.getFileName()).equals("labels")) {
        return parent.resolveSibling(Exporter.IMAGES).resolve(parent.relativize(folder));
      }
    }
    return folder;
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static Path only(Path folder, String usual, String ending) throws IOException {
    if (Files.isRegularFile(folder.resolve(usual))) {
      return folder.resolve(usual);
    }
    List<Path> fitting =
        ZipFolder.files(folder).stream().filter(file -> file.toString().endsWith(ending)).toList();
    if (fitting.size() != 1) {
      throw new FaultlineException(
          Problem.INPUT,
          "archive: has " + fitting.size() + " files in " + ending + "; one is needed, " + usual);
    }
    return fitting.get(0);
  }
}
