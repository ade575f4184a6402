package io.faultline.internal.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faultline.internal.provenance.RunSeed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchSamplerTest {
  private static final List<Double> ONE_TO_TWO = List.of(1.0, 2.0);

  private static SplittableRandom random(long epoch) {
    return new RunSeed(11).of("batches", epoch);
  }

  private static int[] drawn(BatchSampler sampler, int[] labels, long epoch) {
    return sampler.epoch(labels, random(epoch)).stream().flatMapToInt(Arrays::stream).toArray();
  }

  private static long positives(int[] positions, int[] labels) {
    return Arrays.stream(positions).filter(i -> labels[i] > 0).count();
  }

  static Stream<BatchSampler> samplers() {
    return Stream.of(
        new BatchSampler.Shuffle(7),
        new BatchSampler.Weighted(7, ONE_TO_TWO, true, 0),
        new BatchSampler.Weighted(7, ONE_TO_TWO, false, 0),
        new BatchSampler.FixedPositives(7, 2));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void epochIsAFunctionOfTheSeed(BatchSampler sampler) {
    int[] labels = Regions.labels(60, 20);
    assertThat(drawn(sampler, labels, 1)).isEqualTo(drawn(sampler, labels, 1));
    assertThat(drawn(sampler, labels, 1)).isNotEqualTo(drawn(sampler, labels, 2));
    assertThat(sampler.epoch(labels, random(1))).noneMatch(batch -> batch.length == 0);
    assertThat(sampler.epoch(new int[0], random(1))).isEmpty();
  }

  @Property(tries = 100)
  void shuffleDrawsEveryRegionOnce(
      @ForAll @IntRange(min = 0, max = 200) int regions,
      @ForAll @IntRange(min = 1, max = 50) int batchSize) {
    BatchSampler shuffle = new BatchSampler.Shuffle(batchSize);
    List<int[]> batches = shuffle.epoch(new int[regions], random(regions));
    assertThat(batches).hasSize((regions + batchSize - 1) / batchSize);
    int[] sorted = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    assertThat(sorted).isEqualTo(IntStream.range(0, regions).toArray());
  }

  @Test
  void replacementDrawsClassesInProportionToWeights() {
    int[] labels = Regions.labels(800, 200);
    int[] drawn = drawn(new BatchSampler.Weighted(64, ONE_TO_TWO, true, 60_000), labels, 1);
    assertThat(drawn).hasSize(60_000);
    assertThat(positives(drawn, labels) / 60_000.0).isCloseTo(1.0 / 3, within(0.01));
    assertThat(Arrays.stream(drawn).distinct().count()).isEqualTo(1000);
  }

  @Test
  void weightsWithoutReplacementDrawHeavyClassesEarlier() {
    int[] labels = Regions.labels(800, 200);
    BatchSampler some = new BatchSampler.Weighted(100, ONE_TO_TWO, false, 100);
    long positives = 0;
    for (int epoch = 0; epoch < 200; epoch++) {
      int[] drawn = drawn(some, labels, epoch);
      assertThat(Arrays.stream(drawn).distinct().count()).isEqualTo(100);
      positives += positives(drawn, labels);
    }
    // The first draw takes a positive with 400 / 1200; the share falls a little as they go.
    assertThat(positives / 20_000.0).isBetween(0.30, 0.335);
  }

  @Test
  void withoutReplacementAndAllSamplesEveryRegionComesOnceAndTheAdviceSaysSo() {
    int[] labels = Regions.labels(30, 10);
    BatchSampler all = new BatchSampler.Weighted(8, ONE_TO_TWO, false, 0);
    assertThat(Arrays.stream(drawn(all, labels, 1)).sorted().toArray())
        .isEqualTo(IntStream.range(0, 40).toArray());
    assertThat(all.advice(40)).hasValueSatisfying(s -> assertThat(s).contains("only the order"));
    assertThat(new BatchSampler.Weighted(8, ONE_TO_TWO, false, 40).advice(40)).isPresent();
    assertThat(new BatchSampler.Weighted(8, ONE_TO_TWO, false, 20).advice(40)).isEmpty();
    assertThat(new BatchSampler.Weighted(8, ONE_TO_TWO, true, 0).advice(40)).isEmpty();
    assertThat(new BatchSampler.Shuffle(8).advice(40)).isEmpty();
  }

  @Test
  void weightOfZeroIsNeverDrawn() {
    int[] labels = {0, 1, 0, 1, 0};
    BatchSampler positives = new BatchSampler.Weighted(4, List.of(0.0, 1.0), true, 100);
    assertThat(drawn(positives, labels, 1)).containsOnly(1, 3);
    assertThat(drawn(new BatchSampler.Weighted(4, List.of(0.0, 1.0), false, 2), labels, 1))
        .containsExactlyInAnyOrder(1, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> drawn(new BatchSampler.Weighted(4, List.of(0.0, 1.0), false, 3), labels, 1))
        .withMessageContaining("2 regions can be drawn");
  }

  @Test
  void everyLabelNeedsAWeight() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> drawn(new BatchSampler.Weighted(4, ONE_TO_TWO, true, 0), new int[] {0, 2}, 1))
        .withMessageContaining("label is 2");
  }

  @Property(tries = 100)
  void fixedPositivesFillEveryBatchAlike(
      @ForAll @IntRange(min = 1, max = 90) int negatives,
      @ForAll @IntRange(min = 1, max = 90) int positives) {
    int[] labels = Regions.labels(negatives, positives);
    List<int[]> batches = new BatchSampler.FixedPositives(16, 4).epoch(labels, random(1));
    assertThat(batches).hasSize((labels.length + 15) / 16);
    for (int[] batch : batches) {
      assertThat(batch).hasSize(16);
      assertThat(positives(batch, labels)).isEqualTo(4);
    }
  }

  @Test
  void packsAreUsedUpBeforeARegionComesAgain() {
    int[] labels = Regions.labels(300, 100);
    int[] drawn = drawn(BatchSampler.FixedPositives.RCNN, labels, 1);
    assertThat(drawn).hasSize(4 * 128);
    assertThat(Arrays.stream(drawn).filter(i -> labels[i] == 0).distinct().count()).isEqualTo(300);
    assertThat(Arrays.stream(drawn).filter(i -> labels[i] > 0).distinct().count()).isEqualTo(100);
  }

  @Test
  void oneKindAloneFillsTheBatch() {
    assertThat(drawn(BatchSampler.FixedPositives.RCNN, new int[5], 1)).hasSize(128);
    assertThat(drawn(BatchSampler.FixedPositives.RCNN, new int[] {1, 1}, 1)).hasSize(128);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchSampler.Shuffle(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchSampler.FixedPositives(8, 9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchSampler.Weighted(8, List.of(0.0, 0.0), true, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchSampler.Weighted(8, List.of(1.0, Double.NaN), true, 0));
  }
}
