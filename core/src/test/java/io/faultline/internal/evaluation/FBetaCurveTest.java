package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FBetaCurveTest {
  private static final BootstrapInterval.Options DRAWS =
      new BootstrapInterval.Options(200, 0.95, new RunSeed(1));
  private static final List<Category> CATEGORIES =
      List.of(new Category(1, "crack"), new Category(2, "rare"));

  @Test
  void aRareClassWithLowScoresDoesNotPullTheThresholdDown() {
    // Nine cracks found at 0.8; the one rare object only at 0.01, after twenty false alarms.
    List<Annotation> truths = new ArrayList<>();
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      truths.add(Annotation.of(i, 1, cell(i)));
      found.add(new Detection(1, cell(i), 0.8));
    }
    truths.add(Annotation.of(9, 2, cell(9)));
    for (int i = 10; i < 30; i++) {
      found.add(new Detection(1, cell(i), 0.02));
    }
    found.add(new Detection(2, cell(9), 0.01));
    FBetaCurve.Point best =
        FBetaCurve.of(photo(truths), List.of(new ImageDetections(1, found)))
            .highest(1)
            .orElseThrow();
    assertThat(best.threshold()).isEqualTo(0.8);
    assertThat(best.value()).isCloseTo(2 * 9 / (9.0 + 10), within(1e-12));
  }

  @Property(tries = 100)
  void noOtherThresholdHasAHigherF1(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Annotation> truths = new ArrayList<>();
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      truths.add(Annotation.of(i, 1 + random.nextInt(2), cell(i)));
    }
    for (int i = 0; i < 12; i++) {
      found.add(
          new Detection(1 + random.nextInt(2), cell(random.nextInt(9)), random.nextInt(8) / 8.0));
    }
    Dataset truth = photo(truths);
    List<ImageDetections> all = List.of(new ImageDetections(1, found));
    double highest = 0;
    for (int t = 0; t < 8; t++) {
      highest = Math.max(highest, ObjectRates.of(truth, all, t / 8.0).f1().orElse(0));
    }
    FBetaCurve.Point best =
        FBetaCurve.of(truth, all).highest(1).orElse(new FBetaCurve.Point(0.5, 0));
    assertThat(best.value()).isCloseTo(highest, within(1e-12));
    assertThat(ObjectRates.of(truth, all, best.threshold()).f1().orElse(0))
        .isCloseTo(highest, within(1e-12));
  }

  @Test
  void theMoreRecallCountsTheLowerTheThreshold() {
    // Six of ten at 0.9 without a false alarm; the other four at 0.5 among six.
    List<Annotation> truths = new ArrayList<>();
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      truths.add(Annotation.of(i, 1, cell(i)));
      found.add(new Detection(1, cell(i), i < 6 ? 0.9 : 0.5));
    }
    for (int i = 10; i < 17; i++) {
      found.add(new Detection(1, cell(i), 0.5));
    }
    List<ImageDetections> all = List.of(new ImageDetections(1, found));
    FBetaCurve.Point half = FBetaCurve.of(photo(truths), all).highest(0.5).orElseThrow();
    assertThat(half.threshold()).isEqualTo(0.9);
    // Precision 1, recall 0.6.
    assertThat(half.value()).isCloseTo(1.25 * 1 * 0.6 / (0.25 * 1 + 0.6), within(1e-12));
    FBetaCurve.Point twice = FBetaCurve.of(photo(truths), all).highest(2).orElseThrow();
    assertThat(twice.threshold()).isEqualTo(0.5);
    // Precision 10 of 17, recall 1.
    double precision = 10 / 17.0;
    assertThat(twice.value()).isCloseTo(5 * precision / (4 * precision + 1), within(1e-12));
  }

  @Test
  void nothingFoundIsNoChoice() {
    Dataset truth = photo(List.of(Annotation.of(1, 1, cell(0))));
    assertThat(FBetaCurve.of(truth, List.of()).highest(2)).isEmpty();
    assertThat(
            FBetaCurve.of(
                    truth, List.of(new ImageDetections(1, List.of(new Detection(1, cell(1), 0.9)))))
                .lowestAlike(2, DRAWS))
        .isEmpty();
  }

  /** Every photo has one object: found surely in most, barely in some, beside false alarms. */
  private static FBetaCurve photos(int count) {
    List<ImageRecord> images = new ArrayList<>();
    List<ImageDetections> found = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      Annotation truth = Annotation.of(id, 1, cell(0));
      images.add(new ImageRecord(id, id + ".jpg", Path.of("a.jpg"), 1000, 10, List.of(truth)));
      double score = id % 4 == 0 ? 0.3 : 0.9;
      found.add(
          new ImageDetections(
              id,
              List.of(
                  new Detection(1, cell(0), score),
                  new Detection(1, cell(1), id % 3 == 0 || id % 12 == 1 ? 0.4 : 0.2),
                  new Detection(1, cell(2), 0.1))));
    }
    return FBetaCurve.of(new Dataset(CATEGORIES, images), found);
  }

  @Test
  void fewPhotosCannotTellALowerThresholdFromTheBest() {
    // F1 is 0.857 at 0.9 (recall 3/4), 0.828 at 0.3 (recall 1, precision 12/17).
    FBetaCurve few = photos(12);
    assertThat(few.highest(1).orElseThrow().threshold()).isEqualTo(0.9);
    FBetaCurve.Point careful = few.lowestAlike(1, DRAWS).orElseThrow();
    assertThat(careful.threshold()).isEqualTo(0.3);
    assertThat(careful.value()).isCloseTo(24 / 29.0, within(1e-12));
    FBetaCurve.Point known = photos(1200).lowestAlike(1, DRAWS).orElseThrow();
    assertThat(known.threshold()).isEqualTo(0.9);
  }

  @Property(tries = 50)
  void theCarefulThresholdIsNeverAboveTheBestAndItsValueNeverHigher(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ImageRecord> images = new ArrayList<>();
    List<ImageDetections> found = new ArrayList<>();
    for (int id = 0; id < 6; id++) {
      images.add(
          new ImageRecord(
              id,
              id + ".jpg",
              Path.of("a.jpg"),
              1000,
              10,
              List.of(Annotation.of(id, 1, cell(random.nextInt(2))))));
      List<Detection> detections = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        detections.add(new Detection(1, cell(k), random.nextInt(5) / 5.0));
      }
      found.add(new ImageDetections(id, detections));
    }
    FBetaCurve curve = FBetaCurve.of(new Dataset(CATEGORIES, images), found);
    FBetaCurve.Point best = curve.highest(2).orElseThrow();
    FBetaCurve.Point careful = curve.lowestAlike(2, DRAWS).orElseThrow();
    assertThat(careful.threshold()).isLessThanOrEqualTo(best.threshold());
    assertThat(careful.value()).isLessThanOrEqualTo(best.value());
    assertThat(curve.lowestAlike(2, DRAWS)).contains(careful);
  }

  private static Box cell(int i) {
    return Box.ofSize(10 * i, 0, 8, 8);
  }

  private static Dataset photo(List<Annotation> truths) {
    return new Dataset(
        CATEGORIES, List.of(new ImageRecord(1, "a.jpg", Path.of("a.jpg"), 1000, 10, truths)));
  }
}
