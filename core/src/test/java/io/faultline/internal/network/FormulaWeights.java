package io.faultline.internal.network;

import io.faultline.internal.backbone.Backbone;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.backbone.TensorPlan;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Weights and input by the formulas that the note of {@code golden/networks.json} states. */
public final class FormulaWeights {
  private FormulaWeights() {}

  /** All tensors of a trunk and its classifier, as torchvision would have them in a file. */
  public static Weights of(Backbone trunk) {
    List<NamedTensor> tensors = new ArrayList<>();
    for (TensorPlan plan : whole(trunk)) {
      int[] shape = plan.shape().toArray();
      float[] values = values(plan.name(), shape, tensors.size());
      tensors.add(new NamedTensor(plan.name(), shape, values));
    }
    return Weights.of("formula", tensors);
  }

  /** All tensors of a whole trunk and its classifier, as a file holds them. */
  static List<TensorPlan> whole(Backbone trunk) {
    List<TensorPlan> tensors = new ArrayList<>(trunk.stored());
    tensors.addAll(trunk.classifier());
    return tensors;
  }

  /** The tensors of a trunk, loaded; the caller closes them. */
  public static Parameters parameters(Backbone trunk, Weights stored) {
    Weights weights = trunk.load(stored);
    Parameters parameters = new Parameters();
    trunk.tensors().forEach(tensor -> parameters.put(tensor, weights));
    return parameters;
  }

  private static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private static float[] values(String name, int[] shape, int k) {
    int size = size(shape);
    double scale = Math.sqrt(3.0 / ((double) size / shape[0]));
    float[] values = new float[size];
    for (int j = 0; j < size; j++) {
      double u = Math.sin(12.9898 * (j % 9973) + 78.233 * (k + 1)) * 43758.5453;
      double v = 2 * (u - Math.floor(u)) - 1;
      if (name.endsWith("running_var")) {
        v = 1 + 0.5 * Math.abs(v);
      } else if (name.endsWith("running_mean") || name.endsWith("bias")) {
        v = 0.1 * v;
      } else if (shape.length >= 2) {
        v = v * scale;
      } else {
        v = 1 + 0.1 * v;
      }
      values[j] = (float) v;
    }
    return values;
  }

  /** {@code [2][3][96][96]}. */
  public static Tensor input() {
    float[] values = new float[2 * 3 * 96 * 96];
    for (int i = 0; i < values.length; i++) {
      int x = i % 96;
      int y = i / 96 % 96;
      int c = i / (96 * 96) % 3;
      int n = i / (96 * 96 * 3);
      values[i] = (float) Math.sin(0.02 * x + 0.03 * y + c + 2 * n);
    }
    return Tensor.create(values, 2, 3, 96, 96);
  }
}
