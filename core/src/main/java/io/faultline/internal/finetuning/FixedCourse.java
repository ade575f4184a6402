package io.faultline.internal.finetuning;

import io.faultline.Progress;
import java.util.List;

/** A run whose length is known before it: so many epochs, unless patience or time ends first. */
final class FixedCourse implements Course {
  private final FineTuneOptions options;
  private final long steps;
  private final RunTime time;
  private final Progress progress;

  FixedCourse(FineTuneOptions options, long stepsPerEpoch, RunTime time, Progress progress) {
    this.options = options;
    this.steps = stepsPerEpoch * options.epochs();
    this.time = time;
    this.progress = progress;
  }

  /** By the step, or by the share of the time that is used where that is greater. */
  @Override
  public double learningRate(long step) {
    long byTime = (long) Math.floor(Math.min(1, time.usedShare()) * (steps - 1));
    return options.optimizer().learningRate()
        * options.schedule().factor(Math.max(step, byTime), steps, options.epochs());
  }

  @Override
  public boolean isOver(List<EpochLog> epochs, int bestEpoch) {
    if (epochs.size() >= options.epochs()) {
      return true;
    }
    if (epochs.size() - bestEpoch >= options.patience()) {
      progress.note("stopped: no better held-out loss in " + options.patience() + " epochs");
      return true;
    }
    return time.isOver(epochs.size(), progress);
  }

  @Override
  public int epochs() {
    return options.epochs();
  }

  @Override
  public String state() {
    return "";
  }

  @Override
  public void resume(String state) {
    // The epochs say everything.
  }
}
