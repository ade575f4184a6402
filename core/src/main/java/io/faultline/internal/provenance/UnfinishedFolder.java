package io.faultline.internal.provenance;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A folder that gets many files, while they are made. A mark in it says that what lies there is
 * unfinished and ours, so that a run that was killed can be run again; any other files are
 * somebody's, and none of them is overwritten.
 */
public final class UnfinishedFolder {
  private static final String MARK = ".faultline-unfinished";

  private final Path folder;
  private final Path mark;
  private final Contents contents;

  /**
   * What the folder gets.
   *
   * @param what it is called in messages, such as {@code dataset}
   * @param last the file that is written when all others are there
   * @param others further files of the run, beside the folders
   * @param folders where the many files go
   * @param ours whether a file in there has a name that this kind of run gives
   */
  public record Contents(
      String what, String last, List<String> others, List<String> folders, Predicate<String> ours) {
    /** Copies the lists. */
    public Contents {
      others = List.copyOf(others);
      folders = List.copyOf(folders);
    }
  }

  /** A folder that need not be there yet. */
  public UnfinishedFolder(Path folder, Contents contents) {
    this.folder = folder;
    this.mark = folder.resolve(MARK);
    this.contents = contents;
  }

  /** Whether a run in this folder was stopped midway, or still goes on. */
  public static boolean isUnfinished(Path folder) {
    return Files.exists(folder.resolve(MARK));
  }

  /**
   * Marks the folder, after what an unfinished run left in it is deleted.
   *
   * @throws FaultlineException with {@code OUTPUT} where it holds finished results or other files
   */
  public void begin() {
    if (Files.exists(folder.resolve(contents.last()))) {
      end();
      throw new FaultlineException(
          Problem.OUTPUT,
          folder + ": holds a " + contents.what() + " already; name another folder or remove it");
    }
    boolean ours = Files.exists(mark);
    for (String name : contents.others()) {
      if (!ours && Files.exists(folder.resolve(name))) {
        throw foreign(folder, name);
      }
    }
    for (String name : contents.folders()) {
      try {
        clear(folder.resolve(name), ours);
      } catch (IOException e) {
        throw new FaultlineException(
            Problem.OUTPUT,
            folder.resolve(name) + ": cannot be cleared (" + IoReason.of(e) + ")",
            e);
      }
    }
    AtomicFile.write(mark, "The files in this folder are not all made yet.\n");
  }

  private void clear(Path files, boolean ours) throws IOException {
    if (!Files.isDirectory(files)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(files, "[!.]*")) {
      for (Path file : entries) {
        if (!ours || !contents.ours().test(String.valueOf(file.getFileName()))) {
          throw foreign(files, String.valueOf(file.getFileName()));
        }
        Files.delete(file);
      }
    }
  }

  private static FaultlineException foreign(Path place, String name) {
    return new FaultlineException(
        Problem.OUTPUT,
        place + ": holds " + name + ", which was not made here; name a new or empty folder");
  }

  /** Takes the mark away. */
  public void end() {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, mark + ": cannot be deleted (" + IoReason.of(e) + ")", e);
    }
  }
}
