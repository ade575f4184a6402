package io.faultline.internal.weights;

import io.faultline.weights.NamedTensor;
import java.nio.FloatBuffer;

/**
 * The values that a trained network can have. A NaN or a huge number in one place makes every score
 * 0, or moves every box out of its photo: such a network would call every photo clean.
 */
public final class TensorRange {
  /** Trained weights are below 100; a layer on features of small numbers may reach a thousand. */
  private static final float MAX_WEIGHT = 1e5f;

  /** Variances of activations, which no penalty keeps small. */
  private static final float MAX_VARIANCE = 1e9f;

  /** Log-odds that stand alone. */
  private static final float MAX_OUTPUT_BIAS = 1000;

  private TensorRange() {}

  /**
   * Checks every value.
   *
   * @throws io.faultline.FaultlineException with {@code MODEL} naming tensor, place and value
   */
  public static void check(String source, NamedTensor tensor) {
    String name = tensor.name();
    if (name.endsWith("num_batches_tracked")) {
      checkFinite(source, tensor);
      return;
    }
    boolean variance = name.endsWith("running_var");
    boolean output = name.equals("head.output.bias") || name.equals("svm.bias");
    check(
        source,
        tensor,
        variance ? 0 : output ? -MAX_OUTPUT_BIAS : -MAX_WEIGHT,
        variance ? MAX_VARIANCE : output ? MAX_OUTPUT_BIAS : MAX_WEIGHT);
  }

  /** As {@link #check(String, NamedTensor)}, but of any size. */
  public static void checkFinite(String source, NamedTensor tensor) {
    check(source, tensor, -Float.MAX_VALUE, Float.MAX_VALUE);
  }

  private static void check(String source, NamedTensor tensor, float least, float most) {
    FloatBuffer values = tensor.buffer();
    for (int i = 0; i < values.limit(); i++) {
      float value = values.get(i);
      if (!(value >= least && value <= most)) {
        String rule =
            Float.isFinite(value)
                ? "; it must be " + least + " to " + most
                : "; it must be finite (did fine-tuning diverge?)";
        throw WeightsFault.in(
            source, tensor.name(), "value " + place(tensor.shape(), i) + " is " + value + rule);
      }
    }
  }

  /** The indices of a value, as NumPy writes them. */
  private static String place(int[] shape, int flat) {
    StringBuilder place = new StringBuilder("]");
    int rest = flat;
    for (int d = shape.length - 1; d >= 0; d--) {
      place.insert(0, rest % shape[d]).insert(0, d == 0 ? "[" : ", ");
      rest /= shape[d];
    }
    return shape.length == 0 ? "[]" : place.toString();
  }
}
