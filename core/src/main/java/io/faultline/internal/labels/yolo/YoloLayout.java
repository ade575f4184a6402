package io.faultline.internal.labels.yolo;

import io.faultline.FaultlineException;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.LabelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where photos and labels lie in a YOLO folder. The label of {@code images/train/a.jpg} is {@code
 * labels/train/a.txt} or {@code a.jpg.txt}, in any case, or lies beside the photo; where it is in
 * neither place, it is the only unused label file of that name, as long as it is the only photo of
 * that name without one.
 */
public final class YoloLayout {
  private static final Set<String> IMAGES = Set.of("images", "image", "imgs", "jpegimages");
  private static final String LABELS = "labels";

  /** Texts that are no labels, in lower case. */
  private static final Pattern NO_LABELS =
      Pattern.compile(
          "classes\\.txt|predefined_classes\\.txt|readme.*\\.txt|notes\\.txt|licen[cs]e\\.txt"
              + "|(autosplit_)?(train|val|valid|test)\\.txt|requirements\\.txt");

  private final Path folder;
  private final Map<Path, Path> labels = new LinkedHashMap<>();
  private final Map<Path, Map<String, Path>> listings = new HashMap<>();
  private final Set<Path> moved = new LinkedHashSet<>();
  private final List<Path> unused = new ArrayList<>();
  private final Map<String, Path> labelledByName = new HashMap<>();

  /** Finds the label files of photos below a folder, or beside it. */
  YoloLayout(Path folder, List<Path> photos) {
    this.folder = folder;
    for (Path photo : photos) {
      find(photo).ifPresent(file -> labels.put(photo, file));
    }
    Set<Path> used = new LinkedHashSet<>(labels.values());
    for (Path file : labelFiles(folder)) {
      if (!used.contains(file)) {
        unused.add(file);
      }
    }
    pairByName(photos);
    labels.forEach(
        (photo, file) -> labelledByName.putIfAbsent(stem(DatasetFolder.name(photo)), photo));
  }

  /** Whether a folder looks like YOLO: names, labels in a folder of that name or beside photos. */
  public static boolean isLikely(Path folder) {
    return YoloNames.yaml(folder).isPresent()
        || YoloNames.of(folder).isPresent()
        || labelFiles(folder).stream().anyMatch(file -> isIn(folder.relativize(file), LABELS))
        || hasLabelsBeside(folder);
  }

  private static boolean hasLabelsBeside(Path folder) {
    Set<Path> stems = new LinkedHashSet<>();
    labelFiles(folder).forEach(file -> stems.add(withoutEnding(file)));
    List<Path> photos = DatasetFolder.tree(folder).stream().filter(DatasetFolder::isPhoto).toList();
    boolean isImages =
        IMAGES.contains(lower(DatasetFolder.name(folder.toAbsolutePath().normalize())));
    return photos.stream().anyMatch(photo -> stems.contains(withoutEnding(photo)))
        || (isImages && !new YoloLayout(folder, photos).labels.isEmpty());
  }

  /** Photos in folders named images or with a label, or all where there is no such folder. */
  static List<Path> photos(Path folder) {
    List<Path> all =
        DatasetFolder.tree(folder).stream()
            .filter(DatasetFolder::isPhoto)
            .filter(Files::isRegularFile)
            .toList();
    boolean anyInImages = all.stream().anyMatch(photo -> isInImages(folder, photo));
    if (!anyInImages) {
      return all;
    }
    Set<Path> labelled = new LinkedHashSet<>();
    labelFiles(folder).forEach(file -> labelled.add(withoutEnding(file)));
    return all.stream()
        .filter(photo -> isInImages(folder, photo) || labelled.contains(withoutEnding(photo)))
        .toList();
  }

  private static boolean isInImages(Path folder, Path photo) {
    return IMAGES.stream().anyMatch(name -> isIn(folder.relativize(photo), name));
  }

  /** Texts that may be label files, and folders that are in their place. */
  static List<Path> labelFiles(Path folder) {
    return DatasetFolder.tree(folder).stream()
        .filter(file -> DatasetFolder.endsWith(file, "txt"))
        .filter(file -> !DatasetFolder.name(file).startsWith("."))
        .filter(file -> !NO_LABELS.matcher(lower(DatasetFolder.name(file))).matches())
        .toList();
  }

  /** The label file of a photo. */
  Optional<Path> label(Path photo) {
    return Optional.ofNullable(labels.get(photo));
  }

  /** Label files that are not where YOLO has them, and were paired with a photo by name alone. */
  Collection<Path> moved() {
    return moved;
  }

  /** Label files without a photo; texts that hold no labels are no such, unless among labels. */
  List<Path> orphans() {
    return unused.stream()
        .filter(file -> isIn(folder.relativize(file), LABELS) || holdsLabels(file))
        .toList();
  }

