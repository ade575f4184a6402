package io.faultline.internal.network;

import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.backbone.TensorPlan;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The tensors of a network's head. */
final class HeadTensors {
  private static final String OUTPUT = "head.output";

  private HeadTensors() {}

  /** All of them, from the trunk on. */
  static List<TensorPlan> of(NetworkSpec spec) {
    List<TensorPlan> tensors = new ArrayList<>();
    if (spec.head() == Head.HIDDEN) {
      tensors.addAll(HiddenLayer.tensors(spec));
    }
    tensors.add(TensorPlan.linear(OUTPUT + ".weight", spec.classes(), spec.featureDimension()));
    tensors.add(TensorPlan.constant(OUTPUT + ".bias", 0, spec.classes()));
    return tensors;
  }

  /**
   * Gives a head its first values: those of the weights, where they are of a detector, up to the
   * first tensor that has another shape there; the others start at random. The output of several
   * classes always does, because weights do not say which class an output stands for.
   */
  static void start(
      Parameters parameters, NetworkSpec spec, Weights weights, SplittableRandom random) {
    boolean known = true;
    for (TensorPlan tensor : of(spec)) {
      known =
          known
              && isIn(weights, tensor)
              && (spec.classes() == 1 || !tensor.name().startsWith(OUTPUT));
      if (known) {
        parameters.put(tensor, weights);
      } else {
        parameters.initialise(tensor, random);
      }
    }
  }

  private static boolean isIn(Weights weights, TensorPlan tensor) {
    return weights
        .find(tensor.name())
        .filter(found -> Arrays.equals(found.shape(), tensor.shape().toArray()))
        .isPresent();
  }
}
