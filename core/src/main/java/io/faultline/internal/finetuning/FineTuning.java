package io.faultline.internal.finetuning;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.network.HeadLayer;
import io.faultline.internal.network.NetworkTrainer;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Fine-tunes a network on labelled regions and leaves it with the weights of its best epoch: the
 * lowest held-out loss, or the last epoch where nothing is held out. A function of its inputs and
 * the seed, at one number of libtorch threads; only a limit in hours brings in the clock.
 */
public final class FineTuning {
  private FineTuning() {}

  /**
   * What came out.
   *
   * @param epochs one line per epoch that ran
   * @param bestEpoch whose weights the network now has
   */
  public record Result(List<EpochLog> epochs, int bestEpoch) {
    /** Copies the list. */
    public Result {
      epochs = List.copyOf(epochs);
    }
  }

  /**
   * What a run is lent.
   *
   * @param progress hears of steps and epochs
   * @param threads how many compute; results are the same in all digits for one number of them
   * @param executor lends threads: to passes that run side by side, and to what prepares the next
   *     batch while the network learns from the present one
   * @param nanoTime a clock that only moves forward, for a limit in hours
   * @param stop where the run leaves what it needs to go on after it was stopped, and goes on from
   *     what it finds there
   * @param onPreview takes what the first step of the run sees, before it
   * @param onEpoch takes all epochs so far, after each
   */
  public record Host(
      Progress progress,
      int threads,
      Executor executor,
      LongSupplier nanoTime,
      Optional<CheckpointFile> stop,
      Consumer<List<RegionPreview>> onPreview,
      Consumer<List<EpochLog>> onEpoch) {
    /** Checks the number of threads. */
    public Host {
      if (!(threads > 0)) {
        throw new IllegalArgumentException("threads is " + threads + "; it must be > 0");
      }
    }

    /** Works on the caller's thread and leaves nothing. */
    public static Host of(Progress progress) {
      return new Host(
          progress, 1, Runnable::run, () -> 0, Optional.empty(), seen -> {}, epochs -> {});
    }
  }

  /**
   * A file that a stopped run goes on from.
   *
   * @param file written after every epoch
   * @param key of everything that the run depends on: a file of another key is not gone on from
   */
  public record CheckpointFile(Path file, Fingerprint key) {}

  /**
   * Runs until the epochs are done, patience or time ends.
   *
   * @param network changed in place
   * @param heldOut may be empty: then every epoch runs and the last one counts
   * @throws FaultlineException with {@code INPUT} where no training region is positive, the loss
   *     stops being a number, or the checkpoint is damaged
   */
  public static Result run(
      RegionNetwork network,
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      RunSeed seed,
      Host host) {
    requirePositives(train);
    List<RegionHead> heads = options.heads(network.spec().classes());
    try (NetworkTrainer trainer = new NetworkTrainer(network, options.optimizer(), layers(heads))) {
      EpochPlan plan = plan(network, trainer, heads, train, heldOut, options, seed, host);
      host.onPreview().accept(plan.preview());
      plan.advice().ifPresent(host.progress()::note);
      boolean hasHeldOut = heldOut.stream().anyMatch(p -> !p.regions().regions().isEmpty());
      return new EpochLoop(network, trainer, plan, options, hasHeldOut, host).run();
    }
  }

  /** The layers that the network does not have itself: of all heads but the first. */
  private static List<HeadLayer> layers(List<RegionHead> heads) {
    return heads.stream().skip(1).map(one -> new HeadLayer(one.name(), one.outputs())).toList();
  }

  private static EpochPlan plan(
      RegionNetwork network,
      NetworkTrainer trainer,
      List<RegionHead> heads,
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      RunSeed seed,
      Host host) {
    int items =
        switch (options.regime()) {
          case SHARED -> options.shared().photosPerStep();
          case WARP -> options.warp().cropsPerStep();
        };
    ParallelPasses lanes = ParallelPasses.of(trainer, items, host.threads(), host.executor());
    TrainingStep step = new TrainingStep(network, trainer, heads, lanes);
    return switch (options.regime()) {
      case SHARED -> new SharedEpochs(train, heldOut, options, step, seed, host.executor());
      case WARP -> new WarpEpochs(train, heldOut, options, step, seed, host.executor());
    };
  }

  private static void requirePositives(List<TrainingPhoto> train) {
    boolean any =
        train.stream().flatMap(p -> p.regions().regions().stream()).anyMatch(r -> r.positive());
    if (!any) {
      throw new FaultlineException(
          Problem.INPUT,
          "no training region holds an object: the photos have no annotations, or no proposal"
              + " overlaps one enough (see region.labels.positive-iou)");
    }
  }
}
