package io.faultline.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Weights and input by the formulas that the note of {@code golden/networks.json} states. */
final class FormulaWeights {
  private FormulaWeights() {}

  /** All tensors of a trunk and its classifier, as torchvision would have them in a file. */
  static Weights of(Trunk trunk) {
    List<NamedTensor> tensors = new ArrayList<>();
    whole(trunk)
        .forEach(
            (name, shape) ->
                tensors.add(new NamedTensor(name, shape, values(name, shape, tensors.size()))));
    return Weights.of("formula", tensors);
  }

  /** Name to shape of all tensors of a trunk and its classifier. */
  static Map<String, int[]> whole(Trunk trunk) {
    Map<String, int[]> tensors = trunk.tensors(0);
    tensors.putAll(trunk.classifierTensors());
    return tensors;
  }

  static int size(int[] shape) {
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
  static Tensor input() {
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
