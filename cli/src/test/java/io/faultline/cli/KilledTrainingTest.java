package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training process that is killed, as by {@code kill -9}, and started again. */
class KilledTrainingTest {
  private static final int EPOCHS = 6;

  /** The header and two epochs. */
  private static final int LINES_BEFORE_THE_KILL = 3;

  @TempDir private Path folder;

  @Test
  void goesOnWithTheSameEpochsAndGivesTheSameModel() throws Exception {
    Path photos = folder.resolve("photos");
    Recorded.run("synth", "--out", photos, "--photos", 6, "--size", "64x64", "--clean", 0);
    Recorded straight = Recorded.run(training(photos, folder.resolve("straight")).toArray());
    assertThat(straight.exitCode()).as(straight.err()).isZero();

    Path killed = folder.resolve("killed");
    kill(training(photos, killed), killed.resolve("epochs.csv"));
    assertThat(killed.resolve("checkpoint.safetensors")).exists();
    assertThat(killed.resolve("model")).doesNotExist();

    Recorded again = Recorded.run(training(photos, killed).toArray());
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("resuming after epoch");
    assertThat(killed.resolve("epochs.csv"))
        .hasSameTextualContentAs(folder.resolve("straight/epochs.csv"));
    assertThat(killed.resolve("model")).hasSameBinaryContentAs(folder.resolve("straight/model"));
    assertThat(killed.resolve("checkpoint.safetensors")).doesNotExist();
  }

  /** Starts a process and kills it when enough epochs are in its table. */
  private static void kill(List<Object> words, Path epochs)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.forEach(word -> command.add(word.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive() && lines(epochs) < LINES_BEFORE_THE_KILL) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(process.isAlive()).as("killed before it was done").isTrue();
    process.destroyForcibly().waitFor();
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static List<Object> training(Path photos, Path out) {
    return List.of(
        "train",
        "--data",
        photos,
        "--out",
        out,
        "--threads",
        1,
        "--set",
        "network.cut-after=layer1",
        "--set",
        "network.hidden=8",
        "--set",
        "network.grid-side=2",
        "--set",
        "network.train-batch-norm=true",
        "--set",
        "proposals.generators=grid",
        "--set",
        "proposals.budget=60",
        "--set",
        "fine-tune.patience=" + EPOCHS,
        "--set",
        "fine-tune.epochs=" + EPOCHS,
        "--set",
        "fine-tune.shared.min-steps-per-epoch=10");
  }
}
