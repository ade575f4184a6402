package io.faultline.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where photos and labels lie in a YOLO folder. */
final class YoloLayout {
  private static final Set<String> NO_LABELS = Set.of("classes.txt", "readme.txt", "notes.txt");

  private YoloLayout() {}

  /** Whether a folder looks like YOLO: it has labels in a folder of that name or beside photos. */
  static boolean isLikely(Path folder) {
    return YoloNames.of(folder).isPresent()
        || !labels(folder).isEmpty()
        || DatasetFolder.tree(folder).stream()
            .filter(DatasetFolder::isPhoto)
            .anyMatch(photo -> Files.isRegularFile(beside(photo)));
  }

  /** Photos in folders named images, or all photos where there is no such folder. */
  static List<Path> photos(Path folder) {
    List<Path> all =
        DatasetFolder.tree(folder).stream()
            .filter(DatasetFolder::isPhoto)
            .filter(Files::isRegularFile)
            .toList();
    List<Path> inImages =
        all.stream().filter(photo -> onPath(folder.relativize(photo), "images")).toList();
    return inImages.isEmpty() ? all : inImages;
  }

  /** All label files in folders named labels. */
  static List<Path> labels(Path folder) {
    return DatasetFolder.tree(folder).stream()
        .filter(file -> DatasetFolder.endsWith(file, "txt"))
        .filter(file -> !NO_LABELS.contains(DatasetFolder.name(file)))
        .filter(file -> onPath(folder.relativize(file), "labels"))
        .toList();
  }

  /** The label file of a photo. */
  static Optional<Path> label(Path folder, Path photos, Path photo) {
    Path inside = photos.relativize(photo);
    String text = "/" + DatasetFolder.slashed(withTxt(inside));
    int at = text.lastIndexOf("/images/");
    String swapped =
        at < 0
            ? "labels" + text
            : (text.substring(0, at) + "/labels/" + text.substring(at + "/images/".length()))
                .substring(1);
    return List.of(folder.resolve(swapped), beside(photo)).stream()
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Whether one of the folders of the path has the name. */
  static boolean onPath(Path path, String name) {
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      if (path.getName(i).toString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Path beside(Path photo) {
    return withTxt(photo);
  }

  private static Path withTxt(Path photo) {
    return photo.resolveSibling(DatasetFolder.stem(DatasetFolder.name(photo)) + ".txt");
  }
}
