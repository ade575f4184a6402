package io.faultline.internal.backbone;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The named tensors of a network, owned: they outlive every scope until {@link #close()}. Names and
 * order are those of {@link Backbone#tensors}, then the heads'.
 */
public final class Parameters implements AutoCloseable {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final DerivedTensors derived = new DerivedTensors();
  private final Compute compute;

  /** Tensors on the processor. */
  public Parameters() {
    this(Compute.PLAIN);
  }

  /** Tensors that are to lie where the network computes. */
  public Parameters(Compute compute) {
    Libtorch.prepare();
    this.compute = compute;
  }

  /** The tensor of a name that the architecture defines. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new FaultlineException(Problem.MODEL, "network has no tensor named " + name);
    }
    return tensor;
  }

  /**
   * The tensor of a name as autocast would give it to a convolution or a matrix product. Where no
   * gradients are wanted, the copy in bfloat16 is kept for the next call.
   */
  Tensor autocast(String name) {
    Tensor tensor = get(name);
    boolean casts = torch.is_autocast_enabled(DeviceType.CPU) && !tensor.is_cuda();
    return casts && !GradMode.is_enabled()
        ? derived(name, "bfloat16", plain -> plain.to(ScalarType.BFloat16))
        : tensor;
  }

  /**
   * A tensor that is computed from another one without gradients. It is kept, and computed again
   * after the other one has changed.
   *
   * @param what names the computation, which is the same in every call
   */
  public Tensor derived(String name, String what, UnaryOperator<Tensor> make) {
    return derived.get(name + " " + what, get(name), make);
  }

  /** Adds a tensor with these values, {@code values.length} being the product of the shape. */
  public void put(String name, int[] shape, float[] values) {
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = Tensor.create(values, longs(shape));
      tensor = shape.length == 4 ? compute.placeMaps(tensor) : compute.place(tensor);
      tensor.retainReference();
      remove(name);
      tensors.put(name, tensor);
    }
  }

  /** The tensor of a name that not every network has. */
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** Frees a tensor, if there is one of that name. */
  public void remove(String name) {
    Tensor removed = tensors.remove(name);
    if (removed != null) {
      derived.clear();
      removed.close();
    }
  }

  /** Adds zeros in the shape and memory format of another tensor. */
  public void putZeros(String name, Tensor like) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor tensor = torch.zeros_like(like);
      tensor.retainReference();
      tensors.put(name, tensor);
    }
  }

  /** Adds a tensor of {@code weights}, checked for its shape. */
  public void put(TensorPlan plan, Weights weights) {
    int[] shape = plan.shape().toArray();
    put(plan.name(), shape, weights.require(plan.name(), shape).values());
  }

  /** Adds a tensor with the values that its plan starts with. */
  public void initialise(TensorPlan plan, SplittableRandom random) {
    put(plan.name(), plan.shape().toArray(), plan.start(random));
  }

  /** All names, in order. */
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /** Copies every tensor out of native memory. */
  public Weights snapshot() {
    List<NamedTensor> copies = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      tensors.forEach((name, t) -> copies.add(NamedTensor.wrap(name, shape(t), floats(t))));
    }
    return Weights.of("network", copies);
  }

  /** Overwrites every tensor with the values of a snapshot of the same network. */
  public void restore(Weights weights) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      tensors.forEach(
          (name, tensor) -> {
            float[] values = weights.require(name, shape(tensor)).values();
            tensor.copy_(Tensor.create(values, tensor.shape()));
          });
    }
  }

  /** The values in row-major order, whatever the memory format. */
  public static float[] floats(Tensor tensor) {
    Tensor plain = tensor.detach().cpu().contiguous();
    float[] values = new float[Math.toIntExact(plain.numel())];
    FloatBuffer buffer = plain.createBuffer();
    buffer.get(values);
    return values;
  }

  private static int[] shape(Tensor tensor) {
    return Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
  }

  private static long[] longs(int[] shape) {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  @Override
  public void close() {
    derived.close();
    tensors.values().forEach(Tensor::close);
    tensors.clear();
  }
}
