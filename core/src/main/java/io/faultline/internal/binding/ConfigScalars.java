package io.faultline.internal.binding;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** Single values of a configuration: numbers, switches, text, paths and enums. */
public final class ConfigScalars {
  private static final String WHOLE = "[-+]?\\d{1,19}";
  private static final String DECIMAL = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?";

  private ConfigScalars() {}

  /** Whether values of this type are text, where every word is a value. */
  static boolean isText(Class<?> type) {
    return type == String.class || type == Path.class;
  }

  /** What a value of this type must be, to stand after "it must be". */
  public static String rule(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == Path.class) {
      return "a path";
    }
    if (RecordShape.isChoice(type)) {
      return "one of " + String.join(", ", RecordShape.constants(type).keySet());
    }
    throw new IllegalArgumentException(type + " is not a type of configuration");
  }

  /** The value of this text, or the exception that {@code refuse} makes of the broken rule. */
  static Object read(
      Class<?> type, String text, Function<String, ? extends RuntimeException> refuse) {
    String rule = rule(type);
    try {
      if (RecordShape.isChoice(type)) {
        Map<String, Object> constants = RecordShape.constants(type);
        // torchvision writes resnext50_32x4d where we write resnext50-32x4d.
        Object constant = constants.get(text.replace('_', '-'));
        if (constant != null) {
          return constant;
        }
      } else if (type == String.class) {
        return text;
      } else if (type == Path.class) {
        return Path.of(text);
      } else if (rule.equals("true or false")) {
        if (text.equals("true") || text.equals("false")) {
          return text.equals("true");
        }
      } else if (rule.equals("a number")) {
        if (text.matches(DECIMAL) && Double.isFinite(Double.parseDouble(text))) {
          return Double.valueOf(text);
        }
      } else if (text.matches(WHOLE)) {
        return type == int.class || type == Integer.class
            ? (Object) Integer.valueOf(text)
            : (Object) Long.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw refuse.apply(rule + " that is not so large");
    } catch (InvalidPathException e) {
      throw refuse.apply(rule);
    }
    throw refuse.apply(rule);
  }
}
