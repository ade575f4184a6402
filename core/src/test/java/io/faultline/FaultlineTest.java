package io.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultlineTest {
  @TempDir Path folder;

  @Test
  void trainsEvaluatesAndInspectsIntoTheFoldersOfTheCommandLine() throws IOException {
    Path walls = folder.resolve("walls");
    new SyntheticPhotos(new RunSeed(5), SyntheticPhotos.Options.DEFAULT.sized(96, 96))
        .write(walls, 8, Progress.NONE);
    List<String> stages = new CopyOnWriteArrayList<>();
    Faultline faultline =
        Faultline.create()
            .withThreads(2)
            .withProgress(
                new Progress() {
                  @Override
                  public void begin(String stage, long total, String unit) {
                    stages.add(stage);
                  }
                });
    Settings config =
        Settings.DEFAULT.with(
            "fine-tune.epochs=1",
            "network.cut-after=layer1",
            "network.hidden=16",
            "proposals.budget=200",
            "data.held-out=0.25");
    Path run = folder.resolve("run");

    TrainingResult trained = faultline.train(walls, config, run);
    assertThat(trained.epochs()).isEqualTo(1);
    assertThat(names(run))
        .contains(
            "model",
            "config.yaml",
            "epochs.csv",
            "curves.svg",
            "metrics.json",
            "report.html",
            "log.txt");
    assertThat(stages).contains("proposals", "detection");

    Path numbers = folder.resolve("numbers");
    EvaluationResult measured = faultline.evaluate(run.resolve("model"), walls, numbers);
    assertThat(measured.photos()).isEqualTo(8);
    assertThat(names(numbers))
        .contains(
            "detections.json", "metrics.json", "misses.csv", "false-alarms.csv", "report.html");

    Path note = Files.writeString(walls.resolve("images/note.jpg"), "no photo");
    Path found = folder.resolve("found");
    List<PhotoOutcome> outcomes =
        faultline.detect(run.resolve("model"), List.of(walls.resolve("images")), found);
    assertThat(outcomes).hasSize(9);
    assertThat(names(found)).contains("detections.json", "photos.csv", "photos");

    try (Detector detector = Detector.load(run.resolve("model"))) {
      assertThat(detector.inspect(note).verdict()).isEqualTo(Verdict.REVIEW);
      for (PhotoOutcome outcome : outcomes) {
        Path photo = walls.resolve("images").resolve(outcome.photo());
        assertThat(detector.inspect(photo).verdict()).isEqualTo(outcome.verdict());
        assertThat(detector.inspect(outcome.photo(), Files.readAllBytes(photo)).verdict())
            .isEqualTo(outcome.verdict());
      }
    }
  }

  @Test
  void settingsAreCheckedWhenTheyAreMade() {
    assertThat(Settings.DEFAULT.with("fine-tune.epochs=5").config().fineTune().epochs())
        .isEqualTo(5);
    assertThat(Settings.DEFAULT.with().with("seed=7", "seed=9"))
        .isEqualTo(Settings.DEFAULT.withSeed(9));
    assertThatThrownBy(() -> Settings.DEFAULT.with("fine-tune.epoch=5"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("fine-tune.epoch");
    assertThatIllegalArgumentException().isThrownBy(() -> Faultline.create().withThreads(0));
  }

  @Test
  void threadsOfARunEndByThemselves() throws InterruptedException {
    Thread[] worker = new Thread[1];
    Faultline.create()
        .withThreads(1)
        .context()
        .workers()
        .execute(() -> worker[0] = Thread.currentThread());
    for (int i = 0; i < 100 && (worker[0] == null || worker[0].isAlive()); i++) {
      Thread.sleep(100);
    }
    assertThat(worker[0].isAlive()).isFalse();
    assertThat(worker[0].isDaemon()).isTrue();
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
