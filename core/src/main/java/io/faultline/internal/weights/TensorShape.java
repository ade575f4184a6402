package io.faultline.internal.weights;

import java.util.Arrays;
import java.util.List;

/**
 * The dimensions of a tensor, outermost first; none for a scalar. None is negative, there are at
 * most 16, and the product is at most 2^31 - 1 (so that the values fit one array).
 */
public record TensorShape(List<Integer> dimensions) {
  static final int MAX_RANK = 16;

  public TensorShape {
    dimensions = List.copyOf(dimensions);
    if (!fits(dimensions)) {
      throw new IllegalArgumentException("not a shape of at most 2^31-1 elements: " + dimensions);
    }
  }

  public static TensorShape of(int... dimensions) {
    return new TensorShape(Arrays.stream(dimensions).boxed().toList());
  }

  /** Takes dimensions found in a file; a fault names the file and the tensor. */
  static TensorShape read(List<Long> found, String source, String tensor) {
    if (!fits(found)) {
      throw WeightsFault.in(
          source,
          tensor,
          "shape is "
              + found
              + "; it must have 0 to 16 dimensions of at most 2^31-1 elements in all");
    }
    return new TensorShape(found.stream().map(Long::intValue).toList());
  }

  public int elements() {
    int product = 1;
    for (int dimension : dimensions) {
      product *= dimension;
    }
    return product;
  }

  public int[] toArray() {
    return dimensions.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String toString() {
    return dimensions.toString();
  }

  private static boolean fits(List<? extends Number> dimensions) {
    if (dimensions.size() > MAX_RANK) {
      return false;
    }
    long product = 1;
    for (Number dimension : dimensions) {
      long size = dimension.longValue();
      if (size < 0 || size > Integer.MAX_VALUE) {
        return false;
      }
      // A zero counts as one: [2^31-1, 2^31-1, 0] is as absurd as the same without the zero.
      product *= Math.max(size, 1);
      if (product > Integer.MAX_VALUE) {
        return false;
      }
    }
    return true;
  }
}
