package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.RecallPromise.Level;
import io.faultline.internal.bundle.RecallPromise.Proven;
import io.faultline.internal.bundle.RecallPromise.Refused;
import io.faultline.internal.bundle.RecallPromise.Target;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecallProofTest {
  private static final RunSeed SEED = new RunSeed(1);
  private static final Target TARGET = new Target(0.9, 0.95, Level.OBJECT, 0.5, "");

  @Test
  void inTwoThousandDrawsAPromiseIsBrokenAsRarelyAsItsConfidenceSays() {
    int draws = 2000;
    int broken = 0;
    int proven = 0;
    for (int draw = 0; draw < draws; draw++) {
      RecallSample sample = RecallSamples.drawn(200, 0.98, SEED.of("simulation", draw));
      if (prove(sample, TARGET) instanceof Proven promise) {
        proven++;
        double recall = RecallSamples.recall(0.98, promise.evidence().threshold());
        broken += recall < TARGET.recall() ? 1 : 0;
      }
    }
    double deviation = Math.sqrt(0.05 * 0.95 / draws);
    assertThat(broken / (double) draws).isLessThanOrEqualTo(0.05 + 3 * deviation);
    // Far fewer would mean that thresholds are lower, and false alarms more, than they need be.
    assertThat(broken / (double) draws).isGreaterThan(0.02);
    assertThat(proven).isGreaterThan(draws * 9 / 10);
  }

  @Property(tries = 200)
  void theThresholdIsTheHighestThatProvesTheTarget(
      @ForAll @IntRange(min = 1, max = 300) int objects,
      @ForAll @DoubleRange(min = 0.5, max = 1) double ceiling,
      @ForAll @DoubleRange(min = 0.3, max = 0.97) double recall,
      @ForAll long seed) {
    RecallSample sample = RecallSamples.drawn(objects, ceiling, new SplittableRandom(seed));
    Target target = TARGET.withRecall(recall);
    RecallPromise promise = prove(sample, target);
    double threshold = promise.evidence().threshold();
    assertThat(promise.evidence().found()).isEqualTo(sample.found(threshold));
    if (promise instanceof Proven) {
      assertThat(bound(sample, threshold)).isGreaterThanOrEqualTo(recall);
      assertThat(bound(sample, Math.nextUp(threshold))).isLessThan(recall);
    } else {
      assertThat(bound(sample, 0)).isLessThan(recall);
      assertThat(sample.found(threshold)).isEqualTo(sample.found(0));
    }
    assertThat(promise instanceof Proven).isEqualTo(RecallProof.highest(sample, 0.95) >= recall);
  }

  @Property(tries = 100)
  void askingForMoreLowersTheThreshold(
      @ForAll @DoubleRange(min = 0.3, max = 0.9) double recall,
      @ForAll @DoubleRange(min = 0.5, max = 0.99) double confidence,
      @ForAll long seed) {
    RecallSample sample = RecallSamples.drawn(200, 0.99, new SplittableRandom(seed));
    Target asked = new Target(recall, confidence, Level.OBJECT, 0.5, "");
    Target surer = new Target(recall, confidence / 2 + 0.5, Level.OBJECT, 0.5, "");
    double threshold = prove(sample, asked).evidence().threshold();
    assertThat(prove(sample, surer).evidence().threshold()).isLessThanOrEqualTo(threshold);
    assertThat(prove(sample, asked.withRecall(recall + 0.05)).evidence().threshold())
        .isLessThanOrEqualTo(threshold);
  }

  @Test
  void fortyFoundOfFortyDoNotProveNinetyFivePerCentAndFiftyNineDo() {
    Target target = TARGET.withRecall(0.95);
    Refused refused = (Refused) prove(found(40, 0), target);
    assertThat(refused.words()).contains("0 missed of 40 objects proves only 92.8 %");
    assertThat(refused.morePhotos()).isEqualTo(19);
    assertThat(prove(found(58, 0), target)).isInstanceOf(Refused.class);
    assertThat(prove(found(59, 0), target)).isInstanceOf(Proven.class);
  }

  @Property(tries = 100)
  void asManyMorePhotosAsItSaysDoProveIt(
      @ForAll @IntRange(min = 1, max = 100) int found,
      @ForAll @IntRange(min = 0, max = 4) int missed,
      @ForAll @IntRange(min = 1, max = 40) int photos) {
    RecallSample few = sample(found, missed, photos);
    if (prove(few, TARGET) instanceof Refused refused && refused.morePhotos() >= 0) {
      int all = found + missed;
      // The objects and misses that so many photos more show at the present rates.
      int more = Math.toIntExact(all * (photos + refused.morePhotos()) / photos);
      int misses = (more * missed + all - 1) / all;
      assertThat(prove(found(more - misses, misses), TARGET)).isInstanceOf(Proven.class);
    } else if (prove(few, TARGET) instanceof Refused) {
      assertThat(missed).isGreaterThan(0);
    }
  }

  @Test
  void aDetectorThatMissesTooManyIsNotHelpedByMorePhotos() {
    Refused refused = (Refused) prove(found(85, 15), TARGET);
    assertThat(refused.morePhotos()).isEqualTo(-1);
    assertThat(refused.words()).contains("More photos would not help");
    Refused none = (Refused) prove(RecallSamples.of(), TARGET);
    assertThat(none.words()).contains("no photo shows one");
    Refused blind = (Refused) prove(found(0, 10), TARGET);
    assertThat(blind.evidence().found()).isZero();
    assertThat(blind.morePhotos()).isEqualTo(-1);
  }

  @Test
  void theBootstrapOverGroupsSeesWhatTheBoundCannot() {
    // 190 of 200 found, but all that are missed in one group of five.
    List<RecallSample.Unit> units = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      units.add(new RecallSample.Unit("group " + i % 5, i % 5 == 0 && i < 50 ? 0.01 : 0.9));
    }
    RecallSample sample = new RecallSample(units, List.of(), List.of(), 200, 0);
    RecallPromise promise = prove(sample, TARGET);
    assertThat(promise).isInstanceOf(Proven.class);
    assertThat(promise.evidence().threshold()).isEqualTo(0.9);
    assertThat(promise.evidence().groups()).isEqualTo(5);
    assertThat(promise.evidence().lowerBound()).isGreaterThan(0.91);
    assertThat(promise.evidence().groupLower()).isLessThan(0.9);
    assertThat(promise.words()).contains("recall differs between groups");
    assertThat(prove(sample, TARGET)).isEqualTo(promise);
    RecallSample one =
        new RecallSample(
            units.stream().map(unit -> new RecallSample.Unit("a", unit.score())).toList(),
            List.of(),
            List.of(),
            200,
            0);
    assertThat(prove(one, TARGET).evidence().groupLower()).isEqualTo(-1);
  }

  @Test
  void falseAlarmsAreThoseAtTheThreshold() {
    RecallSample sample =
        new RecallSample(
            found(100, 0).units(), List.of(0.4, 0.5, 0.6, 0.7), List.of(0.3, 0.9), 100, 20);
    RecallPromise.Evidence evidence = prove(sample, TARGET).evidence();
    assertThat(evidence.threshold()).isEqualTo(0.5);
    assertThat(evidence.falseAlarms()).isEqualTo(3 / 100.0);
    assertThat(evidence.alarmedPhotos()).isEqualTo(1);
    assertThat(evidence.cleanPhotos()).isEqualTo(20);
  }

  @Test
  void theTableAscendsAndEndsWithTheFirstRefusal() {
    List<RecallPromise> table = RecallProof.table(found(95, 5), TARGET.withRecall(0.87), SEED);
    assertThat(table.stream().map(one -> one.target().recall()))
        .containsExactly(0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.87, 0.89, 0.9);
    assertThat(table.subList(0, 8)).allMatch(Proven.class::isInstance);
    assertThat(table.get(8)).isInstanceOf(Refused.class);
  }

  private static RecallPromise prove(RecallSample sample, Target target) {
    return RecallProof.of(sample, target, SEED);
  }

  private static double bound(RecallSample sample, double threshold) {
    return ClopperPearson.lower(sample.found(threshold), sample.units().size(), 0.95);
  }

  /** Objects found at 0.5, and others never, one per photo. */
  private static RecallSample found(int found, int missed) {
    return sample(found, missed, found + missed);
  }

  private static RecallSample sample(int found, int missed, int photos) {
    List<RecallSample.Unit> units = new ArrayList<>();
    for (int i = 0; i < found + missed; i++) {
      units.add(new RecallSample.Unit("photo " + i % photos, i < found ? 0.5 : Double.NaN));
    }
    return new RecallSample(units, List.of(), List.of(), photos, 0);
  }
}
