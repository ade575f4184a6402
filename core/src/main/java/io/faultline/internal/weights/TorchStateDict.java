package io.faultline.internal.weights;

import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the state dict in what a {@code .pth} holds and reads its tensors. */
final class TorchStateDict {
  private static final List<String> NESTED = List.of("state_dict", "model", "model_state_dict");
  private static final String PARALLEL = "module.";

  private final String source;

  private TorchStateDict(String source) {
    this.source = source;
  }

  /**
   * Reads all tensors, each storage once however many tensors are cut out of it.
   *
   * @param root what the pickle describes
   * @param fileBytes the size of the file. Weights hold no more numbers than their file has bytes,
   *     even where float32 tensors share storages four times over; more is an attack on memory
   */
  static Weights read(Object root, TorchStorage.Bytes storages, long fileBytes, String source) {
    TorchStateDict dict = new TorchStateDict(source);
    List<Planned> plan = dict.plan(dict.open(root));
    Map<TorchStorage, List<Planned>> users = new LinkedHashMap<>();
    for (Planned planned : plan) {
      users.computeIfAbsent(planned.tensor.storage(), s -> new ArrayList<>()).add(planned);
    }
    dict.checkSize(plan, users.keySet(), fileBytes);
    Map<String, NamedTensor> read = new LinkedHashMap<>();
    users.forEach(
        (storage, tensors) -> {
          ByteBuffer bytes = storages.of(storage);
          for (Planned planned : tensors) {
            read.put(planned.name, planned.tensor.read(planned.name, planned.shape, bytes));
          }
        });
    return Weights.of(
        source, plan.stream().map(p -> Objects.requireNonNull(read.get(p.name))).toList());
  }

  /** A tensor whose place in its storage has been checked. */
  private record Planned(String name, TorchTensor tensor, TensorShape shape) {}

  private Map<?, ?> open(Object root) {
    if (!(root instanceof Map<?, ?> dict)) {
      throw WeightsFault.in(source, "holds no dict of tensors; save the state_dict of the model");
    }
    for (String name : NESTED) {
      if (dict.get(name) instanceof Map<?, ?> nested) {
        return nested;
      }
    }
    return dict;
  }

  private List<Planned> plan(Map<?, ?> dict) {
    boolean parallel =
        dict.keySet().stream().allMatch(k -> k instanceof String s && s.startsWith(PARALLEL));
    List<Planned> plan = new ArrayList<>();
    for (Map.Entry<?, ?> entry : dict.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!(entry.getKey() instanceof String)
          || !(entry.getValue() instanceof TorchTensor tensor)) {
        throw WeightsFault.in(
            source, "entry " + WeightsFault.printable(key) + " of its dict is not a tensor");
      }
      String name = parallel ? key.substring(PARALLEL.length()) : key;
      plan.add(new Planned(name, tensor, tensor.shape(source, name)));
    }
    return plan;
  }

  private void checkSize(List<Planned> plan, Iterable<TorchStorage> storages, long fileBytes) {
    long elements = plan.stream().mapToLong(planned -> planned.shape.elements()).sum();
    long bytes = 0;
    for (TorchStorage storage : storages) {
      if (storage.length() < 0) {
        throw WeightsFault.in(
            source, "has a storage of " + storage.elements() + " numbers; at most 2 GB are read");
      }
      bytes += storage.length();
    }
    if (elements > fileBytes || bytes > fileBytes) {
      throw WeightsFault.in(
          source,
          "describes "
              + elements
              + " numbers in "
              + bytes
              + " bytes, more than its "
              + fileBytes
              + " bytes can hold");
    }
  }
}
