package io.faultline.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.feature.PhotoEncoder;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.RunContexts;
import io.faultline.internal.stage.UnreadablePhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStageTest {
  private static final int WIDTH = 64;

  @TempDir Path folder;

  /** Vectors that begin with the box's left edge. */
  private record LeftEdge(int dimension) implements RegionEncoder {
    @Override
    public PhotoEncoder open(Raster raster) {
      return new PhotoEncoder() {
        @Override
        public FeatureMatrix encode(List<Box> boxes) {
          float[] values = new float[boxes.size() * dimension];
          for (int i = 0; i < boxes.size(); i++) {
            values[i * dimension] = (float) boxes.get(i).x1();
          }
          return new FeatureMatrix(boxes.size(), dimension, values);
        }

        @Override
        public void close() {}
      };
    }
  }

  /** A truth box, some proposals on it and many beside it. */
  private static TrainingPhoto photo(long id, int positives, int negatives) {
    List<Region> regions = new ArrayList<>();
    regions.add(new Region(new Box(5000, 0, 5100, 10), 1, 1, true));
    for (int i = 0; i < positives; i++) {
      regions.add(new Region(new Box(5000 + i, 0, 5100, 10), 1 - i / 100.0, 1, false));
    }
    for (int i = 0; i < negatives; i++) {
      regions.add(new Region(new Box(i, 20, i + 10.0, 30), 0, Region.NEGATIVE, false));
    }
    Raster pixel = Raster.of(1, 1, new byte[3]);
    return new TrainingPhoto(() -> pixel, new LabelledRegions(id, regions));
  }

  private static List<TrainingPhoto> photos(int count) {
    List<TrainingPhoto> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      photos.add(photo(i, 6, 3000));
    }
    return photos;
  }

  private FeatureStage stage(RunContexts runs, int photos, int dimension) {
    PipelineConfig config = TinyTraining.config("classifier.store.megabytes=1");
    return FeatureStage.of(
        new LeftEdge(dimension),
        config,
        photos,
        new RunSeed(1),
        new PhotoFaults(Map.of(), Progress.NONE),
        runs.context());
  }

  @Test
  void theFileStaysUnderTheLimitHoweverManyPhotos() throws IOException {
    try (RunContexts runs = new RunContexts(1)) {
      for (int count : new int[] {1, 10, 200}) {
        Path file = folder.resolve("features");
        try (FeatureStore store = stage(runs, count, WIDTH).learnt(photos(count), file)) {
          assertThat(Files.size(file)).isBetween(500_000L, 1L << 20);
          assertThat(store.rows()).isLessThanOrEqualTo((1 << 20) / FeatureStore.bytesPerRow(WIDTH));
        }
      }
    }
  }

  @Test
  void judgedRowsStandForAllProposalsAndForNoTruthBox() {
    try (RunContexts runs = new RunContexts(1);
        FeatureStore store = stage(runs, 10, WIDTH).judged(photos(10), folder.resolve("held"))) {
      assertThat(store.positives()).isEqualTo(60);
      store.scan(
          photo -> {
            double positives = 0;
            double negatives = 0;
            for (int row = 0; row < photo.rows(); row++) {
              positives += photo.label(row) > 0 ? photo.weight(row) : 0;
              negatives += photo.label(row) > 0 ? 0 : photo.weight(row);
            }
            assertThat(positives).isCloseTo(6, within(1e-3));
            assertThat(negatives).isCloseTo(3000, within(1e-1));
          });
    }
  }

  @Test
  void learntRowsHoldTheTruthAndEnoughPositives() {
    try (RunContexts runs = new RunContexts(1);
        FeatureStore store = stage(runs, 10, WIDTH).learnt(photos(10), folder.resolve("learnt"))) {
      // A quarter of the 64 regions that fine-tuning draws.
      assertThat(store.positives()).isEqualTo(10 * 16);
      boolean[] truth = new boolean[1];
      store.scan(
          photo -> {
            for (int row = 0; row < photo.rows(); row++) {
              truth[0] |= photo.label(row) > 0 && photo.iou(row) == 1;
            }
          });
      assertThat(truth[0]).isTrue();
    }
  }

  @Test
  void tooLittleRoomIsRefusedWithTheRoomThatIsNeeded() {
    try (RunContexts runs = new RunContexts(1)) {
      assertThatThrownBy(() -> stage(runs, 1000, 1000))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
          .hasMessage(
              "classifier.store.megabytes is 1; 1000 photos with features of width 1000 need at"
                  + " least 16");
    }
  }

  /** As {@link LeftEdge}, but with nothing to say of a photo of two pixels. */
  private record Blind(LeftEdge sound) implements RegionEncoder {
    @Override
    public PhotoEncoder open(Raster raster) {
      PhotoEncoder photo = sound.open(raster);
      return new PhotoEncoder() {
        @Override
        public FeatureMatrix encode(List<Box> boxes) {
          float[] values = photo.encode(boxes).toArray();
          if (raster.width() == 2) {
            values[values.length / 2] = Float.NaN;
          }
          return new FeatureMatrix(boxes.size(), dimension(), values);
        }

        @Override
        public void close() {
          photo.close();
        }
      };
    }

    @Override
    public int dimension() {
      return sound.dimension();
    }
  }

  @Test
  void aPhotoWithoutFiniteFeaturesIsLeftOutAlone() {
    List<TrainingPhoto> photos = new ArrayList<>(photos(3));
    Raster odd = Raster.of(2, 1, new byte[6]);
    photos.set(1, new TrainingPhoto(() -> odd, photos.get(1).regions()));
    PhotoFaults faults =
        new PhotoFaults(Map.of(0L, "a.jpg", 1L, "b.jpg", 2L, "c.jpg"), Progress.NONE);
    try (RunContexts runs = new RunContexts(1)) {
      FeatureStage stage =
          FeatureStage.of(
              new Blind(new LeftEdge(4)),
              TinyTraining.config("classifier.store.megabytes=1"),
              3,
              new RunSeed(1),
              faults,
              runs.context());
      List<Long> kept = new ArrayList<>();
      try (FeatureStore store = stage.learnt(photos, folder.resolve("features"))) {
        store.scan(photo -> kept.add(photo.imageId()));
      }
      assertThat(kept).containsExactly(0L, 2L);
      assertThat(faults.photos()).extracting(UnreadablePhoto::fileName).containsExactly("b.jpg");
      assertThat(faults.photos().get(0).line()).startsWith("b.jpg: feature ").contains("is NaN;");
      assertThatThrownBy(() -> stage.judged(photos.subList(1, 2), folder.resolve("held")))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
          .hasMessageContaining("features of every photo are not finite");
    }
  }
}