  /** A photo of an orphan's name that has another label file. */
  Optional<Path> labelledTwin(Path orphan) {
    return Optional.ofNullable(labelledByName.get(stem(DatasetFolder.name(orphan))));
  }

  /** Label files that several photos have, with these. */
  Map<Path, List<Path>> shared() {
    Map<Path, List<Path>> photos = new LinkedHashMap<>();
    labels.forEach(
        (photo, file) -> photos.computeIfAbsent(file, none -> new ArrayList<>()).add(photo));
    photos.values().removeIf(of -> of.size() < 2);
    return photos;
  }

  private static boolean holdsLabels(Path file) {
    try {
      return Files.isRegularFile(file)
          && LabelText.lines(file).stream().anyMatch(YoloLine::isLabel);
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<Path> find(Path photo) {
    String name = lower(DatasetFolder.name(photo));
    for (Path place : places(absolute(photo))) {
      Map<String, Path> files = listing(place);
      for (String label : List.of(DatasetFolder.stem(name) + ".txt", name + ".txt")) {
        Path file = files.get(label);
        if (file != null && !NO_LABELS.matcher(label).matches()) {
          return Optional.of(shown(file));
        }
      }
    }
    return Optional.empty();
  }

  /** Folders where the label of a photo may lie, the likeliest first. */
  private List<Path> places(Path photo) {
    List<Path> places = new ArrayList<>();
    Path place = DatasetFolder.parent(photo);
    for (int i = place.getNameCount() - 1; i >= 0; i--) {
      if (IMAGES.contains(lower(place.getName(i).toString()))) {
        Path parent = photo.getRoot();
        for (int k = 0; k < place.getNameCount(); k++) {
          parent = parent.resolve(k == i ? Path.of(LABELS) : place.getName(k));
        }
        places.add(parent);
      }
    }
    Path top = absolute(folder);
    if (place.startsWith(top)) {
      places.add(top.resolve(LABELS).resolve(top.relativize(place)));
    }
    places.add(place);
    return places;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** A file as it is called from the folder that was given. */
  private Path shown(Path file) {
    Path top = absolute(folder);
    return file.startsWith(top) ? folder.resolve(top.relativize(file)) : file;
  }

  private void pairByName(List<Path> photos) {
    Map<String, List<Path>> lonely = new HashMap<>();
    for (Path photo : photos) {
      if (!labels.containsKey(photo)) {
        add(lonely, stem(DatasetFolder.name(photo)), photo);
      }
    }
    Map<String, List<Path>> files = new LinkedHashMap<>();
    for (Path file : unused) {
      add(files, stem(DatasetFolder.name(file)), file);
    }
    files.forEach(
        (stem, of) -> {
          List<Path> photo = lonely.getOrDefault(stem, List.of());
          if (photo.size() == 1 && of.size() == 1) {
            labels.put(photo.get(0), of.get(0));
            moved.add(of.get(0));
          }
        });
    unused.removeAll(moved);
  }

  /** What photo and label have in common: {@code a} of {@code A.JPG} and {@code a.jpg.txt}. */
  private static String stem(String name) {
    String stem = DatasetFolder.stem(lower(name));
    boolean isPhotoName = name.length() > stem.length() && DatasetFolder.isPhoto(Path.of(stem));
    return isPhotoName ? DatasetFolder.stem(stem) : stem;
  }

  private static void add(Map<String, List<Path>> lists, String key, Path value) {
    lists.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
  }

  /** What is in a folder by lower-case name; the folder itself is found in any case too. */
  private Map<String, Path> listing(Path dir) {
    Map<String, Path> known = listings.get(dir);
    if (known == null) {
      Map<String, Path> files = new HashMap<>();
      actual(dir)
          .ifPresent(
              there ->
                  entries(there).forEach(file -> files.put(lower(DatasetFolder.name(file)), file)));
      listings.put(dir, files);
      known = files;
    }
    return known;
  }

  /** Nothing where it cannot be listed: it may be a folder far above the data. */
  private static List<Path> entries(Path dir) {
    try {
      return DatasetFolder.entries(dir);
    } catch (FaultlineException e) {
      return List.of();
    }
  }

  private Optional<Path> actual(Path dir) {
    if (Files.isDirectory(dir)) {
      return Optional.of(dir);
    }
    Path parent = dir.getParent();
    if (parent == null || parent.equals(dir)) {
      return Optional.empty();
    }
    Path found = listing(parent).get(lower(DatasetFolder.name(dir)));
    return Optional.ofNullable(found).filter(Files::isDirectory);
  }

  /** Whether one of the folders of the path has the name, in any case. */
  static boolean isIn(Path path, String name) {
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      if (lower(path.getName(i).toString()).equals(lower(name))) {
        return true;
      }
    }
    return false;
  }

  private static Path withoutEnding(Path file) {
    return file.resolveSibling(DatasetFolder.stem(DatasetFolder.name(file)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
