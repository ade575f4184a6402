package io.faultline.internal.finetuning;

/**
 * How the learning rate changes over a run.
 *
 * @param kind the curve after warming up
 * @param warmUp share of the run's steps over which the rate rises linearly from nothing, in [0, 1)
 * @param stepEpochs {@code step}: epochs between two falls, at least 1 (torch's {@code step_size})
 * @param stepFactor {@code step}: what the rate is multiplied by at each, in (0, 1]
 */
public record ScheduleOptions(Kind kind, double warmUp, int stepEpochs, double stepFactor) {

  /** The curves. */
  public enum Kind {
    /** Stays as it is. */
    CONSTANT,
    /** Falls by a factor every so many epochs, as torch's {@code StepLR}. */
    STEP,
    /** Falls to zero along half a cosine (Loshchilov and Hutter 2017). */
    COSINE,
    /** Stays until the held-out loss falls no more, then falls to zero: {@link AdaptiveCourse}. */
    ADAPTIVE
  }

  /** As long as the held-out photos gain, after one twentieth of warm-up. */
  public static final ScheduleOptions DEFAULT = new ScheduleOptions(Kind.ADAPTIVE, 0.05, 5, 0.1);

  /** Checks the ranges. */
  public ScheduleOptions {
    if (!(warmUp >= 0) || !(warmUp < 1)) {
      throw new IllegalArgumentException("warm-up is " + warmUp + "; it must be in [0, 1)");
    }
    if (!(stepEpochs > 0)) {
      throw new IllegalArgumentException("step-epochs is " + stepEpochs + "; it must be > 0");
    }
    if (!(stepFactor > 0) || !(stepFactor <= 1)) {
      throw new IllegalArgumentException("step-factor is " + stepFactor + "; it must be in (0, 1]");
    }
  }

  /** What the learning rate is multiplied by while it rises; 1 from then on. */
  double warmUp(long step, long steps) {
    long rising = rising(steps);
    return step < rising ? (step + 1.0) / rising : 1;
  }

  private long rising(long steps) {
    return (long) Math.floor(steps * warmUp);
  }

  /**
   * What the learning rate is multiplied by, where the length of the run is known before it.
   *
   * @param step from 0
   * @param steps of the whole run
   * @param epochs of the whole run
   */
  double factor(long step, long steps, int epochs) {
    long rising = rising(steps);
    if (step < rising) {
      return warmUp(step, steps);
    }
    return switch (kind) {
      case CONSTANT, ADAPTIVE -> 1;
      case STEP -> {
        int epoch = Math.toIntExact(step * epochs / steps);
        int falls = epoch / stepEpochs;
        yield Math.pow(stepFactor, falls);
      }
      case COSINE -> {
        double done = (double) (step - rising) / Math.max(1, steps - rising);
        yield 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
      }
    };
  }
}
