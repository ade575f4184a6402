package io.faultline.internal.backbone;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors that are computed from others and kept: a weight in another number format or order. Each
 * is computed again after its source has changed. libtorch counts the changes of a tensor, so
 * nobody has to announce them. May be used from several threads, but not while a source is being
 * changed.
 */
final class DerivedTensors implements AutoCloseable {
  private final Map<String, Kept> kept = new HashMap<>();

  /**
   * @param change the number of the source's change that the tensor was computed from
   */
  private record Kept(Tensor tensor, long change) {}

  /**
   * The tensor of a key; it stays this object's.
   *
   * @param key names the source and what is made of it
   */
  synchronized Tensor get(String key, Tensor source, UnaryOperator<Tensor> make) {
    long change = source.__dispatch__version();
    Kept known = kept.get(key);
    if (known != null && known.change() == change) {
      return known.tensor();
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor made = make.apply(source).detach();
      made.retainReference();
      kept.put(key, new Kept(made, change));
      if (known != null) {
        known.tensor().close();
      }
      return made;
    }
  }

  /** Frees all of them. */
  synchronized void clear() {
    kept.values().forEach(one -> one.tensor().close());
    kept.clear();
  }

  @Override
  public void close() {
    clear();
  }
}
