package io.faultline.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.pretrained.WeightsCache;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TinyTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole search on a few small photos: what it leaves and runs again, not how good it is. */
class TuningTest {
  private static final PipelineConfig BASE =
      TinyTraining.config(
          "regression.enabled=true", "fine-tune.epochs=2", "fine-tune.shared.regions.count=16");

  @TempDir private Path folder;
  private final ExecutorService workers = Executors.newFixedThreadPool(1);
  private final List<String> notes = new ArrayList<>();

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void aStoppedSearchGoesOnAndAFinishedOneRunsNothing() throws IOException {
    Dataset photos = photos(6);
    // An hour passes with every trial that begins.
    LongSupplier clock = () -> trials().size() * 3_600_000_000_000L;
    TuningTable stopped = Tuning.run(photos, options(Optional.of(3.5)), context(clock));
    assertThat(stopped.done()).isFalse();
    assertThat(notes).anyMatch(note -> note.startsWith("the time is up before trial"));
    List<String> begun = trials();
    assertThat(begun).hasSize(4);
    assertThat(stopped.rows()).hasSize(3);

    notes.clear();
    TuningTable whole = Tuning.run(photos, options(Optional.empty()), context(System::nanoTime));
    assertThat(whole.done()).isTrue();
    assertThat(trials()).isNotEmpty().doesNotContainAnyElementsOf(begun);

    notes.clear();
    TuningTable again = Tuning.run(photos, options(Optional.empty()), context(System::nanoTime));
    assertThat(trials()).isEmpty();
    assertThat(again).isEqualTo(whole);

    assertThat(whole.rows()).hasSize(3);
    assertThat(whole.rows()).anyMatch(row -> row.candidate().base());
    assertThat(whole.rows().get(0).byFold()).hasSize(2);
    assertThat(whole.rows().get(0).mean()).isGreaterThanOrEqualTo(whole.baseRow().mean());
    assertThat(
            ConfigReader.read(
                PipelineConfig.class,
                PipelineConfig.DEFAULT,
                Optional.of(out().resolve("best.yaml")),
                List.of()))
        .isEqualTo(whole.best().config());
    assertThat(out().resolve("trials.csv"))
        .content()
        .startsWith("candidate,round,epochs,fold,loss,alpha,gamma,positive-iou,class-weight,")
        .hasLineCount(1 + 3 + 2 * 2 + 2 * 2);
    assertThat(out().resolve("what-mattered.svg")).content().contains("too few candidates to tell");
    try (Stream<Path> files = Files.walk(out())) {
      assertThat(files.filter(file -> file.endsWith("model"))).as("models are deleted").isEmpty();
    }
  }

  @Test
  void fewerGroupsThanFoldsAreRefused() {
    PipelineConfig oneGroup =
        ConfigReader.read(
            PipelineConfig.class, BASE, Optional.empty(), List.of("data.group=regex:photo"));
    Tuning.Options options =
        new Tuning.Options(
            oneGroup,
            SearchSpace.DEFAULT,
            3,
            3,
            Objective.RECALL_AT_PRECISION,
            0.5,
            Optional.empty(),
            out());
    Dataset photos = photos(4);
    assertThatThrownBy(() -> Tuning.run(photos, options, context(System::nanoTime)))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining("finds 1 groups")
        .hasMessageContaining("at least 3");
    assertThat(out()).doesNotExist();
  }

  @Test
  void aCandidateThatCannotBeTrainedLosesAndTheSearchGoesOn() {
    SearchSpace space = SearchSpace.DEFAULT;
    SearchSpace.Range runaway = new SearchSpace.Range(1e30, 1e30);
    SearchSpace wild =
        new SearchSpace(
            space.alpha(), space.gamma(), space.positiveIou(), space.classWeight(), runaway);
    PipelineConfig threeSteps =
        ConfigReader.read(
            PipelineConfig.class,
            BASE,
            Optional.empty(),
            List.of("fine-tune.shared.min-steps-per-epoch=3", "regression.enabled=false"));
    Tuning.Options options =
        new Tuning.Options(
            threeSteps, wild, 2, 2, Objective.RECALL_AT_PRECISION, 0.1, Optional.empty(), out());

    TuningTable table = Tuning.run(photos(6), options, context(System::nanoTime));

    assertThat(notes).anyMatch(note -> note.startsWith("c01") && note.contains("counts as 0"));
    assertThat(table.done()).isTrue();
    assertThat(table.best().base()).isTrue();
    assertThat(table.rows().get(1).mean()).isZero();
  }

  private List<String> trials() {
    return notes.stream().filter(note -> note.startsWith("trial ")).toList();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Tuning.Options options(Optional<Double> hours) {
    return new Tuning.Options(
        BASE, SearchSpace.DEFAULT, 3, 2, Objective.RECALL_AT_PRECISION, 0.1, hours, out());
  }

  private RunContext context(LongSupplier clock) {
    return new RunContext(
        workers,
        1,
        clock,
        new Progress() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        },
        WeightsCache.in(folder.resolve("no-weights")));
  }

  private Dataset photos(int count) {
    SyntheticPhotos.Options options = new SyntheticPhotos.Options(64, 64, 0, 1, 1);
    return new SyntheticPhotos(new RunSeed(3), options)
        .write(folder.resolve("photos"), count, Progress.NONE);
  }
}
