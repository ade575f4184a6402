package io.faultline.internal.network;

/**
 * How weights are updated.
 *
 * @param kind Adam (Kingma and Ba 2015) or stochastic gradient descent with momentum
 * @param learningRate step size at the start, greater than 0
 * @param momentum SGD's momentum in [0, 1); Adam has its own 0.9 and 0.999
 * @param weightDecay L2 penalty, at least 0
 * @param average whether a network gets the average of the weights over the last tenth of the
 *     steps, and not those of the last step ({@link WeightAverage})
 */
public record OptimizerOptions(
    Kind kind, double learningRate, double momentum, double weightDecay, boolean average) {

  /** The update rules. */
  public enum Kind {
    /** Adam with betas 0.9 and 0.999. */
    ADAM,
    /** Stochastic gradient descent with momentum. */
    SGD
  }

  /** Checks ranges. */
  public OptimizerOptions {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException("learning-rate is " + learningRate + "; it must be > 0");
    }
    if (!(momentum >= 0) || !(momentum < 1)) {
      throw new IllegalArgumentException("momentum is " + momentum + "; it must be in [0, 1)");
    }
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException("weight-decay is " + weightDecay + "; it must be >= 0");
    }
  }

  /** The product's default: Adam at 1e-3, as in mmalek06 (2024), part 3. */
  public static OptimizerOptions adam() {
    return new OptimizerOptions(Kind.ADAM, 1e-3, 0.9, 0, false);
  }

  /** This with another learning rate. */
  public OptimizerOptions withLearningRate(double rate) {
    return new OptimizerOptions(kind, rate, momentum, weightDecay, average);
  }
}
