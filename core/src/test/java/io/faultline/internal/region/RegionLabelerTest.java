package io.faultline.internal.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionLabelerTest {
  private static final LabelOptions BARE = LabelOptions.DEFAULT.withTruth(false);
  private static final Box TRUTH = Box.ofSize(0, 0, 10, 10);
  private static final Box HALF = Box.ofSize(0, 0, 10, 5);
  private static final Box FAR = Box.ofSize(100, 100, 10, 10);

  private static List<Region> label(LabelOptions options, List<Annotation> truth, Box... boxes) {
    ImageRecord image = new ImageRecord(3, "a.png", Path.of("a.png"), 200, 200, truth);
    Dataset dataset =
        new Dataset(List.of(new Category(4, "crack"), new Category(9, "hole")), List.of(image));
    LabelledRegions labelled =
        new RegionLabeler(options).label(dataset, image, new Proposals(List.of(boxes)));
    assertThat(labelled.imageId()).isEqualTo(3);
    return labelled.regions();
  }

  private static List<Annotation> crack(Box box) {
    return List.of(Annotation.of(1, 4, box));
  }

  @Test
  void overlapDecides() {
    assertThat(label(BARE, crack(TRUTH), TRUTH, FAR))
        .containsExactly(new Region(TRUTH, 1, 1, false, 0), new Region(FAR, 0, 0, false));
  }

  @Test
  void everyRegionKeepsTheObjectThatItOverlapsBest() {
    Box other = new Box(TRUTH.x2(), TRUTH.y1(), TRUTH.x2() + TRUTH.width(), TRUTH.y2());
    Annotation crowd = new Annotation(1, 4, FAR, FAR.area(), true, List.of());
    List<Annotation> truth = List.of(crowd, Annotation.of(2, 4, TRUTH), Annotation.of(3, 4, other));
    Box near = other.shift(TRUTH.width() * 0.1, 0);
    Box miss = other.shift(TRUTH.width() * 0.6, 0);
    List<Region> regions = label(LabelOptions.DEFAULT, truth, TRUTH, near, miss);
    assertThat(regions)
        .extracting(Region::truth, Region::positive, Region::object)
        .containsExactly(
            tuple(true, true, 0),
            tuple(true, true, 1),
            tuple(false, true, 0),
            tuple(false, true, 1),
            tuple(false, false, 1));
  }

  @Test
  void strictDecidesAtTheThresholdItself() {
    assertThat(label(BARE, crack(TRUTH), HALF).get(0).positive()).isTrue();
    assertThat(label(BARE.withStrict(true), crack(TRUTH), HALF).get(0).positive()).isFalse();
    assertThat(label(BARE.withStrict(true).withPositiveIou(0.49), crack(TRUTH), HALF))
        .allMatch(Region::positive);
  }

  @Test
  void noOverlapIsNegativeAtAnyThreshold() {
    assertThat(label(BARE.withPositiveIou(0), crack(TRUTH), FAR).get(0).positive()).isFalse();
    assertThat(label(BARE.withPositiveIou(0), List.of(), FAR))
        .containsExactly(new Region(FAR, 0, 0, false));
  }

  @Test
  void classComesFromTheBestTruth() {
    List<Annotation> truth =
        List.of(Annotation.of(1, 4, Box.ofSize(0, 0, 10, 12)), Annotation.of(2, 9, TRUTH));
    assertThat(label(BARE, truth, TRUTH).get(0).label()).isEqualTo(2);
  }

  @Test
  void tiesGoToTheEarlierTruth() {
    assertThat(
            label(BARE, List.of(Annotation.of(1, 9, TRUTH), Annotation.of(2, 4, TRUTH)), TRUTH)
                .get(0)
                .label())
        .isEqualTo(2);
  }

  @Test
  void ignoredBandIsLeftOutButPositiveWins() {
    Box fifth = Box.ofSize(0, 0, 10, 2);
    LabelOptions band = BARE.withIgnored(0.2, 1);
    assertThat(label(band, crack(TRUTH), fifth)).isEmpty();
    assertThat(label(band, crack(TRUTH), HALF)).extracting(Region::label).containsExactly(1);
    assertThat(label(BARE.withIgnored(0.1, 0.2), crack(TRUTH), fifth)).hasSize(1);
  }

  @Test
  void truthComesFirst() {
    assertThat(label(LabelOptions.DEFAULT, crack(TRUTH), FAR, TRUTH))
        .extracting(Region::box, Region::iou, Region::label, Region::truth)
        .containsExactly(
            tuple(TRUTH, 1.0, 1, true), tuple(FAR, 0.0, 0, false), tuple(TRUTH, 1.0, 1, false));
  }

  @Test
  void crowdsAreNeitherMatchedNorBackground() {
    Annotation crowd = new Annotation(2, 4, Box.ofSize(100, 100, 50, 50), 2500, true, List.of());
    Box halfInside = Box.ofSize(95, 100, 10, 10);
    Box mostlyInside = Box.ofSize(96, 100, 10, 10);
    assertThat(label(LabelOptions.DEFAULT, List.of(crowd), FAR, halfInside, mostlyInside))
        .containsExactly(new Region(halfInside, 0, 0, false));
    assertThat(label(BARE, List.of(crowd, Annotation.of(3, 4, FAR)), FAR))
        .extracting(Region::label)
        .containsExactly(1);
  }

  @Test
  void refusesUnknownCategories() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> label(BARE, List.of(Annotation.of(5, 6, TRUTH)), FAR))
        .withMessageContaining("annotation 5: category is 6");
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withPositiveIou(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withPositiveIou(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withIgnored(0.5, 0.3));
  }
}
