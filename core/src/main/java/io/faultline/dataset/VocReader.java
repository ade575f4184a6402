package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.image.ImageSize;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads Pascal VOC folders: {@code Annotations/*.xml}, photos in {@code JPEGImages/}, and {@code
 * ImageSets/Main/NAME.txt} for splits.
 *
 * <p>VOC counts pixels from 1 and includes the last one: {@code (xmin, ymin, xmax, ymax)} becomes
 * the half-open box {@code (xmin - 1, ymin - 1, xmax, ymax)}. Objects marked {@code difficult}
 * become crowds, since the VOC devkit too counts them neither as hit nor as miss. Categories are
 * the names in alphabetical order, from 1; they and all ids are those of the whole folder, whatever
 * the split.
 */
public final class VocReader {
  private final Path folder;
  private final Path photos;
  private final List<Finding> found = new ArrayList<>();
  private final Map<String, Integer> categories = new TreeMap<>();
  private final DatasetOptions options;
  private final LabelAccount account;
  private long nextAnnotation = 1;

  private VocReader(Path folder, Path photos, DatasetOptions options) {
    this.folder = folder;
    this.photos = photos;
    this.options = options;
    this.account = new LabelAccount(options, found);
  }

  /** As {@link #read(Path, Optional, Optional, DatasetOptions)} by default. */
  public static LoadedDataset read(
      Path folder, Optional<Path> imagesFolder, Optional<String> split) {
    return read(folder, imagesFolder, split, DatasetOptions.DEFAULT);
  }

  /**
   * Reads a folder.
   *
   * @param imagesFolder where the photos lie; empty: {@code JPEGImages} inside
   * @param split the name of a list in {@code ImageSets/Main}, such as {@code train}; empty: all
   * @throws FaultlineException with {@link Problem#INPUT} where the folder, the split or every
   *     photo is missing, or most labels cannot be used
   */
  public static LoadedDataset read(
      Path folder, Optional<Path> imagesFolder, Optional<String> split, DatasetOptions options) {
    return new VocReader(folder, imagesFolder.orElse(folder.resolve("JPEGImages")), options)
        .read(split);
  }

  private LoadedDataset read(Optional<String> split) {
    List<Path> files =
        DatasetFolder.entries(folder.resolve("Annotations")).stream()
            .filter(file -> DatasetFolder.endsWith(file, "xml"))
            .toList();
    Optional<Set<String>> wanted = split.map(name -> VocSplit.ids(folder, name));
    Map<Path, VocXml> parsed = parse(files, wanted);
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      VocXml xml = parsed.get(files.get(i));
      if (xml != null) {
        boolean keep = wants(wanted, files.get(i));
        List<Finding> sink = keep ? found : new ArrayList<>();
        LabelAccount ledger = keep ? account : new LabelAccount(options, sink);
        image(i + 1L, files.get(i), xml, new FileFindings(files.get(i).toString(), sink), ledger)
            .filter(image -> keep)
            .ifPresent(images::add);
      }
    }
    missing(files, split, wanted);
    images = account.finish(images, folder.toString());
    if (images.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          folder
              + ": holds no photos"
              + split.map(name -> " of the split " + name).orElse("")
              + (found.isEmpty() ? "" : " that can be used; the first: " + found.get(0).line()));
    }
    List<Category> named = new ArrayList<>();
    categories.forEach((name, id) -> named.add(new Category(id, name)));
    return new LoadedDataset(new Dataset(named, images), found);
  }

  private Map<Path, VocXml> parse(List<Path> files, Optional<Set<String>> wanted) {
    Map<Path, VocXml> parsed = new TreeMap<>();
    for (Path file : files) {
      try {
        VocXml xml = VocXml.read(file);
        parsed.put(file, xml);
        xml.objects().stream()
            .map(object -> object.get("name"))
            .filter(java.util.Objects::nonNull)
            .forEach(name -> categories.put(name, 0));
      } catch (BadRecord e) {
        if (wants(wanted, file)) {
          new FileFindings(file.toString(), found).dropped("file", e.reason());
          account.lost(1);
        }
      }
    }
    categories.replaceAll((name, id) -> 0);
    int next = 1;
    for (Map.Entry<String, Integer> category : categories.entrySet()) {
      category.setValue(next++);
    }
    return parsed;
  }

  private static boolean wants(Optional<Set<String>> wanted, Path file) {
    return wanted.isEmpty() || wanted.get().contains(DatasetFolder.stem(DatasetFolder.name(file)));
  }

  private void missing(List<Path> files, Optional<String> split, Optional<Set<String>> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    Set<String> there = new java.util.HashSet<>();
    files.forEach(file -> there.add(DatasetFolder.stem(DatasetFolder.name(file))));
    String list = VocSplit.file(folder, split.orElseThrow()).toString();
    wanted.get().stream()
        .filter(id -> !there.contains(id))
        .forEach(
            id ->
                new FileFindings(list, found)
                    .dropped(id, "there is no Annotations/" + id + ".xml"));
  }

  private Optional<ImageRecord> image(
      long id, Path file, VocXml xml, FileFindings findings, LabelAccount ledger) {
    try {
      String fileName = photoName(file, xml, findings);
      Path photo = photos.resolve(fileName);
      ImageSize size =
          PhotoSizes.settle(
              side(xml, "size/width"),
              side(xml, "size/height"),
              photo,
              "size",
              findings,
              options.exif());
      List<Annotation> annotations = new ArrayList<>();
      for (int i = 0; i < xml.objects().size(); i++) {
        object(xml.objects().get(i), "object " + (i + 1), size, findings)
            .ifPresent(annotations::add);
      }
      return ledger.settle(
          new ImageRecord(id, fileName, photo, size.widthPx(), size.heightPx(), annotations),
          xml.objects().size() - annotations.size(),
          findings,
          "photo");
    } catch (BadRecord e) {
      findings.dropped("file", e.reason());
    } catch (InvalidPathException e) {
      findings.dropped("file", "filename cannot be a path (" + e.getReason() + ")");
    }
    return Optional.empty();
  }

  /** The stated photo, or where that is not there, the one that has the annotation file's name. */
  private String photoName(Path file, VocXml xml, FileFindings findings) {
    String stem = DatasetFolder.stem(DatasetFolder.name(file));
    String stated = xml.fields().getOrDefault("filename", stem + ".jpg").replace('\\', '/');
    if (Files.exists(photos.resolve(stated))) {
      return stated;
    }
    for (String ending : List.of(".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG")) {
      if (Files.exists(photos.resolve(stem + ending))) {
        findings.repaired(
            "filename", "is " + stated + ", which does not exist; " + stem + ending + " is used");
        return stem + ending;
      }
    }
    return stated;
  }

  private static int side(VocXml xml, String field) throws BadRecord {
    String text = xml.fields().getOrDefault(field, "0");
    double value = number(text, field);
    return value > 0 && value <= Integer.MAX_VALUE ? (int) value : 0;
  }

  private Optional<Annotation> object(
      Map<String, String> object, String record, ImageSize size, FileFindings findings) {
    try {
      String name = object.get("name");
      if (name == null) {
        throw new BadRecord("name is missing");
      }
      Optional<Box> box = box(object).check(size.widthPx(), size.heightPx(), record, findings);
      boolean difficult = "1".equals(object.getOrDefault("difficult", "0"));
      int category = categories.getOrDefault(name, 0);
      return box.map(
          inside ->
              new Annotation(
                  nextAnnotation++, category, inside, inside.area(), difficult, List.of()));
    } catch (BadRecord e) {
      findings.dropped(record, e.reason());
      return Optional.empty();
    }
  }

  /** From 1-based inclusive corners to half-open pixels. */
  private static RawBox box(Map<String, String> object) throws BadRecord {
    double x = corner(object, "xmin") - 1;
    double y = corner(object, "ymin") - 1;
    return new RawBox(x, y, corner(object, "xmax") - x, corner(object, "ymax") - y);
  }

  private static double corner(Map<String, String> object, String field) throws BadRecord {
    String text = object.get("bndbox/" + field);
    if (text == null) {
      throw new BadRecord("bndbox " + field + " is missing");
    }
    return number(text, "bndbox " + field);
  }

  private static double number(String text, String field) throws BadRecord {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadRecord(field + " is " + text + "; it must be a number");
    }
  }
}
