package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelOptions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionLabeler;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A photo that lost labels says nothing about what lies beside those it kept. */
class IncompletePhotoTest {
  private static final Box OBJECT = new Box(10, 10, 30, 30);
  private static final Box ELSEWHERE = new Box(60, 60, 80, 80);
  private static final List<Category> CRACK = List.of(new Category(1, "crack"));
  private static final List<ImageDetections> FOUND =
      List.of(
          new ImageDetections(
              1, List.of(new Detection(1, OBJECT, 0.8), new Detection(1, ELSEWHERE, 0.9))));

  @Test
  void whatIsFoundBesideItsLabelsIsNoFalseAlarm() {
    assertThat(evaluation(photo(true, OBJECT)).objects().falseAlarms()).isEqualTo(1);
    Evaluation part = evaluation(photo(false, OBJECT));
    assertThat(part.objects().hits()).isEqualTo(1);
    assertThat(part.objects().falseAlarms()).isZero();
    assertThat(part.falseAlarms().alarms()).isEmpty();
    assertThat(part.coco().ap()).isEqualTo(1);
  }

  @Test
  void itIsNeverClean() {
    assertThat(evaluation(photo(true)).photos().alarmedPhotos()).isEqualTo(1);
    Evaluation lost = evaluation(photo(false));
    assertThat(lost.photos().cleanPhotos()).isZero();
    assertThat(lost.photos().crackedPhotos()).isZero();
    assertThat(lost.objects().falseAlarms()).isZero();
    RecallSample sample =
        RecallSample.of(
            new Dataset(CRACK, List.of(photo(false))),
            FOUND,
            new RecallPromise.Target(0.5, 0.5, RecallPromise.Level.OBJECT, 0.5, "crack"),
            GroupRule.auto());
    assertThat(sample.cleanPhotos()).isZero();
    assertThat(sample.falseAlarms()).isEmpty();
  }

  @Test
  void itGivesPositivesAndNoNegatives() {
    Proposals proposals = new Proposals(List.of(OBJECT, ELSEWHERE));
    RegionLabeler labeler = new RegionLabeler(LabelOptions.DEFAULT.withTruth(false));
    assertThat(regions(labeler, photo(true, OBJECT), proposals)).hasSize(2);
    assertThat(regions(labeler, photo(false, OBJECT), proposals))
        .extracting(Region::positive)
        .containsExactly(true);
    assertThat(regions(labeler, photo(false), proposals)).isEmpty();
  }

  private static List<Region> regions(
      RegionLabeler labeler, ImageRecord photo, Proposals proposals) {
    return labeler.label(new Dataset(CRACK, List.of(photo)), photo, proposals).regions();
  }

  private static Evaluation evaluation(ImageRecord photo) {
    return Evaluation.of(
        new Dataset(CRACK, List.of(photo)),
        FOUND,
        0.5,
        BootstrapInterval.Options.of(new RunSeed(1), GroupRule.auto()));
  }

  private static ImageRecord photo(boolean complete, Box... objects) {
    List<Annotation> truth =
        List.of(objects).stream().map(box -> Annotation.of(1, 1, box)).toList();
    return new ImageRecord(1, "a.png", Path.of("a.png"), 100, 100, truth).withComplete(complete);
  }
}
