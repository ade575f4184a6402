package io.faultline.internal.experiment;

import static io.faultline.internal.experiment.Simulated.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResamplesTest {
  private static final RunSeed SEED = new RunSeed(3);

  private static Resamples oneSeed(List<RegionAnswer> recipe) {
    return recipes(List.of(recipe));
  }

  private static Resamples oneSeed(List<RegionAnswer> recipe, List<RegionAnswer> other) {
    return recipes(List.of(recipe, other));
  }

  private static Resamples recipes(List<List<RegionAnswer>> recipes) {
    return Resamples.of(recipes.stream().map(recipe -> List.of(recipe)).toList(), 0.67, SEED);
  }

  private static List<RegionAnswer> moved(List<RegionAnswer> answers, int by, int times) {
    return answers.stream()
        .map(a -> new RegionAnswer(by + times * a.photo(), a.label(), 1, a.probability()))
        .toList();
  }

  private static void assertWidth(BootstrapInterval interval, double width) {
    assertThat(interval.upper() - interval.lower()).isCloseTo(width, within(1e-12));
  }

  @Test
  void onePhotoAndOneSeedHaveNoWidth() {
    Resamples one = oneSeed(answers(1, 40, 1, 0, 1));
    assertWidth(one.of(0, RegionScore::recall), 0);
    assertWidth(one.of(0, RegionScore::precision), 0);
    assertThat(one.photos()).isEqualTo(1);
  }

  @Test
  void seedsWidenTheInterval() {
    List<List<RegionAnswer>> seeds = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      seeds.add(answers(1, 40, 1, 1.5 * s, s));
    }
    BootstrapInterval recall = Resamples.of(List.of(seeds), 0.67, SEED).of(0, RegionScore::recall);
    assertThat(recall.upper() - recall.lower()).isGreaterThan(0.1);
    assertThat(recall.estimate()).isBetween(recall.lower(), recall.upper());
  }

  @Test
  void differencesAreAntisymmetric() {
    Resamples two = oneSeed(answers(20, 30, 1, 0, 1), answers(20, 30, 1.1, 0.2, 2));
    BootstrapInterval there = two.difference(0, 1, RegionScore::f1);
    BootstrapInterval back = two.difference(1, 0, RegionScore::f1);
    assertThat(there.estimate()).isEqualTo(-back.estimate());
    assertThat(there.lower()).isCloseTo(-back.upper(), within(1e-12));
    assertThat(there.upper()).isCloseTo(-back.lower(), within(1e-12));
    assertThat(there.isClear()).isEqualTo(back.isClear());
  }

  @Test
  void identicalRecipesAreNeverToldApartBecauseDrawsArePaired() {
    List<List<RegionAnswer>> seeds = List.of(answers(12, 30, 1, 0, 1), answers(12, 30, 1, 0, 2));
    Resamples twins = Resamples.of(List.of(seeds, seeds), 0.67, SEED);
    assertThat(twins.difference(0, 1, RegionScore::recall))
        .isEqualTo(new BootstrapInterval(0, 0, 0, 0.95, 1000));
    assertThat(twins.difference(0, 1, RegionScore::recall).isClear()).isFalse();
    BootstrapInterval recall = twins.of(0, RegionScore::recall);
    assertThat(recall.upper()).as("each alone varies").isGreaterThan(recall.lower());
  }

  @Test
  void aClearDifferenceIsRealAndASlightOneIsNot() {
    Resamples three =
        recipes(
            List.of(
                answers(30, 40, 1, 0, 1),
                answers(30, 40, 1, 1, 2),
                answers(30, 40, 1.005, 0.01, 1)));
    BootstrapInterval clear = three.difference(1, 0, RegionScore::recall);
    assertThat(clear.isClear()).isTrue();
    assertThat(clear.lower()).isPositive();
    assertThat(three.difference(0, 1, RegionScore::recall).isClear()).isTrue();
    assertThat(three.difference(2, 0, RegionScore::f1).isClear()).isFalse();
  }

  @Test
  void pairedDrawsAreNarrowerThanTheirParts() {
    // The same detector, a little bolder: what varies is how hard the photos are.
    Resamples two = oneSeed(answers(30, 30, 1, 0, 1), answers(30, 30, 1, 0.1, 1));
    BootstrapInterval alone = two.of(0, RegionScore::recall);
    BootstrapInterval paired = two.difference(1, 0, RegionScore::recall);
    assertThat(paired.upper() - paired.lower()).isLessThan(0.5 * (alone.upper() - alone.lower()));
  }

  @Test
  void theCoverOfAMeanIsAsNominal() {
    // Every photo is one region found or not: the interval of a share, which theory knows.
    List<RegionAnswer> photos = new ArrayList<>();
    for (int p = 0; p < 400; p++) {
      photos.add(new RegionAnswer(p, 1, 1, p % 4 == 0 ? 0.1 : 0.9));
    }
    BootstrapInterval recall = oneSeed(photos).of(0, RegionScore::recall);
    double deviation = Math.sqrt(0.75 * 0.25 / 400);
    assertThat(recall.estimate()).isEqualTo(0.75);
    assertThat(recall.lower()).isCloseTo(0.75 - 1.96 * deviation, within(0.006));
    assertThat(recall.upper()).isCloseTo(0.75 + 1.96 * deviation, within(0.006));
  }

  @Test
  void photosWithoutAnyAnswerAreNoPhotos() {
    List<RegionAnswer> answers = answers(8, 20, 1, 0, 1);
    Resamples dense = oneSeed(answers);
    Resamples sparse = oneSeed(moved(answers, 5, 3));
    assertThat(sparse.photos()).isEqualTo(8);
    assertThat(sparse.of(0, RegionScore::recall)).isEqualTo(dense.of(0, RegionScore::recall));
  }

  @Test
  void drawsWithoutAnObjectAreDrawnAgain() {
    // One photo of four has all the objects, and all are found: no draw may say otherwise.
    List<RegionAnswer> answers = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      answers.add(new RegionAnswer(p, p == 0 ? 1 : 0, 1, p == 0 ? 0.9 : 0.1));
    }
    assertThat(oneSeed(answers).of(0, RegionScore::recall))
        .isEqualTo(new BootstrapInterval(1, 1, 1, 0.95, 1000));
  }

  @Test
  void withoutObjectsOrAnswersEverythingIsZero() {
    List<RegionAnswer> clean = List.of(new RegionAnswer(0, 0, 1, 0.2));
    assertThat(oneSeed(clean).of(0, RegionScore::recall))
        .isEqualTo(new BootstrapInterval(0, 0, 0, 0.95, 1000));
    assertThat(oneSeed(List.of()).of(0, RegionScore::f1))
        .isEqualTo(new BootstrapInterval(0, 0, 0, 0.95, 1000));
    assertThat(oneSeed(List.of()).photos()).isZero();
  }

  @Test
  void intervalsAreWrittenWithSigns() {
    BootstrapInterval change = new BootstrapInterval(0.06, -0.011, 0.128, 0.95, 1000);
    assertThat(change.text()).isEqualTo("0.06 (-0.01 to 0.13)");
    assertThat(change.signed()).isEqualTo("+0.06 (-0.01 to +0.13)");
    assertThat(change.isClear()).isFalse();
    assertThat(new BootstrapInterval(-0.1, -0.2, -0.01, 0.95, 1000).isClear()).isTrue();
  }
}
