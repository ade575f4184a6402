package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Laws: options reach the job as it takes them; what cannot be built says why, in one line. */
class SparkCommandTest {
  @TempDir private Path folder;

  @Test
  void theJobGetsEveryOption() {
    SparkDetectCommand command = new SparkDetectCommand();
    new CommandLine(command)
        .parseArgs(
            ("--model m --photos a b --out o --format json --max-errors 1% --wave 7"
                    + " --master local[2]")
                .split(" ", -1));
    assertThat(String.join(" ", command.arguments()))
        .isEqualTo(
            "--model m --out o --format json --master local[2] --max-errors 1% --wave 7"
                + " --photos a b");
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
  }
}
