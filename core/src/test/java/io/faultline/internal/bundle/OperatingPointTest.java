package io.faultline.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Category;
import io.faultline.internal.bundle.RecallPromise.Evidence;
import io.faultline.internal.bundle.RecallPromise.Level;
import io.faultline.internal.bundle.RecallPromise.Proven;
import io.faultline.internal.bundle.RecallPromise.Refused;
import io.faultline.internal.bundle.RecallPromise.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
  private static final Target TARGET = new Target(0.95, 0.95, Level.OBJECT, 0.5, "");
  private static final OperatingPoint F1 =
      OperatingPoint.of(0.6, new OperatingPoint.FBeta(20, 1, 0.5, 0.5));

  private static final Category CRACK = new Category(1, "crack");
  private static final Category STAIN = new Category(4, "stain");
  private static final List<Category> ONE = List.of(CRACK);
  private static final List<Category> TWO = List.of(CRACK, STAIN);
  private static final Evidence EVIDENCE = evidence(0.7, 118, 120, 0.951, 0.96, 12);

  @Test
  void theWordsSayWhetherItIsTheHighest() {
    assertThat(F1.words()).isEqualTo("threshold 0.600: highest F1, 0.500, on 20 held-out photos");
    assertThat(OperatingPoint.of(0.2, new OperatingPoint.FBeta(21, 2, 0.7, 0.75)).words())
        .isEqualTo(
            "threshold 0.200: the lowest whose F2, 0.700, is within half a standard error of the"
                + " highest, 0.750, on 21 held-out photos");
  }

  @Test
  void aPromiseMovesTheThresholdAndLeavesWhatIsCertain() {
    Proven careful = new Proven(TARGET, evidence(0.1, 118, 120, 0.951, 0.96, 12));
    assertThat(F1.with(careful, ONE)).isEqualTo(new OperatingPoint(0.1, 0.6, careful));
    assertThat(F1.with(careful, ONE).proven()).contains(careful);
    Proven easy = new Proven(TARGET, evidence(0.8, 118, 120, 0.951, 0.96, 12));
    assertThat(F1.with(easy, ONE)).isEqualTo(new OperatingPoint(0.8, 0.8, easy));
  }

  @Test
  void aRefusalIsAsCarefulAsItCanBeAndPromisesNothing() {
    Refused refused = new Refused(TARGET, evidence(0.02, 40, 40, 0.9278, 1, 2), 19);
    assertThat(F1.with(refused, ONE)).isEqualTo(new OperatingPoint(0.02, 0.6, refused));
    assertThat(F1.with(refused, ONE).proven()).isEmpty();
    Refused blind = new Refused(TARGET, evidence(0, 0, 40, 0, 0, 2), -1);
    assertThat(F1.with(blind, ONE).threshold()).isEqualTo(0.6);
  }

  @Test
  void anotherThresholdDropsThePromise() {
    OperatingPoint promised =
        F1.with(new Proven(TARGET, evidence(0.1, 118, 120, 0.951, 0.96, 12)), ONE);
    OperatingPoint named = promised.at(0.3, "named by hand");
    assertThat(named.proven()).isEmpty();
    assertThat(named)
        .isEqualTo(new OperatingPoint(0.3, 0.6, new OperatingPoint.Stated("named by hand")));
    assertThat(named.at(0.9, "higher").certain()).isEqualTo(0.9);
    assertThat(named.words()).isEqualTo("threshold 0.300: named by hand");
    assertThatThrownBy(() -> named.at(Double.NaN, "x")).hasMessageContaining("threshold is NaN");
    assertThatThrownBy(() -> new OperatingPoint(0.5, 0.4, named.basis()))
        .hasMessageContaining("certain is 0.4; it must be in [threshold, 1] = [0.5, 1]");
  }

  @Test
  void aPromiseForAllClassesSetsOneThresholdForAll() {
    OperatingPoint mixed = F1.at(STAIN, 0.3, "by hand");
    Proven all = new Proven(TARGET, EVIDENCE);
    OperatingPoint promised = mixed.with(all, TWO);
    assertThat(promised.thresholds()).isEqualTo(Thresholds.all(0.7));
    assertThat(promised.proven()).containsExactly(all);
  }

  @Test
  void aPromiseForOneClassChangesThatClassAlone() {
    Proven stains = new Proven(new Target(0.95, 0.95, Level.OBJECT, 0.5, "stain"), EVIDENCE);
    OperatingPoint point = F1.with(stains, TWO);
    assertThat(point.thresholds().of(STAIN.id())).isEqualTo(0.7);
    assertThat(point.thresholds().of(CRACK.id())).isEqualTo(0.6);
    assertThat(point.basis()).isEqualTo(F1.basis());
    assertThat(point.proven()).containsExactly(stains);
    // A threshold of another class leaves the promise, one of its own class ends it.
    assertThat(point.at(CRACK, 0.9, "by hand").proven()).containsExactly(stains);
    assertThat(point.at(STAIN, 0.9, "by hand").proven()).isEmpty();
    assertThat(point.at(0.1, "by hand").proven()).isEmpty();
    // A model that knows only this class has one threshold, as ever.
    assertThat(F1.with(stains, List.of(STAIN))).isEqualTo(new OperatingPoint(0.7, 0.7, stains));
  }

  @Test
  void aPromiseForAllClassesStandsOnlyWhileNoClassIsReportedFromHigher() {
    OperatingPoint all = F1.with(new Proven(TARGET, EVIDENCE), TWO);
    Target target = new Target(0.9, 0.95, Level.OBJECT, 0.5, "stain");
    Proven lower = new Proven(target, evidence(0.5, 118, 120, 0.951, 0.96, 12));
    Proven higher = new Proven(target, evidence(0.9, 118, 120, 0.951, 0.96, 12));
    assertThat(all.with(lower, TWO).proven()).hasSize(2);
    assertThat(all.with(higher, TWO).proven()).containsExactly(higher);
  }

  @Test
  void classesHaveTheirOwnIdsElsewhere() {
    OperatingPoint point = F1.at(STAIN, 0.3, "by hand").at(CRACK, 0.2, "by hand");
    OperatingPoint there = point.over(List.of(new Category(9, "stain"), new Category(1, "rust")));
    assertThat(there.thresholds().of(9)).isEqualTo(0.3);
    assertThat(there.thresholds().of(1)).isEqualTo(0.6);
    assertThat(point.words())
        .isEqualTo(
            "threshold 0.600: highest F1, 0.500, on 20 held-out photos; by class: stain 0.300,"
                + " crack 0.200");
  }

  @Test
  void promisesAreSaidInWords() {
    assertThat(new Proven(TARGET, evidence(0.1, 119, 120, 0.9611, 0.972, 12)).words())
        .isEqualTo(
            "at least 95 % of objects are found, with 95 % confidence: 1 missed of 120 objects"
                + " proves 96.1 %. A bootstrap over the 12 groups of photos says at least 97.2 %.");
    assertThat(new Proven(TARGET, evidence(0.1, 119, 120, 0.9611, 0.91, 3)).words())
        .endsWith(
            "A bootstrap over the 3 groups of photos says only 91 %, roughly, since they are few:"
                + " recall differs between groups, and the promise is for photos like these"
                + " together, not for any one place.");
    assertThat(new Proven(TARGET, evidence(0.1, 60, 60, 0.951, -1, 1)).words())
        .endsWith("All photos are of one group, so nothing is known about other places.");
    Target narrow = new Target(0.9, 0.9, Level.OBJECT, 0.2, "crack");
    assertThat(new Proven(narrow, evidence(0.1, 60, 60, 0.951, -1, 1)).words())
        .startsWith(
            "at least 90 % of objects of class crack (overlap from 0.20) are found, with 90 %");
  }

  @Test
  void refusalsAreSaidInWords() {
    assertThat(new Refused(TARGET, evidence(0.02, 40, 40, 0.92784, 1, 2), 19).words())
        .isEqualTo(
            "the promise of 95 % of objects does not stand: 0 missed of 40 objects proves only"
                + " 92.8 %; 19 more photos like these, with the same share missed, would prove it.");
    assertThat(new Refused(TARGET, evidence(0.02, 30, 40, 0.61, 1, 2), -1).words())
        .endsWith(
            "10 missed of 40 objects proves only 61 %, even at the lowest threshold. More photos"
                + " would not help, because the detector misses too many.");
    assertThat(new Refused(TARGET, evidence(0.02, 58, 58, 0.94967, 1, 2), 1).words())
        .contains("proves only 94.96 %; 1 more photo like these");
    Target photos = new Target(0.95, 0.95, Level.IMAGE, 0.5, "");
    assertThat(new Refused(photos, evidence(0, 0, 0, 0, -1, 0), -1).words())
        .isEqualTo(
            "the promise of 95 % of photos with objects does not stand: no photo shows one.");
  }

  @Test
  void whatIsNotProvenCannotBePromised() {
    assertThatThrownBy(() -> new Proven(TARGET, evidence(0.1, 40, 40, 0.9278, 1, 2)))
        .hasMessageContaining("lower bound is 0.9278");
    assertThatThrownBy(() -> TARGET.withRecall(1)).hasMessageContaining("target-recall is 1.0");
    assertThatThrownBy(() -> evidence(0.1, 41, 40, 0.9, 1, 2)).hasMessageContaining("41 found");
  }

  private static Evidence evidence(
      double threshold, long found, long of, double lower, double groupLower, int groups) {
    return new Evidence(threshold, found, of, lower, groupLower, groups, 100, 0.5, 10, 2);
  }
}
