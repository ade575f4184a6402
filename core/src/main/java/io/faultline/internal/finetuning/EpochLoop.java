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
  private final RegionNetwork network;
  private final NetworkTrainer trainer;
  private final EpochPlan plan;
  private final FineTuneOptions options;
  private final boolean hasHeldOut;
  private final FineTuning.Host host;
  private final Progress progress;
  private final RunTime time;
  private final Course course;
  private final List<EpochLog> logs = new ArrayList<>();
  private Weights best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;

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
    this.best = network.snapshot();
    this.time = new RunTime(options.hours(), host.nanoTime());
    this.course =
        options.schedule().kind() == ScheduleOptions.Kind.ADAPTIVE
            ? new AdaptiveCourse(options, plan.stepsPerEpoch(), time, progress)
            : new FixedCourse(options, plan.stepsPerEpoch(), time, progress);
  }

  FineTuning.Result run() {
    host.stop().ifPresent(this::resume);
    long[] done = {logs.size() * plan.stepsPerEpoch()};
    begin(done[0]);
    boolean over = course.isOver(logs, bestEpoch);
    while (!over) {
      int epoch = logs.size() + 1;
      BatchScore trained =
          plan.train(epoch, course::learningRate, () -> progress.advance(++done[0]));
      trainer.exchangeAverage();
      EpochLog log = log(epoch, trained);
      if (!hasHeldOut || log.validationLoss() < bestLoss) {
        best = network.snapshot();
        bestLoss = log.validationLoss();
        bestEpoch = epoch;
      }
      trainer.exchangeAverage();
      int planned = course.epochs();
      over = course.isOver(logs, bestEpoch);
      if (course.epochs() != planned) {
        begin(done[0]);
      }
      host.stop().ifPresent(this::saveCheckpoint);
      host.onEpoch().accept(List.copyOf(logs));
    }
    progress.end();
    network.restore(best);
    return new FineTuning.Result(logs, bestEpoch);
  }

  /** Progress over the steps of the run, as long as it is planned now. */
  private void begin(long done) {
    progress.begin("fine-tuning", plan.stepsPerEpoch() * course.epochs(), "steps");
    if (done > 0) {
      progress.advance(done);
    }
  }

  private EpochLog log(int epoch, BatchScore trained) {
    BatchScore measured = plan.validate();
    EpochLog log =
        new EpochLog(
            epoch,
            course.learningRate(epoch * plan.stepsPerEpoch() - 1),
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
    new Checkpoint(
            logs,
            bestEpoch,
            bestLoss,
            time.seconds(),
            course.state(),
            network.snapshot(),
            best,
            trainer.state())
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
    time.resume(past.seconds());
    course.resume(past.course());
    progress.note("resuming after epoch " + logs.size());
  }
}
