package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EvaluationLawsTest {
  private static final BootstrapInterval.Options FEW =
      new BootstrapInterval.Options(20, 0.9, new RunSeed(5));

  /** Truths that do not overlap, and someone's detections with distinct scores. */
  record Run(Dataset truth, List<ImageDetections> detections) {
    static Run random(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      List<ImageRecord> images = new ArrayList<>();
      List<ImageDetections> detections = new ArrayList<>();
      long id = 0;
      for (int i = 0; i < 12; i++) {
        List<Annotation> truths = new ArrayList<>();
        List<Detection> found = new ArrayList<>();
        for (int k = random.nextInt(4); k > 0; k--) {
          double side = 8 + random.nextDouble() * 140;
          Box box = Box.ofSize(160 * k - 160, random.nextInt(300), side, side / 2);
          int category = 1 + random.nextInt(2);
          boolean crowd = random.nextInt(8) == 0;
          truths.add(new Annotation(id++, category, box, box.area(), crowd, List.of()));
          for (int d = random.nextInt(3); d > 0; d--) {
            double moved = side * 0.3 * random.nextDouble();
            found.add(new Detection(category, box.shift(moved, -moved / 3), random.nextDouble()));
          }
        }
        images.add(new ImageRecord(i, i + ".png", Path.of(i + ".png"), 640, 480, truths));
        detections.add(new ImageDetections(i, found));
      }
      return new Run(
          new Dataset(List.of(new Category(1, "crack"), new Category(2, "stain")), images),
          detections);
    }

    Run map(UnaryOperator<Detection> change) {
      return new Run(
          truth,
          detections.stream()
              .map(
                  one ->
                      new ImageDetections(
                          one.imageId(), one.detections().stream().map(change).toList()))
              .toList());
    }

    CocoMetrics coco() {
      return CocoMetrics.of(truth, detections);
    }
  }

  @Property(tries = 60)
  void theOrderOfPhotosAndDetectionsDoesNotMatter(@ForAll long seed) {
    Run run = Run.random(seed);
    Random order = new Random(seed);
    List<ImageRecord> images = new ArrayList<>(run.truth().images());
    Collections.shuffle(images, order);
    List<ImageDetections> shuffled = new ArrayList<>();
    for (ImageDetections one : run.detections()) {
      List<Detection> detections = new ArrayList<>(one.detections());
      Collections.shuffle(detections, order);
      shuffled.add(new ImageDetections(one.imageId(), detections));
    }
    Collections.shuffle(shuffled, order);
    Dataset truth = new Dataset(run.truth().categories(), images);
    assertThat(Evaluation.of(truth, shuffled, 0.4, FEW))
        .isEqualTo(Evaluation.of(run.truth(), run.detections(), 0.4, FEW));
  }

  @Property(tries = 60)
  void perfectDetectionsScoreOne(@ForAll long seed) {
    Run run = Run.random(seed);
    List<ImageDetections> perfect = new ArrayList<>();
    for (ImageRecord image : run.truth().images()) {
      perfect.add(
          new ImageDetections(
              image.id(),
              image.annotations().stream()
                  .filter(truth -> !truth.crowd())
                  .map(truth -> new Detection(truth.categoryId(), truth.box(), 0.7))
                  .toList()));
    }
    CocoMetrics metrics = CocoMetrics.of(run.truth(), perfect);
    metrics
        .asMap()
        .forEach(
            (name, value) -> {
              if (!name.equals("AR1") && value >= 0) {
                assertThat(value).as(name).isCloseTo(1, within(1e-12));
              }
            });
    for (ClassMetrics one : metrics.perClass()) {
      assertThat(one.bestF1()).isEqualTo(one.support() > 0 ? 1.0 : -1.0);
    }
  }

  @Property(tries = 60)
  void onlyTheOrderOfScoresMattersToAp(@ForAll long seed) {
    Run run = Run.random(seed);
    Run stretched =
        run.map(d -> new Detection(d.categoryId(), d.box(), Math.exp(9 * d.score()) - 40));
    assertThat(stretched.coco().asMap()).isEqualTo(run.coco().asMap());
  }

  @Property(tries = 60)
  void scaledPhotosKeepApOverAllSizes(@ForAll long seed) {
    Run run = Run.random(seed);
    Run big = run.map(d -> new Detection(d.categoryId(), d.box().scale(2), d.score()));
    List<ImageRecord> images = new ArrayList<>();
    for (ImageRecord image : run.truth().images()) {
      List<Annotation> truths = new ArrayList<>();
      for (Annotation a : image.annotations()) {
        Box box = a.box().scale(2);
        truths.add(new Annotation(a.id(), a.categoryId(), box, box.area(), a.crowd(), List.of()));
      }
      images.add(new ImageRecord(image.id(), image.fileName(), image.path(), 1280, 960, truths));
    }
    Dataset truth = new Dataset(run.truth().categories(), images);
    assertThat(CocoMetrics.of(truth, big.detections()).ap())
        .isCloseTo(run.coco().ap(), within(1e-12));
  }

  @Property(tries = 60)
  void duplicatesNeverRaiseAp(@ForAll long seed) {
    Run run = Run.random(seed);
    List<ImageDetections> twice = new ArrayList<>();
    for (ImageDetections one : run.detections()) {
      List<Detection> both = new ArrayList<>(one.detections());
      both.addAll(one.detections());
      twice.add(new ImageDetections(one.imageId(), both));
    }
    double ap50 = CocoMetrics.of(run.truth(), twice).ap50();
    assertThat(ap50).isLessThanOrEqualTo(run.coco().ap50() + 1e-12);
  }

  @Property(tries = 60)
  void aWorseFalseAlarmThanEverythingChangesNothing(@ForAll long seed) {
    Run run = Run.random(seed);
    List<ImageDetections> more = new ArrayList<>(run.detections());
    more.add(new ImageDetections(3, List.of(new Detection(1, new Box(600, 440, 630, 470), -0.5))));
    assertThat(CocoMetrics.of(run.truth(), more).ap()).isEqualTo(run.coco().ap());
  }

  @Property(tries = 40)
  void aPhotoDrawnTwiceIsAPhotoCopied(@ForAll long seed) {
    Run run = Run.random(seed);
    DetectionMatches matches = DetectionMatches.of(run.truth(), run.detections());
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[12];
    List<ImageRecord> images = new ArrayList<>();
    List<ImageDetections> detections = new ArrayList<>();
    for (int p = 0; p < 12; p++) {
      drawn[p] = random.nextInt(3);
      ImageRecord image = run.truth().images().get(p);
      for (int copy = 0; copy < drawn[p]; copy++) {
        long id = 10L * p + copy;
        images.add(new ImageRecord(id, "copy.png", image.path(), 640, 480, image.annotations()));
        detections.add(new ImageDetections(id, run.detections().get(p).detections()));
      }
    }
    double copied =
        CocoMetrics.of(new Dataset(run.truth().categories(), images), detections).ap50();
    double weighted = mean50(matches, drawn);
    assertThat(Double.isNaN(weighted) ? -1 : weighted).isCloseTo(copied, within(1e-12));
    DetectionMatches copies =
        DetectionMatches.of(new Dataset(run.truth().categories(), images), detections);
    assertThat(ObjectTally.of(matches, Thresholds.all(0.5)).rates(drawn))
        .isEqualTo(ObjectTally.of(copies, Thresholds.all(0.5)).rates(copies.eachOnce()));
    assertThat(ImageTally.of(matches, Thresholds.all(0.5)).rates(drawn))
        .isEqualTo(ImageTally.of(copies, Thresholds.all(0.5)).rates(copies.eachOnce()));
    TideOracle once = TideOracle.of(matches);
    TideOracle several = TideOracle.of(copies);
    for (TideError error : TideError.values()) {
      assertThat(once.ap50(Optional.of(error), drawn))
          .as(error.key())
          .isCloseTo(several.ap50(error), within(1e-12));
    }
  }

  @Property(tries = 60)
  void everyPointOfTheCurveIsTheRateAtItsThreshold(@ForAll long seed) {
    Run run = Run.random(seed);
    Dataset cracks = new Dataset(List.of(new Category(1, "crack")), run.truth().images());
    Evaluation evaluation = Evaluation.of(cracks, run.detections(), 0.5, FEW);
    PrecisionRecallCurve curve = evaluation.curves().get(0);
    double recall = 0;
    for (PrecisionRecallCurve.Point point : curve.points()) {
      ObjectRates rates = ObjectRates.of(cracks, run.detections(), point.threshold());
      assertThat(rates.precision()).hasValue(point.precision());
      assertThat(rates.recall()).hasValue(point.recall());
      assertThat(rates.f1().getAsDouble()).isCloseTo(point.f1(), within(1e-12));
      assertThat(point.recall()).isGreaterThanOrEqualTo(recall);
      recall = point.recall();
    }
  }

  private static double mean50(DetectionMatches matches, int[] drawn) {
    return matches.classes().stream()
        .mapToDouble(one -> new AveragePrecision(one, AreaRange.ALL).of(drawn)[0])
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
