package io.faultline.internal.binding;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns a {@link ConfigTree} into a tree of records; every refusal names place, key and rule. */
final class ConfigBinder {
  private final List<String> known;

  /** A binder for configurations whose root is this record class. */
  ConfigBinder(Class<?> root) {
    known = RecordShape.paths(root, "");
  }

  /** The record that {@code section} asks for, with {@code defaults} where it is silent. */
  Object section(
      Class<?> type, Optional<Object> defaults, ConfigTree.Section section, String path) {
    RecordShape shape = new RecordShape(type);
    List<String> keys = shape.keys();
    Map<String, ConfigTree> entries = section.entries();
    for (Map.Entry<String, ConfigTree> entry : entries.entrySet()) {
      if (!keys.contains(entry.getKey())) {
        throw unknown(entry.getValue().origin(), join(path, entry.getKey()));
      }
    }
    Optional<List<Object>> old = defaults.map(shape::values);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int at = i;
      String inner = join(path, keys.get(i));
      Optional<Object> current = old.map(all -> all.get(at));
      ConfigTree written = entries.get(keys.get(i));
      if (written != null) {
        values.add(bind(shape.type(i), current, written, inner));
      } else {
        values.add(
            current.orElseThrow(() -> usage(section.origin() + ": " + inner + " is missing")));
      }
    }
    try {
      return shape.make(values);
    } catch (IllegalArgumentException | FaultlineException refused) {
      throw blame(shape, old, values, section, path, refused);
    }
  }

  private Object bind(Type type, Optional<Object> current, ConfigTree tree, String path) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return optional(inner, current, tree, path);
      }
      if (generic.getRawType() == List.class) {
        return list(inner, tree, path);
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException(path + ": " + type + " is not a type of configuration");
    }
    if (plain.isRecord()) {
      if (tree instanceof ConfigTree.Section section) {
        return section(plain, current, section, path);
      }
      throw refuse(
          tree, path, "a section with " + String.join(", ", new RecordShape(plain).keys()));
    }
    if (tree instanceof ConfigTree.Value value && !value.absent()) {
      return ConfigScalars.read(plain, value.text(), rule -> refuse(tree, path, rule));
    }
    throw refuse(tree, path, ConfigScalars.rule(plain));
  }

  private Object optional(Type inner, Optional<Object> current, ConfigTree tree, String path) {
    boolean text = inner instanceof Class<?> plain && ConfigScalars.isText(plain);
    if (tree instanceof ConfigTree.Value value
        && (value.absent() || (!text && List.of("none", "off").contains(value.text())))) {
      return Optional.empty();
    }
    Optional<Object> held = current.flatMap(optional -> ((Optional<?>) optional).map(o -> o));
    return Optional.of(bind(inner, held, tree, path));
  }

  /** A YAML list, or for short {@code 24,48,96}. */
  private Object list(Type inner, ConfigTree tree, String path) {
    List<ConfigTree> items;
    if (tree instanceof ConfigTree.Sequence sequence) {
      items = sequence.items();
    } else if (tree instanceof ConfigTree.Value value && !value.absent()) {
      items =
          Arrays.stream(value.text().split(",", -1))
              .<ConfigTree>map(text -> new ConfigTree.Value(text.strip(), false, value.origin()))
              .toList();
    } else {
      throw refuse(tree, path, "a list");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      values.add(bind(inner, Optional.empty(), items.get(i), path + "[" + i + "]"));
    }
    return List.copyOf(values);
  }

  /** Finds the one key whose new value the record refuses beside the old ones. */
  private static FaultlineException blame(
      RecordShape shape,
      Optional<List<Object>> old,
      List<Object> values,
      ConfigTree.Section section,
      String path,
      RuntimeException refused) {
    List<String> keys = shape.keys();
    for (int i = 0; i < keys.size() && old.isPresent(); i++) {
      ConfigTree written = section.entries().get(keys.get(i));
      if (written == null) {
        continue;
      }
      List<Object> single = new ArrayList<>(old.get());
      single.set(i, values.get(i));
      try {
        shape.make(single);
      } catch (IllegalArgumentException | FaultlineException own) {
        if (!Objects.equals(own.getMessage(), refused.getMessage())) {
          continue; // wrong only beside the old value of a key that is new as well
        }
        return blamed(written, join(path, keys.get(i)), own);
      }
    }
    String place =
        section.entries().values().stream()
            .map(ConfigTree::origin)
            .findFirst()
            .orElse(section.origin());
    return usage(place + ": " + (path.isEmpty() ? "" : path + ": ") + refused.getMessage());
  }

  /** Blames a value, or a section: where that has one key alone, the key in it. */
  private static FaultlineException blamed(ConfigTree tree, String key, RuntimeException refused) {
    if (tree instanceof ConfigTree.Section section) {
      if (section.entries().size() == 1) {
        Map.Entry<String, ConfigTree> only = section.entries().entrySet().iterator().next();
        return blamed(only.getValue(), join(key, only.getKey()), refused);
      }
      return usage(section.origin() + ": " + key + ": " + refused.getMessage());
    }
    return usage(tree.origin() + ": " + key + " is " + shown(tree) + rule(refused, key));
  }

  /** What a record says of a value; "name is value" is not said twice. */
  private static String rule(RuntimeException refused, String key) {
    String message = String.valueOf(refused.getMessage());
    String last = key.substring(key.lastIndexOf('.') + 1);
    int rule = message.indexOf("; it must be ");
    boolean repeats = message.startsWith(last + " is ") || message.startsWith(key + " is ");
    return repeats && rule > 0 ? message.substring(rule) : ": " + message;
  }

  private FaultlineException unknown(String origin, String path) {
    String hint =
        ConfigNames.nearest(path, known).map(near -> "; the nearest is " + near).orElse("");
    return usage(origin + ": unknown key " + path + hint);
  }

  private static FaultlineException refuse(ConfigTree tree, String path, String rule) {
    return usage(tree.origin() + ": " + path + " is " + shown(tree) + "; it must be " + rule);
  }

  private static String shown(ConfigTree tree) {
    if (tree instanceof ConfigTree.Sequence sequence) {
      return sequence.items().stream().map(ConfigBinder::shown).toList().toString();
    }
    return tree.describe();
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static FaultlineException usage(String message) {
    return new FaultlineException(Problem.USAGE, message);
  }
}
