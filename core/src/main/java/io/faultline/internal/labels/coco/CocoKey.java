package io.faultline.internal.labels.coco;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.Coercions;
import io.faultline.internal.labels.JsonFields;
import java.util.Comparator;

/**
 * An id as a COCO file writes it. A text of digits is the same as the number; any other text is an
 * id too, so that files whose ids are names keep their labels.
 *
 * @param number the id; 0 where it is a text
 * @param text the id; empty where it is a number
 */
record CocoKey(long number, String text) implements Comparable<CocoKey> {
  private static final Comparator<CocoKey> ORDER =
      Comparator.comparing(CocoKey::text).thenComparingLong(CocoKey::number);

  /** Reads a field that must be there. */
  static CocoKey of(JsonNode record, String field, Coercions coercions) throws BadRecord {
    JsonNode value = record.path(field);
    boolean isText = value.isTextual() && !value.textValue().isBlank();
    if (isText && JsonFields.asNumber(value.textValue()).isEmpty()) {
      return new CocoKey(0, value.textValue().strip());
    }
    return new CocoKey(JsonFields.integer(record, field, coercions), "");
  }

  static CocoKey of(long number) {
    return new CocoKey(number, "");
  }

  boolean isNumber() {
    return text.isEmpty();
  }

  @Override
  public int compareTo(CocoKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return isNumber() ? Long.toString(number) : "\"" + text + "\"";
  }
}
