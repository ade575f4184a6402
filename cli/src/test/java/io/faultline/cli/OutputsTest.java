package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.provenance.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsTest {
  @TempDir private Path folder;

  /** Everything named but the output is missing, so that it would be the first fault otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "synth --out OUT",
        "convert --data none --out OUT/labels.json",
        "convert --data none --to yolo --out OUT",
        "convert --data none --out ok.json --json OUT",
        "split --data none --out OUT",
        "propose --data none --json OUT",
        "propose --data none --pictures OUT",
        "train --data none --out OUT",
        "train --data none --out ok --json OUT",
        "compare --data none --out OUT",
        "tune --data none --out OUT",
        "evaluate --model none --data none --out OUT",
        "evaluate --model none --data none --trace OUT",
        "promise --model none --data none --target-recall 0.9 --out OUT",
        "detect --model none none --out OUT",
        "score --truth none --detections none --json OUT",
        "demo --out OUT",
      })
  void outputsAreTriedBeforeAnyWork(String line) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    Path out = file.resolve("out");
    Object[] words =
        Stream.of(line.split(" "))
            .map(word -> word.replace("OUT", out.toString()))
            .map(word -> word.startsWith("ok") ? folder.resolve(word).toString() : word)
            .toArray();

    Recorded run = Recorded.run(words);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
    assertThat(run.err()).startsWith("faultline: " + out).contains("cannot be written");
    assertThat(run.err()).hasLineCount(1);
    assertThat(file).hasContent("kept");
    assertThat(folder).isDirectoryNotContaining("glob:**/ok*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --data none --out OUT",
        "compare --data none --out OUT",
        "tune --data none --out OUT",
        "evaluate --model none --data none --out OUT",
        "detect --model none none --out OUT",
        "demo --out OUT",
        "synth --out OUT"
      })
  void aFolderBelongsToOneRunAtATime(String line) {
    Path out = folder.resolve("run");
    try (FolderLock unused = FolderLock.take(out, "a training")) {
      Recorded run = Recorded.run((Object[]) line.replace("OUT", out.toString()).split(" "));

      assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
      assertThat(run.err())
          .startsWith("faultline: " + out + ": another run writes into this folder")
          .hasLineCount(1);
    }
  }

  @Test
  void aRunThatFailsLeavesNoFolder() {
    Recorded run =
        Recorded.run("train", "--data", folder.resolve("none"), "--out", folder.resolve("a/b"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void helpTriesNothing() {
    assertThat(Recorded.run("train", "--data", "none", "--out", "/proc/none", "--help").exitCode())
        .isZero();
  }
}
