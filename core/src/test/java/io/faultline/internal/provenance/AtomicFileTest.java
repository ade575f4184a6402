package io.faultline.internal.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesIntoFoldersThatDoNotExistYet() {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFile.write(file, "one");
    AtomicFile.write(file, "two");
    assertThat(file).hasContent("two");
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("model");
    AtomicFile.write(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT))
        .hasMessageContaining("model")
        .hasMessageContaining("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("model");
  }

  @Test
  void aFaultOfTheWriterIsPassedOnAndLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    folder.resolve("x"),
                    out -> {
                      throw new IllegalStateException("half way");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPlaceThatIsAFolderCannotBeWritten() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectories(taken.resolve("inside"));
    assertThatThrownBy(() -> AtomicFile.write(taken, "x"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("cannot be written (it is a folder)");
    assertThat(taken.resolve("inside")).isDirectory();
  }

  @Test
  void aLinkStaysALinkAndItsFileIsReplaced() throws IOException {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    Files.createSymbolicLink(folder.resolve("linked"), Path.of("disk"));
    Files.createSymbolicLink(folder.resolve("first"), Path.of("linked/../second"));
    Files.createSymbolicLink(folder.resolve("second"), Path.of("linked/file"));
    Files.createSymbolicLink(folder.resolve("round"), Path.of("round"));

    AtomicFile.write(folder.resolve("first"), "one"); // Nothing stands at the end yet.
    assertThat(disk.resolve("file")).hasContent("one");
    AtomicFile.write(folder.resolve("first"), "two");
    AtomicFile.write(folder.resolve("linked/other"), "three");

    assertThat(disk.resolve("file")).hasContent("two").isRegularFile();
    assertThat(disk.resolve("other")).hasContent("three");
    assertThat(folder.resolve("first")).isSymbolicLink();
    assertThat(folder.resolve("second")).isSymbolicLink();
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("round"), "x"))
        .hasMessageContaining("round: cannot be written (its symbolic links lead in a circle)");
  }

  @Test
  void whatIsReplacedKeepsItsPermissions() throws IOException {
    Path file = folder.resolve("secret");
    AtomicFile.write(file, "old");
    assumeTrue(
        Files.getFileStore(file).supportsFileAttributeView("posix"), "no POSIX permissions here");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    AtomicFile.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void devicesAreWrittenStraight() {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "no /dev/full here");

    AtomicFile.write(Path.of("/dev/null"), "gone");
    AtomicFile.requireWritable(Path.of("/dev/full"));
    assertThatThrownBy(() -> AtomicFile.write(Path.of("/dev/full"), "x"))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT))
        .hasMessageContaining("/dev/full: cannot be written (No space left on device)");

    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
  }

  @Test
  void aNamedPipeIsWrittenStraight() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(made(pipe), "no mkfifo here");
    Process reader =
        new ProcessBuilder("cat", pipe.toString())
            .redirectOutput(folder.resolve("read").toFile())
            .start();

    AtomicFile.write(pipe, "through");

    assertThat(reader.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("read")).hasContent("through");
    assertThat(Files.readAttributes(pipe, "isOther")).containsValue(true);
  }

  private static boolean made(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whatKilledProcessesLeftIsDeletedAndWhatOthersWriteIsNot() throws Exception {
    Path left = Files.writeString(folder.resolve(".faultline-0badf00d-1-2.tmp"), "half a model");
    Path written = Files.writeString(folder.resolve(".faultline-c0ffee00-1-2.tmp"), "more to come");
    Path foreign = Files.writeString(folder.resolve(".mine.tmp"), "not ours");

    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.lock();
      AtomicFile.write(folder.resolve("model"), "whole");

      assertThat(left).doesNotExist();
      assertThat(written).hasContent("more to come");
      assertThat(foreign).hasContent("not ours");
    }
  }

  @Test
  void theLongestNameIsWritten() {
    Path file = folder.resolve("a".repeat(250) + ".json");

    AtomicFile.write(file, "x");

    assertThat(file).hasContent("x");
  }

  @Test
  void tryingLeavesNothingAndSaysWhatIsWrong() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");

    AtomicFile.requireWritable(folder.resolve("a/b/c.json"));
    AtomicFile.requireWritable(file);

    assertThat(names()).containsExactly("file");
    assertThat(file).hasContent("kept");
    assertThatThrownBy(() -> AtomicFile.requireWritable(file.resolve("x/y.json")))
        .hasMessageContaining("y.json: cannot be written (" + file + " is no folder)");
    assertThatThrownBy(() -> AtomicFile.requireWritable(folder))
        .hasMessageContaining("it is a folder");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
