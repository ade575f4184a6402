package io.faultline.internal.finetuning;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.network.NetworkTrainer;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.weights.SafetensorsFile;
import io.faultline.weights.Weights;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The epochs of one run, the best weights so far, and when to stop. */
final class EpochLoop {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  private final RegionNetwork network;
  private final NetworkTrainer trainer;
  private final EpochPlan plan;
  private final FineTuneOptions options;
  private final boolean hasHeldOut;
  private final FineTuning.Host host;
  private final Progress progress;
  private final long steps;
  private final List<EpochLog> logs = new ArrayList<>();
  private Weights best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;
  private double earlierSeconds;
  private final long start;

  EpochLoop(
      RegionNetwork network,
      NetworkTrainer trainer,
      EpochPlan plan,
      FineTuneOptions options,
      boolean hasHeldOut,
      FineTuning.Host host) {
    this.network = network;
    this.trainer = trainer;
    this.plan = plan;
    this.options = options;
    this.hasHeldOut = hasHeldOut;
    this.host = host;
    this.progress = host.progress();
    this.steps = plan.stepsPerEpoch() * options.epochs();
    this.best = network.snapshot();
    this.start = host.nanoTime().getAsLong();
  }

  FineTuning.Result run() {
    progress.begin("fine-tuning", steps, "steps");
    host.stop().ifPresent(this::resume);
    long[] done = {logs.size() * plan.stepsPerEpoch()};
    while (logs.size() < options.epochs() && !patienceEnded() && !timeEnded()) {
      int epoch = logs.size() + 1;
      BatchScore trained = plan.train(epoch, this::learningRate, () -> progress.advance(++done[0]));
      EpochLog log = log(epoch, trained);
      if (!hasHeldOut || log.validationLoss() < bestLoss) {
        best = network.snapshot();
        bestLoss = log.validationLoss();
        bestEpoch = epoch;
      }
      host.stop().ifPresent(this::saveCheckpoint);
      host.onEpoch().accept(List.copyOf(logs));
    }
    progress.end();
    network.restore(best);
    return new FineTuning.Result(logs, bestEpoch);
  }

  private boolean patienceEnded() {
    if (logs.size() - bestEpoch < options.patience()) {
      return false;
    }
    progress.note("stopped: no better held-out loss in " + options.patience() + " epochs");
    return true;
  }

  /** Whether another epoch as long as the mean of those before would end too late. */
  private boolean timeEnded() {
    if (options.hours().isEmpty() || logs.isEmpty()) {
      return false;
    }
    double seconds = seconds();
    if (seconds + seconds / logs.size() <= options.hours().get() * SECONDS_PER_HOUR) {
      return false;
    }
    progress.note("stopped: another epoch would pass the " + options.hours().get() + " hours");
    return true;
  }

  private double seconds() {
    return earlierSeconds + (host.nanoTime().getAsLong() - start) / NANOS_PER_SECOND;
  }

  /** By the step, or by the share of the time that is used where that is greater. */
  private double learningRate(long step) {
    double used = options.hours().map(hours -> seconds() / (hours * SECONDS_PER_HOUR)).orElse(0.0);
    return options.learningRate(
        Math.max(step, (long) Math.floor(Math.min(1, used) * (steps - 1))), steps);
  }

  private EpochLog log(int epoch, BatchScore trained) {
    BatchScore measured = plan.validate();
    EpochLog log =
        new EpochLog(
            epoch,
            learningRate(epoch * plan.stepsPerEpoch() - 1),
            trained.loss(),
            trained.accuracy(),
            measured.loss(),
            measured.accuracy(),
            measured.recall(),
            options.loss().loss().guessing(measured.share()));
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
    noteSkipped(epoch, trained.skipped() + measured.skipped());
    return log;
  }

  private void noteSkipped(int epoch, long skipped) {
    if (skipped > 0) {
      progress.note(
          "epoch "
              + epoch
              + ": "
              + skipped
              + " passes or steps gave numbers that are not finite; nothing was learnt from them");
    }
  }

  private void saveCheckpoint(FineTuning.CheckpointFile place) {
    new Checkpoint(logs, bestEpoch, bestLoss, seconds(), network.snapshot(), best, trainer.state())
        .write(place.file(), place.key());
  }

  private void resume(FineTuning.CheckpointFile place) {
    if (!Files.exists(place.file())) {
      return;
    }
    SafetensorsFile file = SafetensorsFile.read(place.file());
    if (!Checkpoint.belongs(file, place.key())) {
      progress.note(
          "starting from the first epoch: "
              + place.file()
              + " belongs to other photos, settings, another seed, number of threads or number format");
      return;
    }
    Checkpoint past = Checkpoint.of(file);
    network.restore(past.network());
    trainer.restore(past.optimizer());
    logs.addAll(past.epochs());
    best = past.best();
    bestLoss = past.bestLoss();
    bestEpoch = past.bestEpoch();
    earlierSeconds = past.seconds();
    progress.note("resuming after epoch " + logs.size());
    progress.advance(logs.size() * plan.stepsPerEpoch());
  }
}
