package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command from options to files, with models too small to be good. */
class CompareCommandTest {
  @TempDir private static Path made;
  @TempDir private Path folder;

  private static Path photos() {
    return made.resolve("photos");
  }

  @BeforeAll
  static void photograph() {
    Recorded.run("synth", "--out", photos(), "--photos", 8, "--size", "64x64", "--clean", 0);
  }

  private Recorded compare(Object... options) {
    List<Object> line = new ArrayList<>(List.of("compare", "--data", photos(), "--out", folder));
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
    line.addAll(List.of("--threads", 1));
    line.addAll(List.of(options));
    return Recorded.run(line.toArray());
  }

  @Test
  void comparesTwoRecipesAndLeavesEveryFile() throws IOException {
    Recorded run =
        compare(
            "--recipe",
            "plain",
            "--recipe",
            "lower-iou",
            "--seeds",
            1,
            "--json",
            folder.resolve("mine.json"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("trial 1 of 2: plain, seed 1", "trial 2 of 2: lower-iou");
    assertThat(run.out())
        .contains("own labels", "common set", ".67/.65/.66  37,111/15,337", "Report  ")
        .doesNotContain("Truth crops");
    assertThat(run.out().lines().filter(line -> !line.contains(folder.toString())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("comparison.json").toFile());
    assertThat(json.at("/recipes/1/recipe").asText()).isEqualTo("lower-iou");
    assertThat(folder.resolve("mine.json"))
        .hasSameTextualContentAs(folder.resolve("comparison.json"));
    for (String name : List.of("comparison.html", "comparison.svg", "comparison.csv")) {
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void truthCropsEndWithAVerdict() {
    Recorded run = compare("--truth-crops", "--seeds", 1, "--no-detections");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().replace('\n', ' '))
        .contains("lower-iou-no-truth", "Truth crops (lower-iou-truth): recall ");
  }

  @Test
  void badOptionsAreOneLineAndExitCode2() throws IOException {
    assertMisuse("--recipe is plane; it must be one of plain, weighted,", "--recipe", "plane");
    assertMisuse("seeds is 0; it must be > 0", "--seeds", 0);
    assertMisuse("min-precision is 2.0; it must be in [0, 1]", "--min-precision", 2);
    assertMisuse("recipe plain is there twice", "--recipe", "plain", "--recipe", "plain");
    assertMisuse("none: cannot be read as a folder of recipes", "--recipes", made.resolve("none"));
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertMisuse("holds no recipe", "--recipes", empty);
    Files.writeString(empty.resolve("odd.yaml"), "fine-tune:\n  epocs: 3\n");
    assertMisuse("odd.yaml: line 2: unknown key fine-tune.epocs", "--recipes", empty);
  }

  private void assertMisuse(String words, Object... options) {
    Recorded misuse = compare(options);

    assertThat(misuse.exitCode()).as(misuse.err()).isEqualTo(2);
    assertThat(misuse.out()).isEmpty();
    assertThat(misuse.err()).startsWith("faultline: ").contains(words).hasLineCount(1);
  }

  @Test
  void photosToLearnFromMayNotBeTestedOn() {
    Recorded same = compare("--test", photos(), "--recipe", "plain");

    assertThat(same.exitCode()).as(same.err()).isEqualTo(3);
    assertThat(same.err()).contains("is learnt from and tested on");
  }
}
