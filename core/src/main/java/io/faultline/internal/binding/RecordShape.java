package io.faultline.internal.binding;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A record class as configuration sees it: its keys, their types, and how to take and make one. */
public final class RecordShape {
  private final RecordComponent[] components;
  private final Constructor<?> constructor;
  private final List<Part> parts = new ArrayList<>();

  /**
   * What stands behind a key.
   *
   * @param component which of the record's it is, or is in
   * @param inSections whether it is a section of a {@link ConfigSections}
   */
  private record Part(String key, Type type, int component, boolean inSections) {}

  /** Looks at a record class. */
  public RecordShape(Class<?> type) {
    components = type.getRecordComponents();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
    constructor.setAccessible(true);
    for (int i = 0; i < components.length; i++) {
      if (ConfigSections.class.isAssignableFrom(components[i].getType())) {
        for (Map.Entry<String, Record> one : sections(i).sections().entrySet()) {
          parts.add(new Part(one.getKey(), one.getValue().getClass(), i, true));
        }
      } else {
        String key = ConfigNames.kebab(components[i].getName());
        parts.add(new Part(key, components[i].getGenericType(), i, false));
      }
    }
  }

  private ConfigSections sections(int component) {
    try {
      return (ConfigSections) components[component].getType().getField("DEFAULT").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(components[component] + " has no DEFAULT", e);
    }
  }

  /** The keys in kebab-case, in the order declared. */
  public List<String> keys() {
    return parts.stream().map(Part::key).toList();
  }

  /** The declared type of part {@code i}. */
  public Type type(int i) {
    return parts.get(i).type();
  }

  /** The parts of a record, in the order declared. */
  public List<Object> values(Object record) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      try {
        Object value = accessor.invoke(record);
        if (value instanceof ConfigSections sections) {
          values.addAll(sections.sections().values());
        } else {
          values.add(value);
        }
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
      return constructor.newInstance(components(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(constructor + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  private Object[] components(List<Object> values) {
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      if (ConfigSections.class.isAssignableFrom(components[i].getType())) {
        arguments[i] = sections(i).with(sectionsOf(i, values));
      }
    }
    for (int k = 0; k < values.size(); k++) {
      if (!parts.get(k).inSections()) {
        arguments[parts.get(k).component()] = values.get(k);
      }
    }
    return arguments;
  }

  private Map<String, Record> sectionsOf(int component, List<Object> values) {
    Map<String, Record> sections = new LinkedHashMap<>();
    for (int k = 0; k < values.size(); k++) {
      if (parts.get(k).component() == component) {
        sections.put(parts.get(k).key(), (Record) values.get(k));
      }
    }
    return sections;
  }

  /** Every path a section of this type may hold, sections themselves included. */
  public static List<String> paths(Class<?> type, String prefix) {
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

  /** Whether values of a type are chosen by name: enums, and classes with {@code constants()}. */
  static boolean isChoice(Class<?> type) {
    return type.isEnum() || Arrays.stream(type.getDeclaredMethods()).anyMatch(RecordShape::lists);
  }

  private static boolean lists(Method method) {
    return method.getName().equals("constants")
        && method.getParameterCount() == 0
        && Modifier.isStatic(method.getModifiers());
  }

  /** A choice's constants by their names in kebab-case, sorted. */
  static Map<String, Object> constants(Class<?> type) {
    Map<String, Object> constants = new TreeMap<>();
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        constants.put(ConfigNames.kebab(((Enum<?>) constant).name()), constant);
      }
      return constants;
    }
    try {
      Method method = type.getDeclaredMethod("constants");
      method.setAccessible(true);
      ((Map<?, ?>) method.invoke(null)).forEach((name, one) -> constants.put((String) name, one));
      return constants;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no constants", e);
    }
  }
}
