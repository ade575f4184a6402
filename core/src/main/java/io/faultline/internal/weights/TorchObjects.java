package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a {@code .pth} may name: ordered dicts, sizes, storages, and the functions that
 * PyTorch's pickles call to put a tensor together ({@code torch/_utils.py}). Anything else is a
 * fault that says what was named.
 */
final class TorchObjects implements PickleMachine.Objects {

  /** One list can be made into a dict by any number of calls, each of which copies it. */
  private static final int MAX_PAIRS = 1_000_000;

  /** A callable of the white list. */
  private enum Callable {
    ORDERED_DICT("collections", "OrderedDict"),
    SIZE("torch", "Size"),
    TENSOR("torch._utils", "_rebuild_tensor"),
    TENSOR_V2("torch._utils", "_rebuild_tensor_v2"),
    PARAMETER("torch._utils", "_rebuild_parameter");

    private final String module;
    private final String python;

    Callable(String module, String python) {
      this.module = module;
      this.python = python;
    }
  }

  private final String source;
  private final Map<String, TorchStorage> storages = new HashMap<>();
  private int pairs;

  TorchObjects(String source) {
    this.source = source;
  }

  @Override
  public Object named(String module, String name) {
    for (Callable callable : Callable.values()) {
      if (callable.module.equals(module) && callable.python.equals(name)) {
        return callable;
      }
    }
    Optional<ElementType> storage =
        module.equals("torch") ? ElementType.ofTorchStorage(name) : Optional.empty();
    return storage.orElseThrow(
        () ->
            fault(
                "names "
                    + WeightsFault.printable(module + "." + name)
                    + ", which is neither a tensor nor a dict and is not read; "
                    + "save the state_dict of the model alone"));
  }

  @Override
  public Object call(Object callable, List<Object> arguments) {
    if (!(callable instanceof Callable known)) {
      throw fault("pickle calls something that is not a function");
    }
    return switch (known) {
      case ORDERED_DICT -> dict(arguments);
      case SIZE -> argument(arguments, 0, PickleMachine.Tuple.class);
      case TENSOR, TENSOR_V2 ->
          new TorchTensor(
              argument(arguments, 0, TorchStorage.class),
              argument(arguments, 1, Long.class),
              integers(argument(arguments, 2, PickleMachine.Tuple.class)),
              integers(argument(arguments, 3, PickleMachine.Tuple.class)));
      case PARAMETER -> argument(arguments, 0, TorchTensor.class);
    };
  }

  /** {@code ("storage", class, key, device, elements)}, and in the older format {@code None}. */
  @Override
  public Object persistent(Object id) {
    if (!(id instanceof PickleMachine.Tuple tuple)) {
      throw fault("pickle has a persistent id that is not a tuple");
    }
    List<Object> parts = tuple.items();
    if (!argument(parts, 0, String.class).equals("storage")) {
      throw fault("pickle has a persistent id that is not a storage");
    }
    if (parts.size() > 5 && parts.get(5) != PickleMachine.None.NONE) {
      throw fault("has a storage that is a view of another, which is not read; save it again");
    }
    TorchStorage storage =
        new TorchStorage(
            argument(parts, 1, ElementType.class),
            argument(parts, 2, String.class),
            argument(parts, 4, Long.class));
    TorchStorage known = storages.putIfAbsent(storage.key(), storage);
    if (known != null && !known.equals(storage)) {
      throw fault("describes storage " + WeightsFault.printable(storage.key()) + " in two ways");
    }
    return storage;
  }

  /** Every storage named so far, by key. */
  Map<String, TorchStorage> storages() {
    return Collections.unmodifiableMap(storages);
  }

  /** Python 2 hands over a list of pairs, Python 3 nothing. */
  private Map<Object, Object> dict(List<Object> arguments) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    if (!arguments.isEmpty()) {
      for (Object pair : argument(arguments, 0, ArrayList.class)) {
        if (++pairs > MAX_PAIRS) {
          throw fault("pickle makes dicts of more than " + MAX_PAIRS + " entries in all");
        }
        List<?> items =
            pair instanceof PickleMachine.Tuple tuple
                ? tuple.items()
                : pair instanceof List<?> list ? list : List.of();
        if (items.size() != 2 || !(items.get(0) instanceof String key)) {
          throw fault("pickle makes a dict of something other than named pairs");
        }
        dict.put(key, items.get(1));
      }
    }
    return dict;
  }

  private List<Long> integers(PickleMachine.Tuple tuple) {
    // Checked before it is copied: one long tuple can stand in any number of calls.
    if (tuple.items().size() > TensorShape.MAX_RANK) {
      throw fault(
          "has a tensor of "
              + tuple.items().size()
              + " dimensions; at most "
              + TensorShape.MAX_RANK
              + " are read");
    }
    List<Long> integers = new ArrayList<>();
    for (int i = 0; i < tuple.items().size(); i++) {
      integers.add(argument(tuple.items(), i, Long.class));
    }
    return integers;
  }

  private <T> T argument(List<Object> arguments, int index, Class<T> type) {
    if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
      throw fault("pickle calls a PyTorch function with arguments that it does not take");
    }
    return type.cast(arguments.get(index));
  }

  private FaultlineException fault(String rule) {
    return WeightsFault.in(source, rule);
  }
}
