package io.faultline.internal.finetuning;

import io.faultline.Progress;
import java.util.List;

/**
 * A run whose length the held-out photos decide. The learning rate stays until the held-out loss
 * falls no more, then falls to zero along half a cosine: warm-up, stable, decay (Hu et al. 2024,
 * arXiv 2404.06395, section 4; Hägele et al. 2024, arXiv 2405.18392: as good as a cosine of the
 * right length, which nobody knows before). Where nothing is held out, or the loss keeps falling,
 * the rate falls in the last part of the longest run.
 */
final class AdaptiveCourse implements Course {
  /** The part of a run in which the rate falls. */
  private static final double FALL = 0.3;

  /** A loss is lower where it is so by more than this share: less is noise. */
  private static final double GAIN = 0.01;

  private final FineTuneOptions options;
  private final long stepsPerEpoch;
  private final RunTime time;
  private final Progress progress;

  /** Epochs at the full rate; below 0 until that is known. */
  private int held = -1;

  /** Epochs of the whole run: the most until {@code held} is known. */
  private int last;

  /** The share of the time that was used when the rate began to fall. */
  private double usedBefore;

  AdaptiveCourse(FineTuneOptions options, long stepsPerEpoch, RunTime time, Progress progress) {
    this.options = options;
    this.stepsPerEpoch = stepsPerEpoch;
    this.time = time;
    this.progress = progress;
    this.last = options.epochs();
    if (longestHold() == 0) {
      held = 0;
    }
  }

  private int longestHold() {
    return (int) Math.floor(options.epochs() * (1 - FALL));
  }

  @Override
  public double learningRate(long step) {
    double rate =
        options.optimizer().learningRate()
            * options.schedule().warmUp(step, stepsPerEpoch * options.epochs());
    return held < 0 ? rate : rate * 0.5 * (1 + Math.cos(Math.PI * fallen(step)));
  }

  /** How much of the fall is done, by steps or by the time that is used. */
  private double fallen(long step) {
    double done = (step - (double) held * stepsPerEpoch) / ((last - held) * stepsPerEpoch);
    double byTime = usedBefore < 1 ? (time.usedShare() - usedBefore) / (1 - usedBefore) : 1;
    return Math.max(0, Math.min(1, Math.max(done, byTime)));
  }

  @Override
  public boolean isOver(List<EpochLog> epochs, int bestEpoch) {
    int done = epochs.size();
    if (held < 0 && done > 0 && endsHolding(epochs)) {
      held = done;
      last = done >= longestHold() ? options.epochs() : done + fall(done);
      usedBefore = time.usedShare();
      progress.note("the learning rate falls from now on, until the end after epoch " + last);
    }
    return done >= last || time.isOver(done, progress);
  }

  private static int fall(int held) {
    return Math.max(1, (int) Math.round(held * FALL / (1 - FALL)));
  }

  private boolean endsHolding(List<EpochLog> epochs) {
    return epochs.size() >= longestHold()
        || epochs.size() - lastGain(epochs) >= options.patience()
        || time.shareAfterNext(epochs.size()) > 1 - FALL;
  }

  /** The last epoch that had a clearly lower held-out loss than all before it; 0 for none. */
  private static int lastGain(List<EpochLog> epochs) {
    double lowest = Double.POSITIVE_INFINITY;
    int at = 0;
    for (EpochLog one : epochs) {
      if (Double.isNaN(one.validationLoss())) {
        return epochs.size(); // Nothing is held out: nothing speaks against another epoch.
      }
      if (one.validationLoss() < lowest * (1 - GAIN)) {
        lowest = one.validationLoss();
        at = one.epoch();
      }
    }
    return at;
  }

  @Override
  public int epochs() {
    return last;
  }

  @Override
  public String state() {
    return held + " " + last + " " + usedBefore;
  }

  @Override
  public void resume(String state) {
    String[] values = state.split(" ", -1);
    held = Integer.parseInt(values[0]);
    last = Integer.parseInt(values[1]);
    usedBefore = Double.parseDouble(values[2]);
  }
}
