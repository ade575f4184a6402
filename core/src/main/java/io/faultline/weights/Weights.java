package io.faultline.weights;

import io.faultline.FaultlineException;
import io.faultline.internal.weights.TensorRange;
import io.faultline.internal.weights.WeightsFault;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tensors of a network by name, in the order of their file; immutable. */
public final class Weights {
  private final String source;
  private final Map<String, NamedTensor> tensors;

  private Weights(String source, Map<String, NamedTensor> tensors) {
    this.source = source;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Collects tensors in order.
   *
   * @param source the origin for messages, such as a file name
   * @throws IllegalArgumentException if two tensors have the same name
   */
  public static Weights of(String source, Collection<NamedTensor> tensors) {
    Map<String, NamedTensor> byName = new LinkedHashMap<>();
    for (NamedTensor tensor : tensors) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException(source + ": two tensors are named " + tensor.name());
      }
    }
    return new Weights(source, byName);
  }

  /** The origin of the tensors, for messages. */
  public String source() {
    return source;
  }

  /** All names in order. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** All tensors in order. */
  public List<NamedTensor> tensors() {
    return List.copyOf(tensors.values());
  }

  /** The tensor of that name, if there is one. */
  public Optional<NamedTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * The tensor of that name and shape.
   *
   * @throws FaultlineException with {@code MODEL} if it is missing or has another shape; the
   *     message names the file, the tensor, the shape found and the shape needed
   */
  public NamedTensor require(String name, int... shape) {
    NamedTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw WeightsFault.in(
          source, name, "is missing; shape " + Arrays.toString(shape) + " is needed");
    }
    if (!tensor.hasShape(shape)) {
      throw WeightsFault.in(
          source,
          name,
          "shape is "
              + Arrays.toString(tensor.shape())
              + "; "
              + Arrays.toString(shape)
              + " is needed");
    }
    return tensor;
  }

  /**
   * These weights, after a check that training can give every value: finite, not huge, and no
   * negative variance.
   *
   * @throws FaultlineException with {@code MODEL}; the message names the first tensor, place and
   *     value that fails
   */
  public Weights checked() {
    tensors.values().forEach(tensor -> TensorRange.check(source, tensor));
    return this;
  }
}
