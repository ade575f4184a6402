package io.faultline.weights;

import io.faultline.internal.weights.TensorShape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A named array of float32 values with a shape, row-major; immutable. */
public final class NamedTensor {
  private final String name;
  private final TensorShape shape;
  private final float[] values;

  /**
   * Copies shape and values.
   *
   * @param name as torchvision names it, such as {@code layer1.0.conv1.weight}
   * @param shape outermost dimension first; empty for a scalar
   * @throws IllegalArgumentException if the shape does not hold exactly these values
   */
  public NamedTensor(String name, int[] shape, float[] values) {
    this(name, TensorShape.of(shape), values.clone());
  }

  private NamedTensor(String name, TensorShape shape, float[] values) {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(
          name + ": shape " + shape + " does not hold " + values.length + " values");
    }
    this.name = name;
    this.shape = shape;
    this.values = values;
  }

  /** A tensor on the given values, without a copy. The caller must not change them afterwards. */
  public static NamedTensor wrap(String name, int[] shape, float[] values) {
    return new NamedTensor(name, TensorShape.of(shape), values);
  }

  /** The name of the tensor in its file. */
  public String name() {
    return name;
  }

  /** The dimensions, outermost first; a copy. */
  public int[] shape() {
    return shape.toArray();
  }

  /** The number of values. */
  public int elements() {
    return values.length;
  }

  /** A copy of the values, row-major. */
  public float[] values() {
    return values.clone();
  }

  /** The values without a copy, row-major, read-only, from 0 to {@link #elements()}. */
  public FloatBuffer buffer() {
    return FloatBuffer.wrap(values).asReadOnlyBuffer();
  }

  /** The same values under another name. */
  public NamedTensor renamed(String newName) {
    return new NamedTensor(newName, shape, values);
  }

  boolean hasShape(int... expected) {
    return Arrays.equals(shape.toArray(), expected);
  }

  @Override
  public String toString() {
    return name + " " + shape;
  }
}
