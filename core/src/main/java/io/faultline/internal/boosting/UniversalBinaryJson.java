package io.faultline.internal.boosting;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads universal binary JSON (UBJSON, draft 12, <a href="https://ubjson.org">ubjson.org</a>), in
 * which XGBoost keeps models. Bytes from a stranger cost no more than memory in proportion to how
 * many they are: every length is held against what is left of them, and depth is bounded.
 *
 * <p>An object becomes a {@code Map<String, Object>}, an array of one numeric type a {@code
 * double[]}, any other array a {@code List<Object>}, a number a {@code Double}, text a {@code
 * String}, true and false a {@code Boolean}. Null is not read: no model has one.
 */
final class UniversalBinaryJson {
  private static final int MAX_DEPTH = 16;

  private final ByteBuffer bytes;

  private UniversalBinaryJson(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * The object that the bytes are, all of them.
   *
   * @throws IllegalArgumentException where they are anything else
   */
  static Map<String, Object> read(byte[] bytes) {
    UniversalBinaryJson reader = new UniversalBinaryJson(bytes);
    try {
      if (reader.marker() != '{') {
        throw reader.fault("an object is expected");
      }
      Map<String, Object> object = reader.object(1);
      if (reader.bytes.hasRemaining()) {
        throw reader.fault("more follows the object");
      }
      return object;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("is cut short", e);
    }
  }

  /**
   * The numbers of a field, whether their array names its type or not.
   *
   * @throws IllegalArgumentException where the field is missing or holds anything else
   */
  static double[] numbers(Map<String, Object> object, String field) {
    Object value = object.get(field);
    if (value instanceof double[] numbers) {
      return numbers;
    }
    if (value instanceof List<?> list && list.stream().allMatch(Double.class::isInstance)) {
      return list.stream().mapToDouble(Double.class::cast).toArray();
    }
    throw new IllegalArgumentException(field + " is missing, or not an array of numbers");
  }

  private char marker() {
    return (char) (bytes.get() & 0xFF);
  }

  /** The next byte, which stays. */
  private char ahead() {
    if (!bytes.hasRemaining()) {
      throw new BufferUnderflowException();
    }
    return (char) (bytes.get(bytes.position()) & 0xFF);
  }

  private Object value(char type, int depth) {
    return switch (type) {
      case 'i', 'U', 'I', 'l', 'L', 'd', 'D' -> number(type);
      case 'S' -> text();
      case 'C' -> String.valueOf(marker());
      case 'T' -> true;
      case 'F' -> false;
      case '[' -> array(depth + 1);
      case '{' -> object(depth + 1);
      default -> throw fault("type " + (int) type + " is not read");
    };
  }

  private double number(char type) {
    return switch (type) {
      case 'i' -> bytes.get();
      case 'U' -> bytes.get() & 0xFF;
      case 'I' -> bytes.getShort();
      case 'l' -> bytes.getInt();
      case 'L' -> bytes.getLong();
      case 'd' -> bytes.getFloat();
      case 'D' -> bytes.getDouble();
      default -> throw fault("type " + (int) type + " is not a number");
    };
  }

  private static int size(char type) {
    return switch (type) {
      case 'i', 'U' -> 1;
      case 'I' -> 2;
      case 'l', 'd' -> 4;
      case 'L', 'D' -> 8;
      default -> 0;
    };
  }

  private Map<String, Object> object(int depth) {
    checkDepth(depth);
    Map<String, Object> object = new LinkedHashMap<>();
    while (ahead() != '}') {
      String key = text();
      if (object.put(key, value(marker(), depth)) != null) {
        throw fault("a key stands twice in one object");
      }
    }
    marker();
    return object;
  }

  private Object array(int depth) {
    checkDepth(depth);
    if (ahead() == '$') {
      marker();
      char type = marker();
      int size = size(type);
      if (size == 0 || marker() != '#') {
        throw fault("an array of type " + (int) type + " is not read");
      }
      double[] values = new double[length(size)];
      for (int i = 0; i < values.length; i++) {
        values[i] = number(type);
      }
      return values;
    }
    List<Object> values = new ArrayList<>();
    if (ahead() == '#') {
      marker();
      int count = length(1);
      for (int i = 0; i < count; i++) {
        values.add(value(marker(), depth));
      }
      return values;
    }
    while (ahead() != ']') {
      values.add(value(marker(), depth));
    }
    marker();
    return values;
  }

  private String text() {
    byte[] text = new byte[length(1)];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** How many items of so many bytes follow. */
  private int length(int size) {
    double length = number(marker());
    if (!(length >= 0) || length != Math.rint(length) || length * size > bytes.remaining()) {
      throw fault("a length of " + length + " reaches over the end");
    }
    return (int) length;
  }

  private void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw fault("it is nested deeper than " + MAX_DEPTH);
    }
  }

  private IllegalArgumentException fault(String rule) {
    return new IllegalArgumentException("byte " + bytes.position() + ": " + rule);
  }
}
