package io.faultline.internal.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aFolderBelongsToOneRunAtATime() throws Exception {
    Path run = folder.resolve("run");
    try (FolderLock unused = FolderLock.take(run, "the first")) {
      assertThatThrownBy(() -> FolderLock.take(run, "the second"))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT))
          .hasMessageContaining(run + ": another run writes into this folder (this process)");
      assertThat(inAnotherProcess(run))
          .contains("another run writes into this folder (the first); wait for its end");
      // Being refused does not give the lock up.
      assertThat(inAnotherProcess(run)).contains("(the first)");
      Files.writeString(run.resolve("model"), "x");
    }

    assertThat(run).isDirectoryNotContaining("glob:**.lock");
    assertThat(inAnotherProcess(run)).isEqualTo("taken");
    FolderLock.take(run, "the third").close();
    assertThat(run.resolve("model")).hasContent("x");
  }

  @Test
  void whatAKilledRunLeftIsTakenOver() throws IOException {
    Path left = Files.writeString(folder.resolve(FolderLock.FILE), "a longer text than the next\n");

    try (FolderLock unused = FolderLock.take(folder, "next")) {
      assertThat(left).hasContent("next");
    }
    assertThat(left).doesNotExist();
  }

  @Test
  void foldersThatWereMadeForNothingGo() throws IOException {
    FolderLock.take(folder.resolve("a/b"), "run").close();
    assertThat(folder).isEmptyDirectory();

    Files.createDirectory(folder.resolve("mine"));
    FolderLock.take(folder.resolve("mine"), "run").close();
    assertThat(folder.resolve("mine")).isEmptyDirectory();
  }

  @Test
  void linksToFoldersAreFoldersAndFilesAreNot() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Path file = Files.writeString(folder.resolve("file"), "kept");

    try (FolderLock unused = FolderLock.take(link, "run")) {
      assertThatThrownBy(() -> FolderLock.take(real, "run"))
          .hasMessageContaining("another run writes into this folder");
    }
    assertThatThrownBy(() -> FolderLock.take(file, "run"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining(file + ": cannot be written");
    assertThatThrownBy(() -> FolderLock.take(file.resolve("x"), "run"))
        .isInstanceOf(FaultlineException.class);
    assertThat(file).hasContent("kept");
  }

  private static String inAnotherProcess(Path run) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                place(FolderLock.class) + File.pathSeparator + place(Taker.class),
                Taker.class.getName(),
                run.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return said;
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** Tries the lock in a process of its own. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] args) {
      try (FolderLock unused = FolderLock.take(Path.of(args[0]), "another")) {
        System.out.println("taken");
      } catch (FaultlineException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
