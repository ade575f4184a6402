package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Laws: options reach the job as it takes them; what cannot be built says why, in one line. */
class SparkCommandTest {
  @TempDir private Path folder;

  @Test
  void theJobGetsEveryOption() {
    assertThat(
            arguments(
                new SparkDetectCommand(),
                "--model m --photos a b --out o --format json --max-errors 1% --wave 7"
                    + " --master local[2]"))
        .containsExactlyInAnyOrder(
            "--model m",
            "--photos a b",
            "--out o",
            "--format json",
            "--max-errors 1%",
            "--wave 7",
            "--master local[2]");
    assertThat(
            arguments(
                new SparkFeaturesCommand(),
                "--data d --model m --out o --set a=1 --set b=2 --strict --seed 3 --group photo"
                    + " --split train --config c.yaml"))
        .containsExactlyInAnyOrder(
            "--data d",
            "--model m",
            "--out o",
            "--set a=1 b=2",
            "--strict",
            "--seed 3",
            "--group photo",
            "--split train",
            "--config c.yaml",
            "--master local[*]");
  }

  @Test
  void theClassifierNeedsNoData() {
    Recorded run =
        Recorded.run("spark", "classifier", "--features", "f", "--model", "m", "--out", "o");
    assertThat(run.err()).contains("./faultline").doesNotContain("--data");
    assertThat(Recorded.run("spark", "classifier", "--help").out())
        .contains("without it, the", "page by page");
  }

  /** Each option with its values. */
  private static List<String> arguments(Object command, String line) {
    CommandLine parser = new CommandLine(command);
    parser.parseArgs(line.split(" ", -1));
    String all = String.join(" ", SparkArguments.of(parser.getCommandSpec()));
    return List.of(all.split(" (?=--)", -1));
  }

  @Test
  void outsideOfTheSourceTreeTheScriptIsNamed() {
    Recorded run =
        Recorded.run("spark", "detect", "--model", "crack", "--photos", folder, "--out", "o");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("./faultline").contains("spark-submit").hasLineCount(1);
  }

  @Test
  void withoutANetworkTheMessageSaysWhatToDo() throws IOException {
    Path log = folder.resolve("build.log");
    Files.writeString(
        log, "[INFO] x\n[ERROR] Could not transfer artifact spark: repo: Unknown host repo\n");
    assertThat(SparkBuild.fault(log))
        .startsWith("Spark could not be fetched")
        .contains("~/.m2/repository")
        .doesNotContain("\n");
    Files.writeString(log, "[INFO] x\n[ERROR] COMPILATION ERROR\n[ERROR] more\n");
    assertThat(SparkBuild.fault(log)).startsWith("[ERROR] COMPILATION ERROR (log: ");
  }

  @Test
  void helpNeedsNoSpark() {
    Recorded run = Recorded.run("spark", "detect", "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("--max-errors", "N|SHARE", "hdfs://");
    assertThat(Recorded.run("spark", "features", "--help").out())
        .contains("rows-per-photo", "--max-errors");
  }
}
