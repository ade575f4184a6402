package io.faultline.internal.crops;

import io.faultline.internal.provenance.UnfinishedFolder;
import io.faultline.internal.region.CropName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the files of an export of crops lie. */
record CropFiles(Path folder) {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";
  private static final String MANIFEST = "manifest.csv";
  private static final String CLASSES = "classes.txt";
  private static final String CONFIG = "config.yaml";
  private static final String PROPOSALS = "proposals.bin";

  /** The crops that are learnt from, or the others. */
  static String side(boolean heldOut) {
    return heldOut ? VALIDATION : TRAIN;
  }

  /** One line per crop; written last. */
  Path manifest() {
    return folder.resolve(MANIFEST);
  }

  /** The names of the classes, one a line: the first is label 1. */
  Path classes() {
    return folder.resolve(CLASSES);
  }

  /** The effective configuration. */
  Path config() {
    return folder.resolve(CONFIG);
  }

  /** The proposals, until the export is done: a run that was stopped need not make them again. */
  Path proposals() {
    return folder.resolve(PROPOSALS);
  }

  /** Whether a place is a folder or lies in it, wherever links lead. */
  static boolean isIn(Path place, Path folder) throws IOException {
    return real(place.toAbsolutePath().normalize())
        .startsWith(real(folder.toAbsolutePath().normalize()));
  }

  /** Where a file really lies, or would. */
  private static Path real(Path path) throws IOException {
    Path parent = path.getParent();
    if (Files.exists(path) || parent == null) {
      return path.toRealPath();
    }
    return real(parent).resolve(path.getFileName());
  }

  UnfinishedFolder unfinished() {
    return new UnfinishedFolder(
        folder,
        new UnfinishedFolder.Contents(
            "set of crops",
            MANIFEST,
            List.of(CLASSES, CONFIG, PROPOSALS),
            List.of(TRAIN, VALIDATION),
            name -> CropName.find(name).isPresent()));
  }
}
