package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.EvaluationLawsTest.Run;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TideTest {
  private static final Box CRACK = new Box(0, 0, 40, 40);
  private static final Box STAIN = new Box(100, 0, 140, 40);
  private static final Box SECOND_CRACK = new Box(0, 100, 40, 140);
  private static final Dataset TRUTH =
      new Dataset(
          List.of(new Category(1, "crack"), new Category(2, "stain")),
          List.of(
              new ImageRecord(
                  1,
                  "a.png",
                  Path.of("a.png"),
                  300,
                  300,
                  List.of(
                      Annotation.of(1, 1, CRACK),
                      Annotation.of(2, 2, STAIN),
                      Annotation.of(3, 1, SECOND_CRACK)))));

  static Stream<GoldenCoco> cases() {
    return GoldenCoco.cases("/golden/tide.json").stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyErrorAgreesWithTheSecondImplementation(GoldenCoco golden) {
    Tide tide = Tide.of(golden.truth(), golden.detections());
    JsonNode expected = golden.node().get("tide");
    assertThat(tide.ap50()).isCloseTo(expected.get("AP50").doubleValue(), within(1e-12));
    for (TideError error : TideError.values()) {
      JsonNode one = expected.get(error.key());
      assertThat(tide.count(error)).as(error.key()).isEqualTo(one.get("errors").longValue());
      assertThat(tide.gain(error))
          .as(error.key())
          .isCloseTo(one.get("dAP").doubleValue(), within(1e-12));
    }
  }

  /** Everything is found, but for one error of the kind; none of the others gains anything. */
  @ParameterizedTest
  @EnumSource(
      value = TideError.class,
      names = {"FALSE_POSITIVE", "FALSE_NEGATIVE"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneErrorOfAKindGainsAsThatKindAlone(TideError kind) {
    Detection crack = new Detection(1, CRACK, 0.9);
    Detection stain = new Detection(2, STAIN, 0.8);
    Detection second = new Detection(1, SECOND_CRACK, 0.3);
    List<Detection> detections =
        switch (kind) {
          case CLASS -> List.of(crack, stain, new Detection(2, SECOND_CRACK, 0.3));
          case LOCALISATION ->
              List.of(crack, stain, new Detection(1, SECOND_CRACK.shift(20, 0), 0.3));
          case BOTH -> List.of(crack, stain, second, new Detection(1, STAIN.shift(20, 0), 0.5));
          case DUPLICATE -> List.of(crack, stain, second, new Detection(1, CRACK, 0.5));
          case BACKGROUND ->
              List.of(crack, stain, second, new Detection(1, CRACK.shift(200, 200), 0.5));
          default -> List.of(crack, stain);
        };
    Tide tide = tide(detections);
    for (TideError error : TideError.values()) {
      if (!error.special()) {
        assertThat(tide.count(error)).as(error.key()).isEqualTo(error == kind ? 1 : 0);
        if (error == kind) {
          assertThat(tide.gain(error)).isPositive().isCloseTo(1 - tide.ap50(), within(1e-12));
        } else {
          assertThat(tide.gain(error)).as(error.key()).isZero();
        }
      }
    }
  }

  @Test
  void intervalsHoldTheGainAndVaryWithThePhotos() {
    Detection crack = new Detection(1, CRACK, 0.9);
    Detection stain = new Detection(2, STAIN, 0.8);
    Detection second = new Detection(1, SECOND_CRACK, 0.3);
    Detection away = new Detection(1, SECOND_CRACK.shift(20, 0), 0.3);
    Tide alike = photos(List.of(crack, stain, away), List.of(crack, stain, away));
    Tide unlike = photos(List.of(crack, stain, second), List.of(crack, stain, away));
    BootstrapInterval fixed = alike.interval(TideError.LOCALISATION).orElseThrow();
    assertThat(fixed.lower()).isCloseTo(alike.gain(TideError.LOCALISATION), within(1e-12));
    assertThat(fixed.upper()).isCloseTo(fixed.lower(), within(1e-12));
    BootstrapInterval wide = unlike.interval(TideError.LOCALISATION).orElseThrow();
    assertThat(wide.estimate()).isEqualTo(unlike.gain(TideError.LOCALISATION));
    assertThat(wide.lower()).isLessThan(wide.estimate() - 0.02);
    assertThat(wide.upper()).isGreaterThan(wide.estimate() + 0.02);
    assertThat(tide(List.of(crack)).interval(TideError.MISSED)).isEmpty();
  }

  /** Twenty photos with the same objects, in turn with the first and the second detections. */
  private static Tide photos(List<Detection> even, List<Detection> odd) {
    List<ImageRecord> images = new ArrayList<>();
    List<ImageDetections> detections = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ImageRecord one = TRUTH.images().get(0);
      images.add(new ImageRecord(i, i + ".png", one.path(), 300, 300, one.annotations()));
      detections.add(new ImageDetections(i, i % 2 == 0 ? even : odd));
    }
    return Evaluation.of(
            new Dataset(TRUTH.categories(), images),
            detections,
            0.5,
            new BootstrapInterval.Options(200, 0.95, new RunSeed(1)))
        .tide();
  }

  @Test
  void ofSeveralBadBoxesOnAnObjectTheBestIsMended() {
    Detection better = new Detection(1, CRACK.shift(20, 0), 0.8);
    Detection worse = new Detection(1, CRACK.shift(0, 20), 0.7);
    Tide tide =
        tide(
            List.of(
                worse, better, new Detection(2, STAIN, 0.9), new Detection(1, SECOND_CRACK, 0.1)));
    assertThat(tide.count(TideError.LOCALISATION)).isEqualTo(2);
    assertThat(tide.count(TideError.MISSED)).isZero();
    assertThat(tide.ap50() + tide.gain(TideError.LOCALISATION)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aMissedObjectThatAWrongClassWouldFindIsNotMissed() {
    Tide tide = tide(List.of(new Detection(2, CRACK, 0.9), new Detection(1, STAIN, 0.8)));
    assertThat(tide.count(TideError.CLASS)).isEqualTo(2);
    assertThat(tide.count(TideError.MISSED)).isEqualTo(1);
    assertThat(tide.count(TideError.FALSE_NEGATIVE)).isEqualTo(3);
    // Both classes are found then, cracks by one of two: precision 1 up to recall 0.5.
    assertThat(tide.gain(TideError.CLASS)).isCloseTo((1 + 51 / 101.0) / 2, within(1e-12));
  }

  @Test
  void nothingDetectedIsAllMissed() {
    Tide tide = tide(List.of());
    assertThat(tide.ap50()).isZero();
    assertThat(tide.count(TideError.MISSED)).isEqualTo(3);
    assertThat(tide.gain(TideError.MISSED)).isEqualTo(1);
    assertThat(tide.gain(TideError.FALSE_NEGATIVE)).isEqualTo(1);
    assertThat(tide.gain(TideError.FALSE_POSITIVE)).isZero();
  }

  @Test
  void withoutAnObjectThereIsNothingToGain() {
    Tide empty = Tide.of(new Dataset(List.of(), List.of()), List.of());
    Dataset clean = new Dataset(TRUTH.categories(), List.of(TRUTH.images().get(0).with(List.of())));
    Tide alarms =
        Tide.of(clean, List.of(new ImageDetections(1, List.of(new Detection(1, CRACK, 0.9)))));
    assertThat(alarms.count(TideError.BACKGROUND)).isEqualTo(1);
    for (Tide tide : List.of(empty, alarms)) {
      assertThat(tide.ap50()).isEqualTo(-1);
      assertThat(tide.gains().values()).containsOnly(0.0);
    }
  }

  @Property(tries = 100)
  void apIsCocosAndMendingByTakingAwayNeverLoses(@ForAll long seed) {
    Run run = Run.random(seed);
    Tide tide = Tide.of(run.truth(), run.detections());
    assertThat(tide.ap50()).isEqualTo(run.coco().ap50());
    TideOracle oracle = TideOracle.of(DetectionMatches.of(run.truth(), run.detections()));
    for (TideError error :
        List.of(
            TideError.BOTH, TideError.DUPLICATE, TideError.BACKGROUND, TideError.FALSE_POSITIVE)) {
      assertThat(oracle.ap50(error)).isGreaterThanOrEqualTo(oracle.ap50());
    }
    long wrong =
        Stream.of(TideError.values())
            .filter(one -> !one.special())
            .filter(one -> one != TideError.MISSED)
            .mapToLong(tide::count)
            .sum();
    assertThat(wrong)
        .isEqualTo(tide.count(TideError.FALSE_POSITIVE))
        .isEqualTo(ObjectRates.of(run.truth(), run.detections(), -1).falseAlarms());
    assertThat(tide.count(TideError.FALSE_NEGATIVE))
        .isEqualTo(ObjectRates.of(run.truth(), run.detections(), -1).misses());
  }

  @ParameterizedTest
  @MethodSource("cocoCases")
  void apIsCocosWithCrowdsAndEqualScoresToo(GoldenCoco golden) {
    assertThat(Tide.of(golden.truth(), golden.detections()).ap50())
        .isEqualTo(CocoMetrics.of(golden.truth(), golden.detections()).ap50());
  }

  static Stream<GoldenCoco> cocoCases() {
    return GoldenCoco.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOrderOfPhotosObjectsAndDetectionsDoesNotMatter(GoldenCoco golden) {
    Random order = new Random(7);
    List<ImageRecord> images = new ArrayList<>();
    for (ImageRecord image : golden.truth().images()) {
      List<Annotation> annotations = new ArrayList<>(image.annotations());
      Collections.shuffle(annotations, order);
      images.add(image.with(annotations));
    }
    Collections.shuffle(images, order);
    List<ImageDetections> detections = new ArrayList<>(golden.detections());
    Collections.shuffle(detections, order);
    assertThat(Tide.of(new Dataset(golden.truth().categories(), images), detections))
        .isEqualTo(Tide.of(golden.truth(), golden.detections()));
  }

  private static Tide tide(List<Detection> detections) {
    return Tide.of(TRUTH, List.of(new ImageDetections(1, detections)));
  }
}
