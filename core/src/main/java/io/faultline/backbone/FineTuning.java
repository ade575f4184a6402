package io.faultline.backbone;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.network.NetworkTrainer;
import io.faultline.network.RegionNetwork;
import io.faultline.network.Weights;
import io.faultline.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;

/**
 * Fine-tunes a network on labelled regions and leaves it with the weights of its best epoch: the
 * lowest held-out loss, or the last epoch where nothing is held out. A function of its inputs and
 * the seed, at one number of libtorch threads.
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
   * Runs until the epochs are done or patience ends.
   *
   * @param network changed in place
   * @param heldOut may be empty: then every epoch runs and the last one counts
   * @throws FaultlineException with {@code INPUT} where no training region is positive, or the loss
   *     stops being a number
   */
  public static Result run(
      RegionNetwork network,
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      RunSeed seed,
      Progress progress) {
    requirePositives(train);
    try (NetworkTrainer trainer = new NetworkTrainer(network, options.optimizer())) {
      EpochPlan plan = plan(network, trainer, train, heldOut, options, seed);
      boolean hasHeldOut = heldOut.stream().anyMatch(p -> !p.regions().regions().isEmpty());
      return new Loop(network, plan, options, progress).run(hasHeldOut);
    }
  }

  /**
   * What the first step of {@link #run} sees with the same photos, options and seed; the network
   * stays as it is. Crops are made when they are asked for.
   *
   * @throws FaultlineException as {@link #run}
   */
  public static List<RegionPreview> preview(
      RegionNetwork network, List<TrainingPhoto> train, FineTuneOptions options, RunSeed seed) {
    requirePositives(train);
    try (NetworkTrainer trainer = new NetworkTrainer(network, options.optimizer())) {
      return plan(network, trainer, train, List.of(), options, seed).preview();
    }
  }

  private static EpochPlan plan(
      RegionNetwork network,
      NetworkTrainer trainer,
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      RunSeed seed) {
    TrainingStep step = new TrainingStep(network, trainer, options.loss().loss());
    return switch (options.regime()) {
      case SHARED -> new SharedEpochs(train, heldOut, options, step, seed);
      case WARP -> new WarpEpochs(train, heldOut, options, step, seed);
    };
  }

  private static void requirePositives(List<TrainingPhoto> train) {
    boolean any =
        train.stream().flatMap(p -> p.regions().regions().stream()).anyMatch(r -> r.positive());
    if (!any) {
      throw new FaultlineException(
          Problem.INPUT,
          "no training region holds an object: the photos have no annotations, or no proposal"
              + " overlaps one enough (see region.positive-iou)");
    }
  }

  /** The epochs of one run and the best weights so far. */
  private static final class Loop {
    private final RegionNetwork network;
    private final EpochPlan plan;
    private final FineTuneOptions options;
    private final Progress progress;
    private final List<EpochLog> logs = new ArrayList<>();

    Loop(RegionNetwork network, EpochPlan plan, FineTuneOptions options, Progress progress) {
      this.network = network;
      this.plan = plan;
      this.options = options;
      this.progress = progress;
    }

    Result run(boolean hasHeldOut) {
      Weights best = network.snapshot();
      double bestLoss = Double.POSITIVE_INFINITY;
      int bestEpoch = 0;
      long steps = plan.stepsPerEpoch() * options.epochs();
      long[] done = {0};
      progress.begin("fine-tuning", steps, "steps");
      for (int epoch = 1; epoch <= options.epochs(); epoch++) {
        BatchScore trained =
            plan.train(
                epoch, at -> options.learningRate(at, steps), () -> progress.advance(++done[0]));
        EpochLog log = log(epoch, steps, trained);
        double judged = hasHeldOut ? log.validationLoss() : bestLoss;
        boolean better = !hasHeldOut || judged < bestLoss;
        if (better) {
          best = network.snapshot();
          bestLoss = judged;
          bestEpoch = epoch;
        }
        if (epoch - bestEpoch >= options.patience()) {
          progress.note("stopped: no better held-out loss in " + options.patience() + " epochs");
          break;
        }
      }
      progress.end();
      network.restore(best);
      return new Result(logs, bestEpoch);
    }

    private EpochLog log(int epoch, long steps, BatchScore trained) {
      BatchScore measured = plan.validate();
      EpochLog log =
          new EpochLog(
              epoch,
              options.learningRate(epoch * plan.stepsPerEpoch() - 1, steps),
              trained.loss(),
              trained.accuracy(),
              measured.loss(),
              measured.accuracy(),
              measured.recall());
      if (!Double.isFinite(log.trainLoss())) {
        throw new FaultlineException(
            Problem.INPUT,
            "fine-tuning: the loss of epoch "
                + epoch
                + " is not a number; lower"
                + " fine-tune.optimizer.learning-rate");
      }
      logs.add(log);
      progress.note(log.line());
      return log;
    }
  }
}
