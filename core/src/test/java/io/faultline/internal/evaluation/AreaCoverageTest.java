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
import io.faultline.internal.evaluation.EvaluationLawsTest.Run;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AreaCoverageTest {
  private static final BootstrapInterval.Options FEW =
      new BootstrapInterval.Options(20, 0.9, new RunSeed(5));
  private static final Box CRACK = new Box(0, 0, 100, 20);

  @Test
  void splitsAndMergesAreRight() {
    Annotation left = Annotation.of(1, 1, new Box(0, 0, 50, 20));
    Annotation right = Annotation.of(2, 1, new Box(50, 0, 100, 20));
    Evaluation merged = measure(List.of(left, right), found(CRACK));
    assertThat(merged.objects().recall()).as("by matching: one of two").hasValue(0.5);
    assertThat(merged.area()).isEqualTo(new AreaCoverage(0.5, 2000, 0, 0));
    Evaluation split =
        measure(
            List.of(Annotation.of(1, 1, CRACK)),
            found(new Box(0, 0, 40, 20)),
            found(new Box(30, 0, 70, 20)),
            found(new Box(70, 0, 100, 20)));
    assertThat(split.objects().recall()).hasValue(0);
    assertThat(split.area()).isEqualTo(new AreaCoverage(0.5, 2000, 0, 0));
    assertThat(split.area().coveredShare()).hasValue(1);
    assertThat(split.area().onObjectsShare()).hasValue(1);
  }

  @Test
  void partsThatAreMissedAndPartsOutsideAreMeasured() {
    AreaCoverage area =
        measure(List.of(Annotation.of(1, 1, CRACK)), found(new Box(75, 0, 175, 20))).area();
    assertThat(area).isEqualTo(new AreaCoverage(0.5, 500, 1500, 1500));
    assertThat(area.coveredShare()).hasValue(0.25);
    assertThat(area.onObjectsShare()).hasValue(0.25);
  }

  @Test
  void crowdsCountNeitherWay() {
    Annotation crowd = new Annotation(2, 1, new Box(100, 0, 200, 20), 2000, true, List.of());
    AreaCoverage area =
        measure(List.of(Annotation.of(1, 1, CRACK), crowd), found(new Box(50, 0, 250, 20))).area();
    assertThat(area).isEqualTo(new AreaCoverage(0.5, 1000, 1000, 1000));
    Annotation around = new Annotation(2, 1, new Box(0, 0, 300, 300), 90000, true, List.of());
    assertThat(measure(List.of(Annotation.of(1, 1, CRACK), around), found(CRACK)).area())
        .isEqualTo(new AreaCoverage(0.5, 2000, 0, 0));
  }

  @Test
  void otherClassesAndLowScoresCoverNothing() {
    Evaluation evaluation =
        measure(
            List.of(Annotation.of(1, 1, CRACK)),
            new Detection(2, CRACK, 0.9),
            new Detection(1, CRACK, 0.4));
    assertThat(evaluation.area()).isEqualTo(new AreaCoverage(0.5, 0, 2000, 2000));
    assertThat(evaluation.classAreas().get(1)).isEqualTo(new AreaCoverage(0.5, 0, 2000, 0));
    assertThat(evaluation.classAreas().get(2)).isEqualTo(new AreaCoverage(0.5, 0, 0, 2000));
  }

  @Test
  void whatLiesBeyondThePhotoIsNoArea() {
    AreaCoverage area =
        measure(List.of(Annotation.of(1, 1, CRACK)), found(new Box(-100, -20, 100, 20))).area();
    assertThat(area).isEqualTo(new AreaCoverage(0.5, 2000, 0, 0));
  }

  @Test
  void onAPhotoThatIsNotCompleteNothingReportedIsWrong() {
    ImageRecord photo = photo(List.of(Annotation.of(1, 1, CRACK)));
    Dataset truth =
        new Dataset(List.of(new Category(1, "crack")), List.of(photo.withComplete(false)));
    Evaluation evaluation =
        Evaluation.of(
            truth,
            List.of(new ImageDetections(1, List.of(found(new Box(50, 0, 250, 20))))),
            0.5,
            FEW);
    assertThat(evaluation.area()).isEqualTo(new AreaCoverage(0.5, 1000, 1000, 0));
  }

  @Test
  void withoutAreaNoShareIsDefined() {
    AreaCoverage nothing = measure(List.of()).area();
    assertThat(nothing.coveredShare()).isEmpty();
    assertThat(nothing.onObjectsShare()).isEmpty();
    Evaluation none = Evaluation.of(new Dataset(List.of(), List.of()), List.of(), 0.5, FEW);
    assertThat(none.area()).isEqualTo(new AreaCoverage(0.5, 0, 0, 0));
    assertThat(none.intervals()).doesNotContainKey(Evaluation.AREA_COVERED);
  }

  @Property(tries = 60)
  void classesAddUpAndIntervalsBelongToTheShares(@ForAll long seed) {
    Run run = Run.random(seed);
    Evaluation evaluation = Evaluation.of(run.truth(), run.detections(), 0.3, FEW);
    AreaCoverage area = evaluation.area();
    assertThat(evaluation.classAreas().values().stream().mapToDouble(AreaCoverage::covered).sum())
        .isCloseTo(area.covered(), within(1e-6));
    area.coveredShare()
        .ifPresent(
            share ->
                assertThat(evaluation.intervals().get(Evaluation.AREA_COVERED))
                    .extracting(BootstrapInterval::estimate)
                    .isEqualTo(share));
    area.onObjectsShare()
        .ifPresent(
            share ->
                assertThat(evaluation.intervals().get(Evaluation.AREA_ON_OBJECTS))
                    .extracting(BootstrapInterval::estimate)
                    .isEqualTo(share));
  }

  @Property(tries = 60)
  void cuttingDetectionsInTwoChangesNothing(@ForAll long seed) {
    Run run = Run.random(seed);
    List<ImageDetections> cut = new ArrayList<>();
    for (ImageDetections one : run.detections()) {
      List<Detection> halves = new ArrayList<>();
      for (Detection whole : one.detections()) {
        Box box = whole.box();
        double middle = box.centerX();
        halves.add(
            new Detection(
                whole.categoryId(), new Box(box.x1(), box.y1(), middle, box.y2()), whole.score()));
        halves.add(
            new Detection(
                whole.categoryId(), new Box(middle, box.y1(), box.x2(), box.y2()), whole.score()));
      }
      cut.add(new ImageDetections(one.imageId(), halves));
    }
    AreaCoverage whole = Evaluation.of(run.truth(), run.detections(), 0.3, FEW).area();
    AreaCoverage halves = Evaluation.of(run.truth(), cut, 0.3, FEW).area();
    assertThat(halves.covered()).isCloseTo(whole.covered(), within(1e-6));
    assertThat(halves.missed()).isCloseTo(whole.missed(), within(1e-6));
    assertThat(halves.outside()).isCloseTo(whole.outside(), within(1e-6));
  }

  private static Detection found(Box box) {
    return new Detection(1, box, 0.9);
  }

  private static Evaluation measure(List<Annotation> truths, Detection... detections) {
    Dataset truth =
        new Dataset(
            List.of(new Category(1, "crack"), new Category(2, "stain")), List.of(photo(truths)));
    return Evaluation.of(truth, List.of(new ImageDetections(1, List.of(detections))), 0.5, FEW);
  }

  private static ImageRecord photo(List<Annotation> truths) {
    return new ImageRecord(1, "a.png", Path.of("a.png"), 300, 300, truths);
  }
}
