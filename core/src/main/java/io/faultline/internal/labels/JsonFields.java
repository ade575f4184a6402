package io.faultline.internal.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.internal.text.Numbers;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads the fields of one JSON record: a number may stand as a text, any other wrong type is a
 * {@link BadRecord}.
 */
public final class JsonFields {
  private static final int SHOWN = 40;
  private static final int FEW = 6;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,19}(\\.\\d{0,19})?|\\.\\d{1,19})([eE][+-]?\\d{1,3})?");

  private JsonFields() {}

  public static boolean has(JsonNode record, String field) {
    return !record.path(field).isMissingNode() && !record.path(field).isNull();
  }

  /** The number that a text is, such as {@code 17} or {@code 3.0}; empty for any other text. */
  public static OptionalDouble asNumber(String text) {
    String trimmed = text.strip();
    return NUMBER.matcher(trimmed).matches()
        ? OptionalDouble.of(Double.parseDouble(trimmed))
        : OptionalDouble.empty();
  }

  /** An integer of 64 bits; 17.0 is one too, and so is "17". */
  public static long integer(JsonNode record, String field, Coercions coercions) throws BadRecord {
    JsonNode value = present(record, field);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    double number = value.isFloatingPointNumber() ? value.doubleValue() : Double.NaN;
    if (value.isTextual()) {
      number = asNumber(value.textValue()).orElse(Double.NaN);
    }
    if (number == Math.rint(number) && Math.abs(number) < Numbers.EXACT_INTEGERS) {
      if (value.isTextual()) {
        coercions.text(field, value.textValue());
      }
      return (long) number;
    }
    throw new BadRecord(field + " is " + shown(value) + "; it must be an integer of 64 bits");
  }

  public static String text(JsonNode record, String field) throws BadRecord {
    JsonNode value = present(record, field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new BadRecord(field + " is " + shown(value) + "; it must be a text");
    }
    return value.textValue();
  }

  /** A number that may still be infinite or not a number. */
  public static double number(JsonNode value, String name) throws BadRecord {
    if (!value.isNumber()) {
      throw new BadRecord(name + " is " + shown(value) + "; it must be a number");
    }
    return value.doubleValue();
  }

  /** A number that may still be infinite or not a number; it may stand as a text. */
  public static double number(JsonNode value, String name, Coercions coercions) throws BadRecord {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    OptionalDouble number =
        value.isTextual() ? asNumber(value.textValue()) : OptionalDouble.empty();
    if (number.isEmpty()) {
      throw new BadRecord(name + " is " + shown(value) + "; it must be a number");
    }
    coercions.text(name.split(" ", 2)[0], value.textValue());
    return number.getAsDouble();
  }

  /** 0, 1, true or false, also as a text; missing is false. */
  public static boolean flag(JsonNode record, String field) throws BadRecord {
    if (!has(record, field)) {
      return false;
    }
    JsonNode value = record.path(field);
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    String text = value.asText().strip().toLowerCase(Locale.ROOT);
    double number = value.isNumber() ? value.doubleValue() : asNumber(text).orElse(Double.NaN);
    if (number == 0 || number == 1) {
      return number == 1;
    }
    if (value.isTextual() && (text.equals("true") || text.equals("false"))) {
      return text.equals("true");
    }
    throw new BadRecord(field + " is " + shown(value) + "; it must be 0 or 1");
  }

  private static JsonNode present(JsonNode record, String field) throws BadRecord {
    if (!has(record, field)) {
      throw new BadRecord(field + " is missing");
    }
    return record.path(field);
  }

  /** A value for a message, cut to a readable length. */
  public static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    boolean isLarge = value.isContainerNode() && (value.size() > FEW || holdsContainers(value));
    if (isLarge) {
      return (value.isArray() ? "an array of " : "an object of ") + value.size();
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private static boolean holdsContainers(JsonNode value) {
    for (JsonNode part : value) {
      if (part.isContainerNode()) {
        return true;
      }
    }
    return false;
  }
}
