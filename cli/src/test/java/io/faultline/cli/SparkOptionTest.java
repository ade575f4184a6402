package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law: a command whose parts are done elsewhere, in any order, leaves the same numbers. */
class SparkOptionTest {
  @TempDir private static Path made;
  @TempDir private Path folder;

  @BeforeAll
  static void prepare() {
    System.setProperty("faultline.child", "true");
    Recorded.run("synth", "--out", made.resolve("p"), "--photos", 20, "--size", "64x64");
  }

  @AfterAll
  static void restore() {
    System.clearProperty("faultline.child");
  }

  private static List<Object> small(String command, Path out) {
    List<Object> line = new ArrayList<>(List.of(command, "--data", made.resolve("p")));
    line.addAll(List.of("--out", out, "--threads", 1));
    for (String value :
        List.of(
            "network.cut-after=layer1",
            "network.hidden=8",
            "network.grid-side=2",
            "proposals.generators=grid",
            "proposals.budget=40",
            "regression.enabled=false",
            "fine-tune.epochs=1",
            "fine-tune.shared.min-steps-per-epoch=1",
            "data.held-out=0")) {
      line.addAll(List.of("--set", value));
    }
    return line;
  }

  private static void run(List<Object> line, Object... more) {
    List<Object> all = new ArrayList<>(line);
    all.addAll(List.of(more));
    Recorded run = Recorded.run(all.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void evaluationsAreEqual() throws IOException {
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    List<Object> line = List.of("evaluate", "--model", "crack", "--data", made.resolve("p"));
    InProcessCluster.DONE.clear();
    run(line, "--threads", 1, "--out", here);
    assertThat(InProcessCluster.DONE).isEmpty();
    run(line, "--threads", 1, "--out", there, "--spark", "x");
    assertThat(InProcessCluster.DONE).containsExactly("16", "0");
    for (String file : List.of("detections.json", "misses.csv", "false-alarms.csv")) {
      assertThat(there.resolve(file)).hasSameTextualContentAs(here.resolve(file));
    }
    assertThat(untimed(there.resolve("metrics.json")))
        .isEqualTo(untimed(here.resolve("metrics.json")));
  }

  @Test
  void comparisonsAreEqualAndGoOn() throws IOException {
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    Object[] recipes = {"--recipe", "plain", "--recipe", "lower-iou", "--seeds", 1};
    run(small("compare", here), recipes);
    List<Object> line = small("compare", there);
    line.addAll(List.of("--spark", "x"));
    InProcessCluster.DONE.clear();
    run(line, recipes);
    assertThat(InProcessCluster.DONE).containsExactly("lower-iou-seed1", "plain-seed1");
    for (String trial : InProcessCluster.DONE) {
      assertThat(untimed(there.resolve("trials/" + trial + ".json")))
          .isEqualTo(untimed(here.resolve("trials/" + trial + ".json")));
    }
    InProcessCluster.DONE.clear();
    run(line, recipes);
    assertThat(InProcessCluster.DONE).isEmpty();
  }

  @Test
  void searchesAreEqual() throws IOException {
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    Object[] few = {"--trials", 2, "--folds", 2};
    run(small("tune", here), few);
    List<Object> line = small("tune", there);
    line.addAll(List.of("--spark", "x"));
    InProcessCluster.DONE.clear();
    run(line, few);
    assertThat(InProcessCluster.DONE).isNotEmpty();
    assertThat(there.resolve("best.yaml")).hasSameTextualContentAs(here.resolve("best.yaml"));
    try (var files = Files.list(here.resolve("trials"))) {
      for (Path file : files.toList()) {
        assertThat(untimed(there.resolve("trials").resolve(file.getFileName())))
            .isEqualTo(untimed(file));
      }
    }
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    Path out = folder.resolve("x");
    List<Object> tune = small("tune", out);
    tune.addAll(List.of("--spark", "x", "--hours", 1));
    assertThat(Recorded.run(tune.toArray()).exitCode()).isEqualTo(2);
    Recorded traced =
        Recorded.run(
            "evaluate",
            "--model",
            "crack",
            "--data",
            made.resolve("p"),
            "--trace",
            folder.resolve("t"),
            "--spark",
            "x");
    assertThat(traced.exitCode()).isEqualTo(2);
    assertThat(traced.err()).contains("--trace does not go with --spark");
  }

  /** A file's text without seconds. */
  private static String untimed(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("\"(trainingSeconds|detection|secondsPerPhoto|seconds)\" ?: ?[0-9.E-]+", "");
  }
}
