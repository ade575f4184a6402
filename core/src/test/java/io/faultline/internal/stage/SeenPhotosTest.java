package io.faultline.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.TrainingPhotos;
import io.faultline.internal.duplicates.KnownPhotos;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.pipeline.CheckRun;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TrainingDoubts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenPhotosTest {
  @TempDir private Path folder;
  private Dataset photos;

  @BeforeEach
  void makePhotos() {
    photos =
        new SyntheticPhotos(new RunSeed(5), new SyntheticPhotos.Options(96, 96, 0.2, 1, 1))
            .write(folder, 12, Progress.NONE);
  }

  @Test
  void photosOfTheTrainingAreNamedByWhatTheyDid() {
    SeenPhotos seen = seen(part(0, 5), part(5, 8), photos);
    assertThat(seen.seen().learnt()).isEqualTo(part(0, 5).images());
    assertThat(seen.seen().heldOut()).isEqualTo(part(5, 8).images());
    assertThat(seen.warnings()).hasSize(2);
    assertThat(seen.warnings().get(0))
        .startsWith("5 of 12 photos look like photos that this model was trained on")
        .contains(photos.images().get(0).fileName())
        .endsWith(", ...");
    assertThat(seen.findings())
        .hasSize(8)
        .allMatch(finding -> finding.action() == Finding.Action.NOTICED);
  }

  @Test
  void newPhotosAreNotSeen() {
    SeenPhotos seen = seen(part(0, 5), part(5, 8), part(8, 12));
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.warnings()).isEmpty();
  }

  @Test
  void aModelThatDoesNotKnowItsPhotosSaysNothing() {
    try (RunContexts runs = new RunContexts(1)) {
      SeenPhotos seen = SeenPhotos.of(TrainingPhotos.UNKNOWN, photos, runs.context());
      assertThat(seen.warnings()).isEmpty();
    }
  }

  @Test
  void trainingWarnsOfCopiesWithOtherLabels() {
    List<ImageRecord> twice = new ArrayList<>(photos.images());
    ImageRecord cracked = twice.stream().filter(ImageRecord::cracked).findFirst().orElseThrow();
    twice.add(
        new ImageRecord(
            999, "again.png", cracked.path(), cracked.widthPx(), cracked.heightPx(), List.of()));
    try (RunContexts runs = new RunContexts(1)) {
      TrainingDoubts.note(photos, runs.context());
      assertThat(runs.notes()).isEmpty();
      TrainingDoubts.note(new Dataset(photos.categories(), twice), runs.context());
      assertThat(runs.notes()).hasSize(1);
      assertThat(runs.notes().get(0))
          .startsWith("warning: 1 photo is a copy of another one with different labels");
    }
  }

  @Test
  void trainingAndTestDataThatSharePhotosAreTold() {
    try (RunContexts runs = new RunContexts(2)) {
      assertThat(CheckRun.leaks(part(0, 6), part(6, 12), runs.context())).isEmpty();
      assertThat(CheckRun.leaks(part(0, 6), part(4, 12), runs.context()))
          .containsExactly(
              "2 of 8 photos of the test data are also in the training data (faultline check"
                  + " --against shows them)");
    }
  }

  private Dataset part(int from, int to) {
    return new Dataset(photos.categories(), photos.images().subList(from, to));
  }

  private static SeenPhotos seen(Dataset learnt, Dataset heldOut, Dataset test) {
    PhotoSignatures signatures = new PhotoSignatures();
    TrainingPhotos training =
        new TrainingPhotos(KnownPhotos.of(learnt, signatures), KnownPhotos.of(heldOut, signatures));
    try (RunContexts runs = new RunContexts(2)) {
      return SeenPhotos.of(training, test, runs.context());
    }
  }
}
