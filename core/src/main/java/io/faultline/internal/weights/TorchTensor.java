package io.faultline.internal.weights;

import io.faultline.weights.NamedTensor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor as its pickle describes it: a view of a storage. Nothing is checked before {@link
 * #read}.
 *
 * @param offset where it begins, counted in numbers
 * @param size its dimensions
 * @param stride how many numbers lie between neighbours along each dimension
 */
record TorchTensor(TorchStorage storage, long offset, List<Long> size, List<Long> stride) {

  TorchTensor {
    size = List.copyOf(size);
    stride = List.copyOf(stride);
  }

  /** Checks shape, offset and strides against the storage's claim. */
  TensorShape shape(String source, String name) {
    TensorShape shape = TensorShape.read(size, source, name);
    if (stride.size() != size.size() || offset < 0 || !within(shape)) {
      throw WeightsFault.in(
          source,
          name,
          "offset "
              + offset
              + ", shape "
              + size
              + " and strides "
              + stride
              + " do not lie within its storage of "
              + storage.elements()
              + " numbers");
    }
    return shape;
  }

  /** The values, row-major whatever the strides. */
  NamedTensor read(String name, TensorShape shape, ByteBuffer bytes) {
    float[] values = new float[shape.elements()];
    int[] sizes = shape.toArray();
    int[] strides = stride.stream().mapToInt(Long::intValue).toArray();
    int[] index = new int[sizes.length];
    int position = (int) offset;
    for (int i = 0; i < values.length; i++) {
      values[i] = storage.type().at(bytes, position);
      // One step of an odometer: the last dimension turns fastest.
      for (int d = sizes.length - 1; d >= 0; d--) {
        position += strides[d];
        if (++index[d] < sizes[d]) {
          break;
        }
        position -= strides[d] * index[d];
        index[d] = 0;
      }
    }
    return NamedTensor.wrap(name, shape.toArray(), values);
  }

  private boolean within(TensorShape shape) {
    if (shape.elements() == 0) {
      return stride.stream().allMatch(s -> s >= 0);
    }
    try {
      long last = offset;
      for (int d = 0; d < stride.size(); d++) {
        if (stride.get(d) < 0) {
          return false;
        }
        last = Math.addExact(last, Math.multiplyExact(size.get(d) - 1, stride.get(d)));
      }
      return last < storage.elements();
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
