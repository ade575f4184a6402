package io.faultline.internal.labels.voc;

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
import io.faultline.internal.labels.PhotoUse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads Pascal VOC folders: {@code Annotations/*.xml}, photos in {@code JPEGImages/}, and {@code
 * ImageSets/Main/NAME.txt} for splits; annotation files may lie beside their photos too.
 *
 * <p>An annotation file is of the photo that has its name; only where there is none, of the one
 * that {@code filename} states, which tools leave stale. No photo has the labels of two files, and
 * one without a file is left out, since nobody knows what it shows.
 *
 * <p>VOC counts pixels from 1 and includes the last one: {@code (xmin, ymin, xmax, ymax)} becomes
 * the half-open box {@code (xmin - 1, ymin - 1, xmax, ymax)}. Objects marked {@code difficult}
 * become crowds, since the VOC devkit too counts them neither as hit nor as miss. Categories are
 * the names in alphabetical order, from 1; they and all ids are those of the whole folder, whatever
 * the split.
 */
public final class VocReader {
  /** Fewer boxes at 0 are clipped ones, not another way to count. */
  private static final int FEWEST_AT_ZERO = 3;

  private final Path folder;
  private final VocFolder photos;
  private final DatasetOptions options;
  private final List<Finding> found = new ArrayList<>();
  private final LabelAccount account;
  private final Map<String, Integer> categories = new TreeMap<>();
  private final Map<Path, Path> fileOfPhoto = new HashMap<>();
  private long nextAnnotation = 1;
  private long atZero;

  private VocReader(Path folder, Path photos, DatasetOptions options) {
    this.folder = folder;
    this.photos = new VocFolder(photos);
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
   * @param imagesFolder where the photos lie; empty: {@code JPEGImages} or {@code images} inside,
   *     or anywhere
   * @param split the name of a list in {@code ImageSets/Main}, such as {@code train}; empty: all
   * @throws FaultlineException with {@link Problem#INPUT} where the folder, the split or every
   *     photo is missing, or most labels cannot be used
   */
  public static LoadedDataset read(
      Path folder, Optional<Path> imagesFolder, Optional<String> split, DatasetOptions options) {
    return new VocReader(folder, imagesFolder.orElseGet(() -> VocFolder.photos(folder)), options)
        .read(split);
  }

  private LoadedDataset read(Optional<String> split) {
    List<Path> files = VocFolder.files(folder);
    Optional<Set<String>> wanted = split.map(name -> VocSplit.ids(folder, name));
    Map<Path, VocXml> parsed = new HashMap<>();
    Map<Path, String> broken = new HashMap<>();
    parse(files, parsed, broken);
    Map<Path, Path> photoOf = photosOf(files, parsed);
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      boolean keep = wants(wanted, file);
      List<Finding> sink = keep ? found : new ArrayList<>();
      VocFile one =
          new VocFile(
              i + 1L,
              Optional.ofNullable(photoOf.get(file)),
              new FileFindings(file.toString(), sink),
              keep ? account : new LabelAccount(options, sink));
      Optional<ImageRecord> image =
          broken.containsKey(file)
              ? unreadable(one, String.valueOf(broken.get(file)))
              : image(one, file, parsed.getOrDefault(file, new VocXml(Map.of(), List.of())));
      image.filter(read -> keep).ifPresent(images::add);
    }
    listWithout(files, split, wanted);
    noteZeros();
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

  /** An annotation file that is being read. */
  private record VocFile(
      long id, Optional<Path> photo, FileFindings findings, LabelAccount ledger) {}

  private void parse(List<Path> files, Map<Path, VocXml> parsed, Map<Path, String> broken) {
    for (Path file : files) {
      try {
        VocXml xml = VocXml.read(file);
        parsed.put(file, xml);
        xml.objects().forEach(one -> one.text("name").ifPresent(name -> categories.put(name, 0)));
      } catch (BadRecord e) {
        broken.put(file, e.reason());
      }
    }
    int next = 1;
    for (Map.Entry<String, Integer> category : categories.entrySet()) {
      category.setValue(next++);
    }
  }

  /** Gives every file its photo: first those of its name, then what the others state. */
  private Map<Path, Path> photosOf(List<Path> files, Map<Path, VocXml> parsed) {
    Map<Path, Path> photoOf = new HashMap<>();
    for (Path file : files) {
      List<Path> named = photos.ofStem(file);
      Optional<Path> stated = stated(file, parsed).filter(named::contains);
      stated
          .or(() -> named.stream().filter(photo -> !fileOfPhoto.containsKey(photo)).findFirst())
          .ifPresent(photo -> take(file, photo, photoOf));
    }
    for (Path file : files) {
      if (!photoOf.containsKey(file)) {
        stated(file, parsed).ifPresent(photo -> take(file, photo, photoOf));
      }
    }
    return photoOf;
  }

  private void take(Path file, Path photo, Map<Path, Path> photoOf) {
    if (fileOfPhoto.putIfAbsent(photo, file) == null) {
      photoOf.put(file, photo);
    }
  }

  private Optional<Path> stated(Path file, Map<Path, VocXml> parsed) {
    return Optional.ofNullable(parsed.get(file))
        .flatMap(xml -> Optional.ofNullable(xml.fields().get("filename")))
        .flatMap(name -> photos.stated(name.replace('\\', '/'), file));
  }

  private static boolean wants(Optional<Set<String>> wanted, Path file) {
    return wanted.isEmpty() || wanted.get().contains(DatasetFolder.stem(DatasetFolder.name(file)));
  }

  /** Lists photos without an annotation file; with a split, those that it names. */
  private void listWithout(List<Path> files, Optional<String> split, Optional<Set<String>> wanted) {
    Set<String> left = new HashSet<>();
    for (Path photo : photos.photos()) {
      String stem = DatasetFolder.stem(DatasetFolder.name(photo));
      if (!fileOfPhoto.containsKey(photo) && (wanted.isEmpty() || wanted.get().contains(stem))) {
        left.add(stem);
        new FileFindings(photo.toString(), found)
            .leftOut("photo", "has no annotation file, so that nobody knows whether it is clean");
      }
    }
    files.forEach(file -> left.add(DatasetFolder.stem(DatasetFolder.name(file))));
    for (String id : wanted.orElse(Set.of())) {
      if (!left.contains(id)) {
        String list = VocSplit.file(folder, split.orElseThrow()).toString();
        new FileFindings(list, found).dropped(id, "there is no Annotations/" + id + ".xml");
      }
    }
  }

  private void noteZeros() {
    if (atZero >= FEWEST_AT_ZERO) {
      new FileFindings(folder.toString(), found)
          .noticed(
              "bndbox",
              atZero
                  + " boxes begin at 0, where VOC counts pixels from 1; if these files count from 0,"
                  + " all boxes are one pixel too far left and up");
    }
  }

  private Optional<ImageRecord> unreadable(VocFile file, String reason) {
    if (file.photo().isEmpty()) {
      file.findings().dropped("file", reason);
      file.ledger().lost(1);
      return Optional.empty();
    }
    try {
      ImageSize size = PhotoSizes.of(file.photo().get(), options.exif());
      ImageRecord image = record(file, file.photo().get(), size);
      if (options.keepUnlabelled()) {
        file.findings().dropped("file", reason);
      }
      return file.ledger().unreadable(image, "its file " + reason, file.findings(), "photo");
    } catch (BadRecord e) {
      file.findings().missing("photo", reason + ", and " + e.reason());
      return Optional.empty();
    }
  }

  private ImageRecord record(VocFile file, Path photo, ImageSize size) {
    return new ImageRecord(
        file.id(), photos.fileName(photo), photo, size.widthPx(), size.heightPx(), List.of());
  }

  private Optional<ImageRecord> image(VocFile file, Path path, VocXml xml) {
    try {
      Path photo = file.photo().isPresent() ? file.photo().get() : absent(path, xml, file);
      noteOtherName(photo, xml, file);
      ImageSize size =
          PhotoSizes.settle(
              side(xml, "size/width", file),
              side(xml, "size/height", file),
              photo,
              "size",
              file.findings(),
              options.exif());
      List<Annotation> annotations = new ArrayList<>();
      ImageRecord empty = record(file, photo, size);
      int before = file.findings().sink().size();
      for (int i = 0; i < xml.objects().size(); i++) {
        FileFindings of = file.findings().on(empty);
        objects(xml.objects().get(i), "object " + (i + 1), size, of, annotations);
      }
      long lost =
          file.findings().sink().stream().skip(before).filter(Finding::labelDropped).count();
      ImageRecord image = empty.with(annotations);
      return file.ledger().settle(image, lost, file.findings(), "photo");
    } catch (BadRecord e) {
      file.findings().missing("photo", e.reason() + labels(xml));
      if (file.photo().isPresent()) {
        file.ledger().lost(xml.objects().size());
      }
    } catch (InvalidPathException e) {
      file.findings().missing("photo", "filename cannot be a path (" + e.getReason() + ")");
    }
    return Optional.empty();
  }

  private static String labels(VocXml xml) {
    return xml.objects().isEmpty() ? "" : "; its " + xml.objects().size() + " labels are lost";
  }

  /** Where the photo would be that is not there. */
  private Path absent(Path file, VocXml xml, VocFile reading) throws BadRecord {
    String stem = DatasetFolder.stem(DatasetFolder.name(file));
    String name = xml.fields().getOrDefault("filename", stem + ".jpg").replace('\\', '/');
    Optional<Path> other = photos.stated(name, file).filter(fileOfPhoto::containsKey);
    if (other.isPresent()) {
      throw new BadRecord(
          "there is no photo of that name, and filename is "
              + name
              + ", which has the file "
              + fileOfPhoto.get(other.get()));
    }
    Path photo = photos.root().resolve(name.substring(name.lastIndexOf('/') + 1));
    if (options.photos() == PhotoUse.PIXELS) {
      throw new BadRecord("the photo " + photo + " does not exist");
    }
    reading.findings().noticed("filename", "is " + name + "; there is no such photo");
    return photo;
  }

  /** Says where the photo of the file's name is not the one that is stated. */
  private void noteOtherName(Path photo, VocXml xml, VocFile file) {
    String name = DatasetFolder.name(photo);
    String stated = xml.fields().getOrDefault("filename", name).replace('\\', '/');
    boolean isSame = stated.equals(name) || stated.equals(photos.fileName(photo));
    if (!isSame && Files.exists(photo)) {
      boolean isThere =
          photos.stated(stated, photo).filter(other -> !other.equals(photo)).isPresent();
      file.findings()
          .repaired(
              "filename",
              "is "
                  + stated
                  + (isThere ? ", which is another photo; " : ", which does not exist; ")
                  + name
                  + " is used, the photo of the file's own name");
    }
  }

  private static int side(VocXml xml, String field, VocFile file) {
    String text = xml.fields().getOrDefault(field, "0");
    try {
      double value = VocObject.number(text, field);
      return value > 0 && value <= Integer.MAX_VALUE ? (int) value : 0;
    } catch (BadRecord e) {
      file.findings().repaired(field, e.reason() + "; the photo's own is used");
      return 0;
    }
  }

  private void objects(
      VocObject object,
      String record,
      ImageSize size,
      FileFindings findings,
      List<Annotation> annotations) {
    for (int i = 0; i < object.boxes(); i++) {
      String box = i == 0 ? record : record + " box " + (i + 1);
      object(object, i, box, size, findings).ifPresent(annotations::add);
    }
  }

  private Optional<Annotation> object(
      VocObject object, int index, String record, ImageSize size, FileFindings findings) {
    try {
      String name = object.text("name").orElseThrow(() -> new BadRecord("name is missing"));
      atZero += findings.sink() == found && object.startsAtZero() ? 1 : 0;
      Optional<Box> box =
          object
              .box(index, record, findings)
              .check(size.widthPx(), size.heightPx(), record, findings);
      int category = categories.getOrDefault(name, 0);
      return box.map(
          inside ->
              new Annotation(
                  nextAnnotation++,
                  category,
                  inside,
                  inside.area(),
                  object.isDifficult(),
                  List.of()));
    } catch (BadRecord e) {
      findings.dropped(record, e.reason());
      return Optional.empty();
    }
  }
}
