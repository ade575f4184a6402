package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.provenance.AtomicFile;
import io.faultline.provenance.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of synthetic photos while they are made. A mark in it says that what lies there is
 * unfinished and ours, so that a run that was killed can be run again; any other photos are
 * somebody's, and none of them is overwritten.
 */
final class UnfinishedPhotos {
  private static final List<String> FOLDERS = List.of("images", "masks");

  private final Path folder;
  private final Path mark;

  UnfinishedPhotos(Path folder) {
    this.folder = folder;
    this.mark = folder.resolve(".faultline-unfinished");
  }

  /**
   * Marks the folder, after what an unfinished run left in it is deleted.
   *
   * @throws FaultlineException with {@code OUTPUT} where it holds a dataset or other photos
   */
  void begin() {
    if (Files.exists(folder.resolve("annotations.json"))) { // It is written last.
      end();
      throw new FaultlineException(
          Problem.OUTPUT, folder + ": holds a dataset already; name another folder or remove it");
    }
    boolean ours = Files.exists(mark);
    for (String name : FOLDERS) {
      try {
        clear(folder.resolve(name), ours);
      } catch (IOException e) {
        throw new FaultlineException(
            Problem.OUTPUT,
            folder.resolve(name) + ": cannot be cleared (" + IoReason.of(e) + ")",
            e);
      }
    }
    AtomicFile.write(mark, "The photos in this folder are not all made yet.\n");
  }

  private void clear(Path photos, boolean ours) throws IOException {
    if (!Files.isDirectory(photos)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(photos, "[!.]*")) {
      for (Path file : files) {
        if (!ours || !file.getFileName().toString().matches("photo-[0-9]{5,}\\.png")) {
          throw new FaultlineException(
              Problem.OUTPUT,
              photos
                  + ": holds "
                  + file.getFileName()
                  + ", which was not made here; name a new or empty folder");
        }
        Files.delete(file);
      }
    }
  }

  /** Takes the mark away. */
  void end() {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, mark + ": cannot be deleted (" + IoReason.of(e) + ")", e);
    }
  }
}
