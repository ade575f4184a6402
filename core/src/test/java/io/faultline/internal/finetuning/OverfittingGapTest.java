package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.internal.finetuning.OverfittingGap.Verdict;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OverfittingGapTest {
  private static final double[] FALLING = {0.5, 0.4, 0.3, 0.2, 0.1};

  @Test
  void overfittingIsAFallingTrainingLossUnderARisingHeldOutLoss() {
    OverfittingGap gap = gap(FALLING, 0.6, 0.4, 0.45, 0.5, 0.5625);
    assertThat(gap.verdict()).isEqualTo(Verdict.OVERFITTED);
    assertThat(gap.bestEpoch()).isEqualTo(2);
    assertThat(gap.sentence())
        .isEqualTo(
            "Over-fitting: held-out loss is lowest at epoch 2; from then to epoch 5 the training"
                + " loss falls from 0.4 to 0.1 while the held-out loss rises from 0.4 to 0.563: the"
                + " network memorises the training photos.");
  }

  @Test
  void oneWorseEpochIsChance() {
    assertThat(gap(FALLING, 0.6, 0.5, 0.45, 0.4, 0.9).verdict()).isEqualTo(Verdict.NONE_SEEN);
    assertThat(gap(FALLING, 0.6, 0.5, 0.4, 0.9, 0.41).verdict()).isEqualTo(Verdict.NONE_SEEN);
    assertThat(gap(FALLING, 0.6, 0.5, 0.4, 0.43, 0.43).verdict()).isEqualTo(Verdict.OVERFITTED);
    assertThat(gap(FALLING, 0.6, 0.5, 0.4, 0.415, 0.419).verdict()).isEqualTo(Verdict.NONE_SEEN);
  }

  @Test
  void withoutAFallInTrainingItIsUnsteadyInstead() {
    double[] training = {0.5, 0.3, 0.4, 0.4, 0.4};
    assertThat(gap(training, 0.6, 0.4, 0.5, 0.5, 0.5).sentence())
        .startsWith("Unsteady: held-out loss is lowest at epoch 2 and rises from 0.4 to 0.5");
  }

  @Test
  void aBestLastEpochIsImprovingOrLevel() {
    assertThat(gap(FALLING, 0.6, 0.5, 0.4, 0.3, 0.2).sentence())
        .isEqualTo(
            "Stopped while still improving: held-out loss is lowest in the last epoch, 5, with 0.2"
                + " against 0.1 in training; more epochs may help.");
    assertThat(gap(FALLING, 0.6, 0.5, 0.4, 0.3, 0.297).sentence())
        .startsWith("No over-fitting seen: held-out loss is lowest at epoch 5, with 0.297")
        .endsWith("has levelled off.");
  }

  @Test
  void tooLittleIsSaidToBeTooLittle() {
    assertThat(gap(new double[] {0.5}, 0.6).sentence()).contains("too few");
    assertThat(OverfittingGap.of(List.of()).sentence()).startsWith("Nothing was held out");
    OverfittingGap unmeasured = gap(FALLING, Double.NaN, Double.NaN, Double.NaN);
    assertThat(unmeasured.verdict()).isEqualTo(Verdict.NOTHING_HELD_OUT);
    assertThat(unmeasured.bestEpoch()).isZero();
  }

  @Test
  void aLossNearThatOfGuessingIsLittle() {
    List<EpochLog> stuck = new ArrayList<>();
    for (double heldOut : new double[] {0.507, 0.441, 0.429, 0.451, 0.439}) {
      stuck.add(new EpochLog(stuck.size() + 1, 1e-3, 0.5, 0.8, heldOut, 0.8, 0, 0.497));
    }
    assertThat(OverfittingGap.of(stuck).sentence())
        .isEqualTo(
            "Little was learnt: held-out loss is lowest at epoch 3, with 0.429 against 0.5 in"
                + " training, where one answer for all regions has 0.497; another seed, more"
                + " epochs or truth boxes among the regions (region.labels.add-truth) may help.");
    List<EpochLog> improving = new ArrayList<>(stuck);
    improving.add(new EpochLog(6, 1e-3, 0.4, 0.8, 0.41, 0.8, 0, 0.497));
    assertThat(OverfittingGap.of(improving).verdict()).isEqualTo(Verdict.STILL_IMPROVING);
    improving.add(new EpochLog(7, 1e-3, 0.3, 0.9, 0.39, 0.8, 0, 0.497));
    improving.add(new EpochLog(8, 1e-3, 0.3, 0.9, 0.39, 0.8, 0, 0.497));
    assertThat(OverfittingGap.of(improving).verdict()).isEqualTo(Verdict.NONE_SEEN);
  }

  @Property(tries = 60)
  void theVerdictDoesNotDependOnTheScaleOfTheLoss(
      @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0.1, max = 1) Double> heldOut,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
    List<EpochLog> once = new ArrayList<>();
    List<EpochLog> scaled = new ArrayList<>();
    for (double loss : heldOut) {
      once.add(epoch(once.size() + 1, 1.0 / (once.size() + 1), loss));
      scaled.add(epoch(scaled.size() + 1, factor / (scaled.size() + 1), factor * loss));
    }
    OverfittingGap gap = OverfittingGap.of(once);
    assertThat(OverfittingGap.of(scaled).verdict()).isEqualTo(gap.verdict());
    assertThat(OverfittingGap.of(scaled).bestEpoch()).isEqualTo(gap.bestEpoch());
    double lowest = heldOut.stream().mapToDouble(d -> d).min().orElseThrow();
    assertThat(gap.bestLosses().heldOut()).isCloseTo(lowest, within(0.0));
  }

  private static OverfittingGap gap(double[] training, double... heldOut) {
    List<EpochLog> epochs = new ArrayList<>();
    for (int i = 0; i < heldOut.length; i++) {
      epochs.add(epoch(i + 1, training[i], heldOut[i]));
    }
    return OverfittingGap.of(epochs);
  }

  private static EpochLog epoch(int number, double trainLoss, double heldOutLoss) {
    return new EpochLog(number, 1e-3, trainLoss, 0.9, heldOutLoss, 0.8, 0.7, 10 * heldOutLoss);
  }
}
