package io.faultline.internal.finetuning;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The mean of a loss over the logits of a batch, and the sigmoid that all of them share. */
final class BatchMean {
  private BatchMean() {}

  static LossValue of(
      RegionLoss loss, float[] logits, float[] targets, IntToDoubleFunction weights) {
    int count = logits.length;
    if (count == 0 || targets.length != count) {
      throw new IllegalArgumentException(
          count + " logits do not fit " + targets.length + " targets");
    }
    double sum = 0;
    float[] gradient = new float[count];
    for (int i = 0; i < count; i++) {
      double weight = weights.applyAsDouble(i);
      double target = targets[i];
      if (!(target >= 0 && target <= 1) || !(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "target " + i + " is " + target + " with weight " + weight + "; it must be in [0, 1]");
      }
      sum += weight * loss.value(logits[i], target);
      gradient[i] = (float) (weight * loss.derivative(logits[i], target) / count);
    }
    return new LossValue(sum / count, gradient);
  }

  /** 1 / (1 + exp(-x)), without overflow and exact to the last digits at both ends. */
  static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /** log(1 + exp(x)), without overflow. */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** The lowest mean over logits from -10 to 10 that are alike; see {@link RegionLoss#guessing}. */
  static double ofBestGuess(RegionLoss loss, double share) {
    return IntStream.rangeClosed(-1000, 1000)
        .mapToDouble(i -> i / 100.0)
        .map(logit -> share * loss.value(logit, 1) + (1 - share) * loss.value(logit, 0))
        .reduce(Double.POSITIVE_INFINITY, Math::min);
  }
}
