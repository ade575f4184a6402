package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.EvaluationLawsTest.Run;
import io.faultline.internal.evaluation.PairedComparison.Difference;
import io.faultline.internal.evaluation.PairedComparison.Verdict;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
  private static final BootstrapInterval.Options OPTIONS =
      BootstrapInterval.Options.of(new RunSeed(2));
  private static final Thresholds AT = Thresholds.all(0.4);
  private static final Thresholds LOW = Thresholds.all(0.1);
  private static final Box CRACK = new Box(10, 10, 60, 40);

  /** Photos with one crack each, four to a place. */
  private static Dataset photos(int count) {
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "place_%d_%d_%d.png", i / 4, i % 4, i);
      images.add(
          new ImageRecord(i, name, Path.of(name), 99, 99, List.of(Annotation.of(i, 1, CRACK))));
    }
    return new Dataset(List.of(new Category(1, "crack")), images);
  }

  /** Finds a share of the cracks and raises a false alarm on as many photos as it misses. */
  private static List<ImageDetections> detector(Dataset truth, double share, long seed) {
    Random random = new Random(seed);
    List<ImageDetections> found = new ArrayList<>();
    for (ImageRecord image : truth.images()) {
      Box box = random.nextDouble() < share ? CRACK : new Box(70, 70, 90, 90);
      found.add(
          new ImageDetections(image.id(), List.of(new Detection(1, box, random.nextDouble()))));
    }
    return found;
  }

  @Property(tries = 20)
  void aRunAgainstItselfIsNotToldApart(@ForAll long seed) {
    Run run = Run.random(seed);
    PairedComparison twins =
        PairedComparison.of(run.truth(), run.detections(), AT, run.detections(), AT, OPTIONS);
    for (Difference difference : twins.differences()) {
      assertThat(difference.verdict()).isEqualTo(Verdict.NO_CLEAR_DIFFERENCE);
      assertThat(difference.difference().lower()).isZero();
      assertThat(difference.difference().upper()).isZero();
      assertThat(difference.ours()).isEqualTo(difference.theirs());
    }
  }

  @Test
  void aClearlyBetterRunIsBetterAndTheOtherWorse() {
    Dataset truth = photos(80);
    List<ImageDetections> good = detector(truth, 0.9, 1);
    List<ImageDetections> bad = detector(truth, 0.4, 2);
    PairedComparison better = PairedComparison.of(truth, good, LOW, bad, LOW, OPTIONS);
    assertThat(better.differences())
        .extracting(Difference::name)
        .containsExactly("AP", "AP50", "recall", "precision", "areaCovered", "areaOnObjects");
    assertThat(better.differences().get(4).words()).isEqualTo("area covered");
    assertThat(better.differences()).extracting(Difference::verdict).containsOnly(Verdict.BETTER);
    PairedComparison worse = PairedComparison.of(truth, bad, LOW, good, LOW, OPTIONS);
    assertThat(worse.differences()).extracting(Difference::verdict).containsOnly(Verdict.WORSE);
    for (int i = 0; i < 6; i++) {
      assertThat(worse.differences().get(i).difference().estimate())
          .isEqualTo(-better.differences().get(i).difference().estimate());
    }
  }

  @Test
  void drawingGroupsOfOnePhotoIsDrawingPhotos() {
    Dataset truth = photos(40);
    List<ImageDetections> found = detector(truth, 0.6, 3);
    Evaluation alone = Evaluation.of(truth, found, 0.2, OPTIONS);
    Evaluation ones =
        Evaluation.of(
            truth, found, 0.2, BootstrapInterval.Options.of(new RunSeed(2), named("(.*)")));
    assertThat(ones.intervals()).isEqualTo(alone.intervals());
    assertThat(ones.classIntervals()).isEqualTo(alone.classIntervals());
    assertThat(ones.resampled()).isEqualTo("40 photos");
  }

  @Test
  void groupsThatStandOrFallTogetherWidenTheInterval() {
    Dataset truth = photos(80);
    List<ImageDetections> found = new ArrayList<>();
    for (ImageRecord image : truth.images()) {
      boolean seen = image.id() / 4 % 2 == 0;
      found.add(
          new ImageDetections(
              image.id(), seen ? List.of(new Detection(1, CRACK, 0.9)) : List.of()));
    }
    Evaluation alone = Evaluation.of(truth, found, 0.5, OPTIONS);
    Evaluation places =
        Evaluation.of(
            truth, found, 0.5, BootstrapInterval.Options.of(new RunSeed(2), GroupRule.auto()));
    assertThat(places.resampled()).isEqualTo("80 photos in 20 groups");
    assertThat(width(places)).isGreaterThan(1.6 * width(alone));
  }

  @Test
  void tooFewGroupsAreNotDrawn() {
    PhotoUnits units = PhotoUnits.of(photos(16).images(), GroupRule.auto());
    assertThat(units.units()).isEqualTo(16);
    assertThat(units.words())
        .isEqualTo(
            "16 photos, drawn one by one because they are in only 4 groups (intervals may be too"
                + " narrow)");
    assertThat(PhotoUnits.each(1).words()).isEqualTo("1 photo");
  }

  @Test
  void aThousandPhotosAreResampledAThousandTimes() {
    Dataset truth = photos(1000);
    Random random = new Random(1);
    List<ImageDetections> found = new ArrayList<>();
    for (ImageRecord image : truth.images()) {
      List<Detection> boxes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        boxes.add(
            new Detection(
                1, CRACK.shift(random.nextInt(30), random.nextInt(30)), random.nextDouble()));
      }
      found.add(new ImageDetections(image.id(), boxes));
    }
    Evaluation evaluation = Evaluation.of(truth, found, 0.5, OPTIONS);
    for (String name : List.of(Evaluation.AP, Evaluation.AP50, Evaluation.AP75)) {
      assertThat(evaluation.intervals()).containsKey(name);
    }
    assertThat(evaluation.intervals())
        .hasEntrySatisfying(
            Evaluation.AP,
            interval -> assertThat(interval.estimate()).isEqualTo(evaluation.coco().ap()));
  }

  private static GroupRule named(String pattern) {
    return GroupRule.parse("regex:" + pattern);
  }

  private static double width(Evaluation evaluation) {
    BootstrapInterval recall = evaluation.intervals().get(Evaluation.RECALL);
    return recall == null ? Double.NaN : recall.upper() - recall.lower();
  }
}
