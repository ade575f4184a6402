package io.faultline.internal.backbone;

import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Batch norm that never changes is an affine map, so it can be part of the convolution before it:
 *
 * <pre>
 * W' = W * scale / sqrt(variance + epsilon)
 * b' = shift - mean * scale / sqrt(variance + epsilon)
 * </pre>
 *
 * <p>Folded weights hold {@code W'} under the kernel's name and {@code b'} under the name of the
 * shift. Unfolded again they have all of torchvision's tensors, with scale 1, mean 0 and variance
 * {@code 1 - epsilon}: {@code fold(unfold(w))} is {@code w} bit for bit, because a scale within
 * 2^-26 of 1 changes no float32.
 */
final class FoldedBatchNorm {
  private FoldedBatchNorm() {}

  /**
   * Weights with the batch norm of these convolutions folded in; others stay.
   *
   * @throws io.faultline.FaultlineException with {@code MODEL} naming the tensor that is missing or
   *     has another shape
   */
  static Weights fold(Weights weights, Collection<ConvNorm> folded) {
    Map<String, NamedTensor> tensors = byName(weights);
    for (ConvNorm step : folded) {
      float[] kernel = weights.require(step.kernel(), step.kernelShape()).values();
      float[] scale = weights.require(step.scale(), step.out()).values();
      float[] shift = weights.require(step.shift(), step.out()).values();
      float[] mean = weights.require(step.runningMean(), step.out()).values();
      float[] variance = weights.require(step.runningVariance(), step.out()).values();
      int perChannel = kernel.length / step.out();
      for (int c = 0; c < step.out(); c++) {
        double factor = scale[c] / Math.sqrt(variance[c] + ConvNorm.EPSILON);
        for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
          kernel[i] = (float) (kernel[i] * factor);
        }
        shift[c] = (float) (shift[c] - mean[c] * factor);
      }
      step.normTensors().forEach(tensors::remove);
      put(tensors, step.kernel(), kernel, step.kernelShape());
      put(tensors, step.shift(), shift, step.out());
    }
    return Weights.of(weights.source(), tensors.values());
  }

  /** Folded weights under all of torchvision's names, in its order. */
  static Weights unfold(Weights weights, Collection<ConvNorm> folded) {
    Map<String, ConvNorm> byShift = new LinkedHashMap<>();
    folded.forEach(step -> byShift.put(step.shift(), step));
    List<NamedTensor> tensors = new ArrayList<>();
    for (NamedTensor tensor : weights.tensors()) {
      ConvNorm step = byShift.get(tensor.name());
      if (step == null) {
        tensors.add(tensor);
        continue;
      }
      tensors.add(filled(step.scale(), step.out(), 1));
      tensors.add(tensor);
      tensors.add(filled(step.runningMean(), step.out(), 0));
      tensors.add(filled(step.runningVariance(), step.out(), (float) (1 - ConvNorm.EPSILON)));
    }
    return Weights.of(weights.source(), tensors);
  }

  private static Map<String, NamedTensor> byName(Weights weights) {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    weights.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    return tensors;
  }

  private static void put(
      Map<String, NamedTensor> tensors, String name, float[] values, int... shape) {
    tensors.put(name, NamedTensor.wrap(name, shape, values));
  }

  private static NamedTensor filled(String name, int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return NamedTensor.wrap(name, new int[] {size}, values);
  }
}
