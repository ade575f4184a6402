package io.faultline.internal.backbone;

import io.faultline.internal.weights.TensorShape;
import java.util.SplittableRandom;

/**
 * A tensor of a network before it has values: what it is called, its shape, and the values that it
 * starts with where no weights are given. A start is Gaussian; without a deviation it is constant.
 *
 * @param mean of the starting values
 * @param deviation of the starting values, at least 0
 */
public record TensorPlan(String name, TensorShape shape, double mean, double deviation) {

  /** All values alike, such as 1 for scales and 0 for biases. */
  public static TensorPlan constant(String name, double value, int... shape) {
    return new TensorPlan(name, TensorShape.of(shape), value, 0);
  }

  /** Gaussian around 0. */
  static TensorPlan gaussian(String name, double deviation, int... shape) {
    return new TensorPlan(name, TensorShape.of(shape), 0, deviation);
  }

  /** The weights of a linear layer, {@code [out][in]}: a deviation of {@code sqrt(2 / in)}. */
  public static TensorPlan linear(String name, int out, int in) {
    return gaussian(name, Math.sqrt(2.0 / in), out, in);
  }

  /** Values to start with, row-major. */
  float[] start(SplittableRandom random) {
    float[] values = new float[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation == 0 ? mean : mean + random.nextGaussian() * deviation);
    }
    return values;
  }
}
