package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Weights with one byte for a value, a quarter of float32. A value is its byte times the scale of
 * its row (the outermost dimension); the scale is such that the row's largest magnitude is 127.
 * Symmetric quantisation per output channel, as in Krishnamoorthi (2018, arXiv 1806.08342), section
 * 3.1. Only what is stored is rounded: networks compute with float32 or bfloat16 as always.
 *
 * <p>In a file, the bytes are a tensor {@code I8} under the tensor's own name and shape, and the
 * scales {@code F32} under that name with {@code .scale} behind it, {@code [rows]}. Tensors with
 * fewer than two dimensions or fewer than {@value #MIN_ELEMENTS} values stay float32.
 */
public final class Int8Weights {
  /** Smaller tensors save too little to be rounded. */
  static final int MIN_ELEMENTS = 4096;

  private static final int MAX_BYTE = 127;
  private static final String SCALE = ".scale";

  private Int8Weights() {}

  /** Writes weights to a stream as safetensors, which stays open. */
  public static void write(OutputStream out, Weights weights, Map<String, String> metadata)
      throws IOException {
    Weights packed = packed(weights);
    SafetensorsWriter.write(
        out,
        packed,
        metadata,
        tensor -> hasScale(packed, tensor) ? ElementType.I8 : ElementType.F32);
  }

  /**
   * The float32 weights of a file that {@link #write} wrote.
   *
   * @throws FaultlineException with {@code MODEL} where the scales do not fit their tensors
   */
  public static Weights read(SafetensorsFile file) {
    return unpacked(file.weights());
  }

  private static boolean hasScale(Weights packed, NamedTensor tensor) {
    return packed.find(tensor.name() + SCALE).isPresent();
  }

  private static Weights packed(Weights weights) {
    List<NamedTensor> tensors = new ArrayList<>();
    for (NamedTensor tensor : weights.tensors()) {
      if (tensor.shape().length < 2 || tensor.elements() < MIN_ELEMENTS) {
        tensors.add(tensor);
      } else {
        pack(tensor, tensors);
      }
    }
    return Weights.of(weights.source(), tensors);
  }

  private static void pack(NamedTensor tensor, List<NamedTensor> tensors) {
    int rows = tensor.shape()[0];
    float[] values = tensor.values();
    float[] scales = new float[rows];
    int length = values.length / rows;
    for (int row = 0; row < rows; row++) {
      float largest = 0;
      for (int i = row * length; i < (row + 1) * length; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      scales[row] = largest / MAX_BYTE;
      for (int i = row * length; i < (row + 1) * length; i++) {
        values[i] = largest == 0 ? 0 : Math.round(values[i] / scales[row]);
      }
    }
    tensors.add(new NamedTensor(tensor.name(), tensor.shape(), values));
    tensors.add(new NamedTensor(tensor.name() + SCALE, new int[] {rows}, scales));
  }

  private static Weights unpacked(Weights packed) {
    List<NamedTensor> tensors = new ArrayList<>();
    for (NamedTensor tensor : packed.tensors()) {
      String name = tensor.name();
      boolean isScale =
          name.endsWith(SCALE)
              && packed.find(name.substring(0, name.length() - SCALE.length())).isPresent();
      if (!isScale) {
        tensors.add(hasScale(packed, tensor) ? unpack(tensor, packed) : tensor);
      }
    }
    return Weights.of(packed.source(), tensors);
  }

  private static NamedTensor unpack(NamedTensor tensor, Weights packed) {
    int[] shape = tensor.shape();
    int rows = shape.length == 0 ? 0 : shape[0];
    float[] scales = packed.require(tensor.name() + SCALE, rows).values();
    float[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      values[i] *= scales[(int) ((long) i * rows / values.length)];
    }
    return new NamedTensor(tensor.name(), shape, values);
  }
}
