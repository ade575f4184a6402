package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.Problem;
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
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Box LEFT = new Box(0, 0, 40, 40);
  private static final Box RIGHT = new Box(100, 0, 140, 40);
  private static final BootstrapInterval.Options OPTIONS =
      BootstrapInterval.Options.of(new RunSeed(1));

  @Test
  void anObjectWithIdZeroCanBeFound() {
    Dataset truth = dataset(photo(1, Annotation.of(0, 1, LEFT)));
    CocoMetrics metrics = CocoMetrics.of(truth, List.of(found(1, LEFT, 0.9)));
    assertThat(metrics.ap()).isEqualTo(1);
    assertThat(metrics.asMap().keySet())
        .containsExactly(
            "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl");
    assertThat(metrics.apSmall()).isEqualTo(-1);
    assertThat(metrics.apMedium()).isEqualTo(1);
  }

  @Test
  void equalScoresAreRankedInTheOrderGiven() {
    Dataset truth = dataset(photo(1, Annotation.of(1, 1, LEFT)));
    ImageDetections hit = found(1, LEFT, 0.5);
    ImageDetections miss = found(1, RIGHT, 0.5);
    assertThat(CocoMetrics.of(truth, List.of(hit, miss)).ap50()).isEqualTo(1);
    assertThat(CocoMetrics.of(truth, List.of(miss, hit)).ap50()).isEqualTo(0.5);
  }

  @Test
  void aCrowdIsNeitherHitNorMissAndSwallowsAnyNumber() {
    Annotation crowd = new Annotation(2, 1, RIGHT, RIGHT.area(), true, List.of());
    Dataset truth = dataset(photo(1, Annotation.of(1, 1, LEFT), crowd));
    Box inside = new Box(105, 5, 120, 20);
    List<ImageDetections> run =
        List.of(found(1, inside, 0.9), found(1, inside, 0.8), found(1, LEFT, 0.7));
    assertThat(CocoMetrics.of(truth, run).ap()).isEqualTo(1);
    assertThat(ObjectRates.of(truth, run, 0)).isEqualTo(new ObjectRates(0, 1, 0, 0));
  }

  @Test
  void onlyAHundredDetectionsOfAClassCountInAPhoto() {
    Dataset truth = dataset(photo(1, Annotation.of(1, 1, LEFT)));
    List<ImageDetections> run = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      run.add(found(1, RIGHT, 0.9));
    }
    run.add(found(1, LEFT, 0.5));
    assertThat(CocoMetrics.of(truth, run).ar100()).isZero();
    assertThat(CocoMetrics.of(truth, run.subList(1, 101)).ar100()).isEqualTo(1);
    assertThat(CocoMetrics.of(truth, run.subList(91, 101)).ar10()).isEqualTo(1);
    assertThat(CocoMetrics.of(truth, run.subList(91, 101)).ar1()).isZero();
  }

  @Test
  void detectionsOfAPhotoOutsideTheDatasetAreAFault() {
    Dataset truth = dataset(photo(1, Annotation.of(1, 1, LEFT)));
    assertThatThrownBy(() -> CocoMetrics.of(truth, List.of(found(17, LEFT, 0.9))))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessage(
            "detections: image_id is 17; it must be the id of a photo of the truth dataset");
  }

  @Test
  void detectionsOfUnknownCategoriesAreCountedApart() {
    Dataset truth = dataset(photo(1, Annotation.of(1, 1, LEFT)), photo(2));
    List<ImageDetections> run =
        List.of(found(1, LEFT, 0.9), new ImageDetections(2, List.of(new Detection(9, LEFT, 1))));
    Evaluation evaluation = Evaluation.of(truth, run, 0.5, OPTIONS);
    assertThat(evaluation.unknownCategoryDetections()).isEqualTo(1);
    assertThat(evaluation.coco().ap()).isEqualTo(1);
    assertThat(evaluation.photos().falseAlarmRate()).hasValue(0);
  }

  @Test
  void photosAreMissedOrRaiseFalseAlarms() {
    Annotation crowd = new Annotation(4, 1, RIGHT, RIGHT.area(), true, List.of());
    Dataset truth =
        dataset(
            photo(1, Annotation.of(1, 1, LEFT)),
            photo(2, Annotation.of(2, 1, LEFT)),
            photo(3),
            photo(4, crowd),
            photo(5),
            photo(6),
            photo(7));
    List<ImageDetections> run =
        List.of(found(1, RIGHT, 0.5), found(2, LEFT, 0.4), found(3, LEFT, 0.6), found(4, LEFT, 1));
    ImageLevelRates rates = ImageLevelRates.of(truth, run, 0.5);
    assertThat(rates).isEqualTo(new ImageLevelRates(0.5, 2, 1, 4, 1));
    assertThat(rates.missedCrackRate()).hasValue(0.5);
    assertThat(rates.falseAlarmRate()).hasValue(0.25);
  }

  @Test
  void ratesWithoutPhotosOfTheKindAreUndefined() {
    Dataset cracked = dataset(photo(1, Annotation.of(1, 1, LEFT)));
    Evaluation evaluation = Evaluation.of(cracked, List.of(), 0.5, OPTIONS);
    assertThat(evaluation.photos().falseAlarmRate()).isEmpty();
    assertThat(evaluation.photos().missedCrackRate()).hasValue(1);
    assertThat(evaluation.objects().precision()).isEmpty();
    assertThat(evaluation.intervals())
        .containsOnlyKeys(
            Evaluation.AP,
            Evaluation.AP50,
            Evaluation.AP75,
            Evaluation.RECALL,
            Evaluation.F1,
            Evaluation.MISSED_CRACK_RATE,
            Evaluation.AREA_COVERED);
    assertThat(evaluation.coco().perClass().get(0).bestF1()).isEqualTo(-1);

    Evaluation clean = Evaluation.of(dataset(photo(1)), List.of(), 0.5, OPTIONS);
    assertThat(clean.photos().missedCrackRate()).isEmpty();
    assertThat(clean.coco().asMap().values()).containsOnly(-1.0);

    Evaluation nothing = Evaluation.of(dataset(), List.of(), 0.5, OPTIONS);
    assertThat(nothing.intervals()).isEmpty();
  }

  @Test
  void theBestThresholdOfAClassIsWhereF1Peaks() {
    Dataset truth =
        dataset(photo(1, Annotation.of(1, 1, LEFT), Annotation.of(2, 1, RIGHT)), photo(2));
    List<ImageDetections> run =
        List.of(found(1, LEFT, 0.9), found(2, LEFT, 0.3), found(1, RIGHT, 0.6));
    ClassMetrics crack = CocoMetrics.of(truth, run).perClass().get(0);
    assertThat(crack)
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .isEqualTo(new ClassMetrics(1, "crack", 2, 1, 1, 1, 1, 1, 0.6));
    assertThat(Evaluation.of(truth, run, 0.5, OPTIONS).curves().get(0).points()).hasSize(3);
  }

  @Test
  void tenThousandPhotosAreFine() {
    List<ImageRecord> photos = new ArrayList<>();
    List<ImageDetections> run = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      photos.add(photo(i, Annotation.of(i, 1, LEFT), Annotation.of(i, 1, RIGHT)));
      List<Detection> detections = new ArrayList<>();
      for (int d = 0; d <= 20; d++) {
        double score = (i * 31 + d * 17) % 997 / 997.0;
        detections.add(new Detection(1, LEFT.shift(5 * d, 0), score));
      }
      run.add(new ImageDetections(i, detections));
    }
    CocoMetrics metrics = CocoMetrics.of(dataset(photos.toArray(ImageRecord[]::new)), run);
    assertThat(metrics.ar100()).isCloseTo(1, within(1e-12));
    assertThat(metrics.ap50()).isBetween(0.05, 0.5);
  }

  private static Dataset dataset(ImageRecord... photos) {
    return new Dataset(List.of(new Category(1, "crack")), List.of(photos));
  }

  private static ImageRecord photo(long id, Annotation... truths) {
    return new ImageRecord(id, id + ".png", Path.of(id + ".png"), 200, 100, List.of(truths));
  }

  private static ImageDetections found(long photo, Box box, double score) {
    return new ImageDetections(photo, List.of(new Detection(1, box, score)));
  }
}
