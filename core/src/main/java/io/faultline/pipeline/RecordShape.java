package io.faultline.pipeline;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A record class as configuration sees it: its keys, their types, and how to take and make one. */
final class RecordShape {
  private final RecordComponent[] components;
  private final Constructor<?> constructor;

  /** Looks at a record class. */
  RecordShape(Class<?> type) {
    components = type.getRecordComponents();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
    constructor.setAccessible(true);
  }

  /** The keys in kebab-case, in the order declared. */
  List<String> keys() {
    return Arrays.stream(components).map(part -> ConfigNames.kebab(part.getName())).toList();
  }

  /** The declared type of part {@code i}. */
  Type type(int i) {
    return components[i].getGenericType();
  }

  /** The parts of a record, in the order declared. */
  List<Object> values(Object record) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      try {
        values.add(accessor.invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(record.getClass() + ": cannot read " + component, e);
      }
    }
    return values;
  }

  /**
   * A record of these parts.
   *
   * @throws IllegalArgumentException as the record's constructor does
   */
  Object make(List<Object> values) {
    try {
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(constructor + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  /** Every path a section of this type may hold, sections themselves included. */
  static List<String> paths(Class<?> type, String prefix) {
    List<String> paths = new ArrayList<>();
    RecordShape shape = new RecordShape(type);
    List<String> keys = shape.keys();
    for (int i = 0; i < keys.size(); i++) {
      String path = prefix.isEmpty() ? keys.get(i) : prefix + "." + keys.get(i);
      paths.add(path);
      section(shape.type(i)).ifPresent(inner -> paths.addAll(paths(inner, path)));
    }
    return paths;
  }

  /** The record class behind a type, through {@code Optional}; empty for values and lists. */
  static Optional<Class<?>> section(Type type) {
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return Optional.of(plain);
    }
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
        ? section(generic.getActualTypeArguments()[0])
        : Optional.empty();
  }

  /** An enum's constants by their names in kebab-case. */
  static Map<String, Object> constants(Class<?> type) {
    Map<String, Object> constants = new TreeMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(ConfigNames.kebab(((Enum<?>) constant).name()), constant);
    }
    return constants;
  }
}
