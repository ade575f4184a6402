package io.faultline.server.workspace.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.synthetic.SyntheticPhoto;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.TestModels;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.WorkspaceOptions;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.TeachTable.ModelRow;
import io.faultline.server.workspace.store.TeachTable.TrainingState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachingTest {
  private static final String HASH = "c".repeat(64);
  private static final PipelineConfig QUICK =
      PipelineConfig.DEFAULT.with("fine-tune.epochs=2", "proposals.budget=100");

  private static final SyntheticPhotos PHOTOS =
      new SyntheticPhotos(new RunSeed(5), SyntheticPhotos.Options.DEFAULT.sized(128, 128));

  @TempDir Path folder;
  @TempDir Path other;

  /** Adds photos with their real cracks as boxes of a person; every third one stays unreviewed. */
  private static void fill(Workspace workspace, int count) throws IOException {
    int crack = workspace.category("crack").id();
    for (int i = 0; i < count; i++) {
      SyntheticPhoto photo = PHOTOS.photo(i);
      PhotoRow row =
          workspace
              .add(
                  "site" + i + ".png",
                  new ByteArrayInputStream(ImageWriter.encodePng(photo.photo())))
              .photo()
              .orElseThrow();
      List<Change> changes = new ArrayList<>();
      photo.cracks().forEach(one -> changes.add(new Change.Add(crack, one.box())));
      if (i % 3 != 2) {
        changes.add(new Change.Review(1));
      }
      if (!changes.isEmpty()) {
        edit(workspace, row.id(), changes);
      }
    }
  }

  private static void edit(Workspace workspace, long id, List<Change> changes) {
    boolean done = false;
    while (!done) { // The detector may add an entry at any time.
      int version = workspace.row(id).orElseThrow().version();
      done =
          workspace.edit(id, version, "ann", changes).orElseThrow()
              instanceof io.faultline.server.workspace.store.PhotoLedger.Result.Done;
    }
  }

  private static void await(Workspace workspace, Predicate<TrainingState> state)
      throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (!state.test(workspace.teaching().now().orElseThrow().row().state())) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  @Test
  void tooFewReviewedPhotosAreRefusedInWords() throws IOException {
    try (Workspace workspace = Workspace.open(folder, new ModelSlot(), WorkspaceOptions.DEFAULT)) {
      fill(workspace, 2);
      assertThatThrownBy(workspace.teaching()::start)
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
          .hasMessageContaining("at least 4 are needed");
      assertThat(workspace.teaching().now()).as("a refusal is no training").isEmpty();
      assertThat(folder.resolve("trainings/1")).doesNotExist();
      assertThatThrownBy(workspace.teaching()::stop).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(workspace::adopt)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("there is no training");
    }
  }

  @Test
  void onlyReviewedPhotosTeachAndTheOriginalDataCountAsReviewed() throws Exception {
    PHOTOS.write(other, 6, Progress.NONE);
    WorkspaceOptions options = WorkspaceOptions.DEFAULT.withTeaching(QUICK).withData(other);
    // With a model, the original data are not opened for labelling as well.
    try (ModelSlot slot = TestModels.slot(HASH);
        Workspace workspace = Workspace.open(folder, slot, options)) {
      fill(workspace, 18);
      workspace.teaching().start();
      workspace.teaching().stop();
      await(workspace, state -> state != TrainingState.RUNNING);
    }
    Path training = folder.resolve("trainings/1");
    Dataset learn = TrainingFolder.read(training.resolve("learn.json"));
    Dataset judge = TrainingFolder.read(training.resolve("judge.json"));
    List<String> names =
        learn.images().stream().map(ImageRecord::fileName).collect(Collectors.toList());
    List<String> judging = judge.images().stream().map(ImageRecord::fileName).toList();
    assertThat(names).doesNotContainAnyElementsOf(judging);
    names.addAll(judging);
    for (int i = 0; i < 18; i++) {
      assertThat(names.contains("photos/site" + i + ".png")).isEqualTo(i % 3 != 2);
    }
    // The six original photos have the same bytes as six of the workspace: they count once, and
    // the two unreviewed ones not at all.
    assertThat(names).hasSize(12);
    assertThat(learn.objects()).isPositive();
    assertThat(judge.objects()).isPositive();
  }

  @Test
  void aTrainingIsStoppedResumedComparedAndTakenOver() throws Exception {
    WorkspaceOptions options = WorkspaceOptions.DEFAULT.withTeaching(QUICK);
    try (ModelSlot slot = TestModels.slot(HASH);
        Workspace workspace = Workspace.open(folder, slot, options)) {
      fill(workspace, 12);
      workspace.teaching().start();
      assertThatThrownBy(workspace.teaching()::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("runs already");
      workspace.teaching().stop();
      assertThat(workspace.teaching().now().orElseThrow().row().state())
          .isEqualTo(TrainingState.STOPPED);
      workspace.teaching().resume();
    } // The program ends while it runs.
    try (ModelSlot slot = TestModels.slot(HASH);
        Workspace workspace = Workspace.open(folder, slot, options)) {
      assertThat(workspace.teaching().now().orElseThrow().row().state())
          .isEqualTo(TrainingState.STOPPED);
      workspace.teaching().resume();
      await(workspace, state -> state != TrainingState.RUNNING);
      Teaching.Current done = workspace.teaching().now().orElseThrow();
      assertThat(done.row().state()).as(done.row().message()).isEqualTo(TrainingState.FINISHED);
      assertThat(done.row().result().path("verdict").asText()).isIn("better", "worse", "same");
      assertThat(done.row().result().path("words").asText()).contains("held-out photo");
      assertThat(workspace.activeModel()).contains(HASH);
      workspace.adopt();
      String taught = workspace.activeModel().orElseThrow();
      assertThat(taught).isNotEqualTo(HASH);
      assertThat(workspace.shelf()).extracting(ModelRow::hash).containsExactly(taught, HASH);
      assertThat(Files.isRegularFile(folder.resolve("models").resolve(taught))).isTrue();
      workspace.activate(HASH);
      assertThat(workspace.activeModel()).contains(HASH);
      workspace.activate(taught);
      assertThatThrownBy(() -> workspace.activate("nothing")).hasMessageContaining("no such model");
    }
    // The workspace's own model wins over one that it knows already.
    try (ModelSlot slot = TestModels.slot(HASH);
        Workspace workspace = Workspace.open(folder, slot, options)) {
      assertThat(workspace.activeModel().orElseThrow()).isNotEqualTo(HASH);
    }
    try (ModelSlot slot = new ModelSlot();
        Workspace workspace = Workspace.open(folder, slot, options)) {
      assertThat(workspace.activeModel()).isPresent();
    }
  }
}
