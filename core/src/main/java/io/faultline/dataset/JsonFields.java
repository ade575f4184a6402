package io.faultline.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Reads the fields of one JSON record strictly: a wrong type is a {@link BadRecord}. */
final class JsonFields {
  private static final int SHOWN = 40;

  private JsonFields() {}

  static boolean has(JsonNode record, String field) {
    return !record.path(field).isMissingNode() && !record.path(field).isNull();
  }

  /** An integer of 64 bits; 17.0 is one too, "17" is not. */
  static long integer(JsonNode record, String field) throws BadRecord {
    JsonNode value = present(record, field);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    double number = value.isFloatingPointNumber() ? value.doubleValue() : Double.NaN;
    if (number == Math.rint(number) && Math.abs(number) < Numbers.EXACT) {
      return (long) number;
    }
    throw new BadRecord(field + " is " + shown(value) + "; it must be an integer of 64 bits");
  }

  /** An integer of 32 bits. */
  static int smallInteger(JsonNode record, String field) throws BadRecord {
    long value = integer(record, field);
    if (value != (int) value) {
      throw new BadRecord(field + " is " + value + "; it must be an integer of 32 bits");
    }
    return (int) value;
  }

  static String text(JsonNode record, String field) throws BadRecord {
    JsonNode value = present(record, field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new BadRecord(field + " is " + shown(value) + "; it must be a text");
    }
    return value.textValue();
  }

  /** A number that may still be infinite or not a number. */
  static double number(JsonNode value, String name) throws BadRecord {
    if (!value.isNumber()) {
      throw new BadRecord(name + " is " + shown(value) + "; it must be a number");
    }
    return value.doubleValue();
  }

  /** 0, 1, true or false; missing is false. */
  static boolean flag(JsonNode record, String field) throws BadRecord {
    if (!has(record, field)) {
      return false;
    }
    JsonNode value = record.path(field);
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (number == 0 || number == 1) {
      return number == 1;
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
  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    if (value.isContainerNode()) {
      return "an " + value.getNodeType().name().toLowerCase(Locale.ROOT) + " of " + value.size();
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
