package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching settings from the command line. */
class TuneCommandTest {
  @TempDir private Path folder;

  @Test
  void aSmallSearchEndsWithATableAndTheNextCommand() {
    Path photos = photos(4);
    Path out = folder.resolve("tune");

    Recorded tune =
        Recorded.run(
            "tune",
            "--data",
            photos,
            "--out",
            out,
            "--trials",
            2,
            "--folds",
            2,
            "--min-precision",
            0.1,
            "--threads",
            1,
            "--set",
            "network.cut-after=layer1",
            "--set",
            "network.hidden=8",
            "--set",
            "network.grid-side=2",
            "--set",
            "proposals.generators=grid",
            "--set",
            "proposals.budget=40",
            "--set",
            "data.held-out=0",
            "--set",
            "fine-tune.epochs=1",
            "--set",
            "fine-tune.shared.min-steps-per-epoch=1");

    assertThat(tune.exitCode()).as(tune.err()).isZero();
    assertThat(tune.err()).contains("trial 1 of 10: base, round 1 of 3");
    assertThat(tune.out())
        .contains("candidate", "base", "c01", "recall at precision 0.10", "too few candidates")
        .contains("Next: faultline train --config " + out.resolve("best.yaml"));
    assertThat(out.resolve("best.yaml")).isNotEmptyFile();
    assertThat(out.resolve("log.txt")).content().contains("trial 1 of 10");
  }

  @Test
  void badOptionsAreOneLine() {
    Path photos = photos(2);

    assertFault(2, "trials", photos, "--trials", 1);
    assertFault(2, "folds", photos, "--folds", 1);
    assertFault(2, "min-precision", photos, "--min-precision", 1.5);
    assertFault(2, "min-precision", photos, "--min-precision", "NaN");
    assertFault(2, "hours", photos, "--hours", 0);
    assertFault(2, "recall-at-precision, ap50", photos, "--objective", "f2");
    assertFault(2, "fine-tune.epochs", photos, "--set", "fine-tune.epoch=1");
    assertFault(3, "groups", photos, "--folds", 3);
    assertFault(3, "none", folder.resolve("none"));
  }

  private void assertFault(int exitCode, String words, Path data, Object... more) {
    List<Object> line = new ArrayList<>(List.of("tune", "--data", data, "--out"));
    line.add(folder.resolve("out"));
    line.addAll(List.of(more));

    Recorded fault = Recorded.run(line.toArray());

    assertThat(fault.exitCode()).as("%s: %s", line, fault.err()).isEqualTo(exitCode);
    assertThat(fault.out()).isEmpty();
    assertThat(fault.err()).startsWith("faultline: ").contains(words).hasLineCount(1);
  }

  private Path photos(int count) {
    Path photos = folder.resolve("photos");
    Recorded.run("synth", "--out", photos, "--photos", count, "--size", "64x64", "--clean", 0);
    return photos;
  }
}
