package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.DetectorBundleTest;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.bundle.Suppression;
import io.faultline.internal.detection.DetectionTrace.Candidate;
import io.faultline.internal.regression.OverlapEstimator;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector whose scores know how well its boxes fit. */
class OverlapScoreTest {
  private static final int FEATURES = 8;
  private static final int MIN_SCORED_AGAIN = 150;
  private static final Raster PHOTO = DetectorBundleTest.noise(96, 80);

  @TempDir Path folder;

  /** One that moves its boxes, once. */
  private static DetectorBundle moving() {
    DetectorBundle still = DetectorBundleTest.bundle(0);
    float[] moves = new float[4 * (FEATURES + 1)];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < moves.length; i++) {
      moves[i] = (float) random.nextDouble(-0.05, 0.05);
    }
    List<NamedTensor> tensors = new ArrayList<>(still.weights().tensors());
    tensors.add(new NamedTensor("regression.weight", new int[] {1, 4, FEATURES + 1}, moves));
    DetectorOptions options = new DetectorOptions(Suppression.GREEDY, 0.3, 100, 0, 1, 1, 128, 32);
    return new DetectorBundle(still.withOptions(options).manifest(), Weights.of("moving", tensors));
  }

  private static OverlapEstimator overlap(float... weights) {
    return OverlapEstimator.of(
        Weights.of(
            "test",
            List.of(
                new NamedTensor("overlap.weight", new int[] {1, FEATURES}, weights),
                new NamedTensor("overlap.bias", new int[] {1}, new float[] {0.2f}))),
        FEATURES,
        0.5);
  }

  private static OverlapEstimator uneven() {
    return overlap(1, -1, 0.5f, 2, -2, 0.3f, 0, 1);
  }

  private static DetectionTrace trace(DetectorBundle bundle) {
    try (RegionDetector detector = RegionDetector.of(bundle)) {
      return detector.trace(PHOTO);
    }
  }

  private static List<Detection> detections(DetectorBundle bundle) {
    try (RegionDetector detector = RegionDetector.of(bundle)) {
      return detector.candidates(PHOTO);
    }
  }

  private static Stream<Candidate> scoredAgain(DetectionTrace trace) {
    return trace.candidates().stream().filter(one -> one.path().size() > 2);
  }

  @Test
  void theModelFileKeepsIt() {
    DetectorBundle bundle = moving().with(uneven());
    bundle.write(folder.resolve("model"));
    DetectorBundle read = DetectorBundle.read(folder.resolve("model"));
    assertThat(read.manifest().overlapShare()).isEqualTo(0.5);
    assertThat(detections(read)).isNotEmpty().isEqualTo(detections(bundle));
    assertThat(detections(read)).isNotEqualTo(detections(moving()));
  }

  @Test
  void aShareOfNothingIsADetectorWithoutIt() {
    assertThat(detections(moving().with(uneven().withShare(0)))).isEqualTo(detections(moving()));
    assertThat(moving().manifest().overlapShare()).isZero();
  }

  @Test
  void scoresAreTheMeanOfClassAndFitAndBoxesStay() {
    DetectionTrace trace = trace(moving().with(overlap(new float[FEATURES])));
    double fit = 1 / (1 + Math.exp(-0.2f));
    assertThat(scoredAgain(trace).count()).isGreaterThanOrEqualTo(MIN_SCORED_AGAIN);
    assertThat(scoredAgain(trace))
        .allSatisfy(
            one -> {
              double once = one.path().get(1).score();
              assertThat((double) one.path().get(2).score())
                  .isCloseTo(Math.sqrt(once * fit), within(1e-6));
              assertThat(one.path().get(2).box()).isEqualTo(one.path().get(1).box());
            });
  }

  @Test
  void aFitThatIsAlikeForAllBoxesFindsTheSameBoxes() {
    List<Box> without = detections(moving()).stream().map(Detection::box).limit(20).toList();
    List<Box> with =
        detections(moving().with(overlap(new float[FEATURES]))).stream()
            .map(Detection::box)
            .limit(20)
            .toList();
    assertThat(with).isEqualTo(without);
  }

  @Test
  void theFitIsThatOfTheBoxWhereItWasMovedTo() {
    OverlapEstimator overlap = uneven();
    try (RegionDetector detector = RegionDetector.of(moving().with(overlap))) {
      MovedBoxes moved = detector.movedBoxes(PHOTO, boxes(detector));
      List<Candidate> again = scoredAgain(detector.trace(PHOTO)).toList();
      FeatureMatrix features = moved.features();
      assertThat(moved.boxes()).hasSize(again.size());
      for (Candidate one : again) {
        int row = moved.boxes().indexOf(one.path().get(1).box());
        double once = one.path().get(1).score();
        assertThat((double) one.path().get(2).score())
            .isCloseTo(overlap.score(once, overlap.logOdds(features, row)), within(1e-5));
      }
    }
  }

  private static List<Box> boxes(RegionDetector detector) {
    return detector.trace(PHOTO).proposals().stream().map(DetectionTrace.Proposal::box).toList();
  }

  @Test
  void aModelThatNamesAShareMustHoldIt() {
    DetectorBundle named = moving().with(uneven());
    Weights without =
        Weights.of(
            "damaged",
            named.weights().tensors().stream()
                .filter(tensor -> !OverlapEstimator.holds(tensor.name()))
                .toList());
    DetectorBundle damaged = new DetectorBundle(named.manifest(), without);
    assertThatThrownBy(() -> RegionDetector.of(damaged))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("overlap.weight");
  }
}
