package io.faultline.internal.experiment;

import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where settings are searched. Two in three candidates have focal loss, and of these one in four
 * has alpha switched off; one in three keeps the base's sampler, the others draw by class weight.
 *
 * @param alpha of focal loss, within [0, 1]
 * @param gamma of focal loss, at least 0
 * @param positiveIou from which overlap a region is positive, within [0, 1]
 * @param classWeight how much more often positives are drawn than negatives, at least 1; 1 shuffles
 * @param learningRate what the base's is multiplied by, above 0, drawn evenly over its logarithm
 */
public record SearchSpace(
    Range alpha, Range gamma, Range positiveIou, Range classWeight, Range learningRate) {
  /** Around what mmalek06 (2024), part 3, and torchvision use. */
  public static final SearchSpace DEFAULT =
      new SearchSpace(
          new Range(0.1, 0.9),
          new Range(0, 4),
          new Range(0.3, 0.6),
          new Range(1, 4),
          new Range(0.2, 5));

  private static final double FOCAL = 2 / 3.0;
  private static final double ALPHA_OFF = 0.25;
  private static final double BASE_SAMPLER = 1 / 3.0;

  /** From {@code min} to {@code max}, both inside; equal where nothing is searched. */
  public record Range(double min, double max) {
    /** Checks the order. */
    public Range {
      if (!(max >= min) || Double.isInfinite(max - min)) {
        throw new IllegalArgumentException(
            "range is from " + min + " to " + max + "; it must not fall");
      }
    }

    private double at(double share) {
      return min + share * (max - min);
    }
  }

  /** Checks the ranges. */
  public SearchSpace {
    within("alpha", alpha, 0, 1);
    within("gamma", gamma, 0, Double.MAX_VALUE);
    within("positive-iou", positiveIou, 0, 1);
    within("class-weight", classWeight, 1, Double.MAX_VALUE);
    within("learning-rate", learningRate, Double.MIN_NORMAL, Double.MAX_VALUE);
  }

  private static void within(String name, Range range, double min, double max) {
    if (!(range.min() >= min) || !(range.max() <= max)) {
      throw new IllegalArgumentException(
          name
              + " is searched from "
              + range.min()
              + " to "
              + range.max()
              + "; it must lie in ["
              + min
              + ", "
              + max
              + "]");
    }
  }

  /**
   * The base itself, then others drawn at random. Each depends on the base's seed and its own
   * number alone: more candidates are the same ones and some more.
   *
   * @param count at least 1
   */
  public List<Candidate> candidates(PipelineConfig base, int count) {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(new Candidate(Candidate.BASE, base));
    RunSeed seed = new RunSeed(base.seed());
    for (int number = 1; number < count; number++) {
      List<String> sets = draw(base, seed.of("tuning", number));
      candidates.add(new Candidate(number, base.with(sets.toArray(String[]::new))));
    }
    return candidates;
  }

  /** Every number is drawn, used or not, so that each is the same whatever the others say. */
  private List<String> draw(PipelineConfig base, SplittableRandom random) {
    boolean focal = random.nextDouble() < FOCAL;
    boolean off = random.nextDouble() < ALPHA_OFF;
    double ofAlpha = alpha.at(random.nextDouble());
    double ofGamma = gamma.at(random.nextDouble());
    double iou = positiveIou.at(random.nextDouble());
    boolean baseSampler = random.nextDouble() < BASE_SAMPLER;
    double weight = Math.rint(10 * classWeight.at(random.nextDouble())) / 10;
    double times =
        learningRate.min() * Math.pow(learningRate.max() / learningRate.min(), random.nextDouble());
    List<String> sets = new ArrayList<>();
    sets.add(Setting.LOSS.key() + "=" + (focal ? "focal" : "bce"));
    if (focal) {
      sets.add(Setting.ALPHA.key() + "=" + (off ? "-1" : Setting.number(ofAlpha)));
      sets.add(Setting.GAMMA.key() + "=" + Setting.number(ofGamma));
    }
    sets.add(Setting.POSITIVE_IOU.key() + "=" + Setting.number(iou));
    if (!baseSampler && weight <= 1) {
      sets.add("fine-tune.sampler.kind=shuffle");
    } else if (!baseSampler) {
      sets.add("fine-tune.sampler.kind=weighted");
      sets.add(Setting.CLASS_WEIGHT.key() + "=1," + weight);
    }
    double rate = base.fineTune().optimizer().learningRate() * times;
    sets.add(Setting.LEARNING_RATE.key() + "=" + Setting.number(rate));
    return sets;
  }
}
