package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.Progress;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.NetworkTrainer;
import io.faultline.internal.network.OptimizerOptions;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParallelPassesTest {
  private final ExecutorService workers = Executors.newFixedThreadPool(4);

  @AfterEach
  void close() {
    workers.shutdownNow();
  }

  /** Plain gradient descent, so that a lost or doubled gradient shows. */
  @ParameterizedTest
  @EnumSource(Regime.class)
  void lanesLearnWhatOneThreadLearnsAndTheSameEveryTime(Regime regime) {
    float[] before = weights(regime, 1, 0);
    float[] alone = weights(regime, 1, 0.1);
    float[] four = weights(regime, 4, 0.1);
    for (int again = 0; again < 5; again++) {
      assertThat(weights(regime, 4, 0.1)).isEqualTo(four);
    }
    double moved = 0;
    double apart = 0;
    for (int i = 0; i < alone.length; i++) {
      moved = Math.max(moved, Math.abs(alone[i] - before[i]));
      apart = Math.max(apart, Math.abs(alone[i] - four[i]));
    }
    assertThat(apart).isLessThan(moved / 100);
  }

  /** The hidden layer after two steps of four photos or crops at a rate. */
  private float[] weights(Regime regime, int threads, double rate) {
    FineTuneOptions usual = FineTuningTest.options(regime);
    FineTuneOptions options =
        new FineTuneOptions(
            regime,
            2,
            2,
            usual.hours(),
            1,
            usual.sampler(),
            new FineTuneOptions.SharedOptions(4, 1, usual.shared().regions()),
            new FineTuneOptions.WarpOptions(8, 8, 32, 0),
            new OptimizerOptions(OptimizerOptions.Kind.SGD, Math.max(rate, 1e-30), 0, 0, false),
            usual.schedule(),
            usual.loss(),
            usual.augmentation());
    try (RegionNetwork network = RegionNetwork.untrained(spec(false), new RunSeed(2))) {
      FineTuning.run(
          network,
          FineTuningTest.photos(4, 0),
          FineTuningTest.photos(2, 100),
          options,
          new RunSeed(1),
          new FineTuning.Host(
              Progress.NONE,
              threads,
              workers,
              () -> 0,
              Optional.empty(),
              seen -> {},
              epochs -> {}));
      return network.snapshot().find("head.hidden.weight").orElseThrow().values();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // items, threads, lanes, items each, threads each
    "4, 1, 1, 4, 1",
    "4, 2, 2, 2, 1",
    "4, 3, 2, 2, 1",
    "4, 16, 4, 1, 4",
    "5, 4, 3, 2, 1",
    "64, 2, 2, 32, 1"
  })
  void threadsAreSharedOut(int items, int threads, int lanes, int itemsEach, int threadsEach) {
    assertThat(lanes(false, items, threads))
        .isEqualTo(new ParallelPasses(lanes, itemsEach, threadsEach, workers));
  }

  /** Its means are those of the whole batch. */
  @Test
  void batchNormThatLearnsSeesTheWholeBatch() {
    assertThat(lanes(true, 4, 2)).isEqualTo(new ParallelPasses(1, 4, 2, workers));
  }

  private ParallelPasses lanes(boolean trainBatchNorm, int items, int threads) {
    try (RegionNetwork network = RegionNetwork.untrained(spec(trainBatchNorm), new RunSeed(2));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      return ParallelPasses.of(trainer, items, threads, workers);
    }
  }

  private static NetworkSpec spec(boolean trainBatchNorm) {
    return new NetworkSpec(
        Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, trainBatchNorm, 0);
  }

  @Test
  void resultsAreTakenInOrderWhateverEndsFirst() {
    CountDownLatch second = new CountDownLatch(1);
    List<Integer> taken = new ArrayList<>();
    new ParallelPasses(2, 1, 1, workers)
        .run(
            5,
            part -> {
              if (part == 0) {
                await(second);
              } else if (part == 1) {
                second.countDown();
              }
              return part;
            },
            taken::add);
    assertThat(taken).containsExactly(0, 1, 2, 3, 4);
  }

  /** What a lane works with may be freed once the fault is out. */
  @Test
  void aFaultComesOutWhenNoLaneWorksAnyMore() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                new ParallelPasses(2, 1, 1, workers)
                    .run(
                        2,
                        part -> {
                          if (part == 0) {
                            await(begun);
                            failed.countDown();
                            throw new IllegalStateException("lost");
                          }
                          begun.countDown();
                          await(failed);
                          pause();
                          ended.set(true);
                          return part;
                        },
                        part -> {}))
        .hasMessage("lost");
    assertThat(ended).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
