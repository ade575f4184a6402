package io.faultline.internal.labels.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams a COCO file one record at a time. A record that cannot be used is dropped and listed; a
 * file that is not JSON or not COCO is a fault.
 */
final class CocoParser {
  /** Compressed masks are one text each; a 100-megapixel mask of noise stays below this. */
  private static final int LONGEST_TEXT = 200_000_000;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
              // Python writes NaN and Infinity; so read, they become findings, not broken files.
              .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .build());

  private final FileFindings findings;
  private final CocoContent content = new CocoContent();
  private final CocoRecords records;

  private CocoParser(FileFindings findings) {
    this.findings = findings;
    this.records = new CocoRecords(content, findings);
  }

  /**
   * Reads to the end.
   *
   * @throws IOException where the stream cannot be read or is not JSON
   */
  static CocoContent parse(InputStream in, FileFindings findings) throws IOException {
    CocoParser reader = new CocoParser(findings);
    try (JsonParser parser = MAPPER.getFactory().createParser(in)) {
      reader.document(parser);
    }
    reader.records.end();
    return reader.content;
  }

  private void document(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw fault(
          first == null
              ? "is empty; it must be a COCO object"
              : "starts with "
                  + first.asString()
                  + "; it must be an object with images, annotations and categories");
    }
    List<String> seen = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "images" -> {
          content.hasImages = true;
          list(parser, field, records::image, seen);
        }
        case "annotations" -> {
          content.hasAnnotations = true;
          list(parser, field, records::annotation, seen);
        }
        case "categories" -> {
          content.hasCategories = parser.currentToken() != JsonToken.VALUE_NULL;
          list(parser, field, records::category, seen);
        }
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw fault("holds something after its end, " + place(parser));
    }
  }

  /** Reads one record; {@code record} is how messages name it. */
  private interface RecordReader {
    void read(JsonNode node, String record) throws BadRecord;
  }

  private void list(JsonParser parser, String field, RecordReader reader, List<String> seen)
      throws IOException {
    boolean isNone = field.equals("categories") && parser.currentToken() == JsonToken.VALUE_NULL;
    if (isNone) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      String is = parser.currentToken() == JsonToken.VALUE_NULL ? " is null, " : " is ";
      throw fault(field + is + "not a list, " + place(parser));
    }
    if (seen.contains(field)) {
      findings.repaired(field, "is in the file twice; the records of both lists are read");
    }
    seen.add(field);
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      List<String> twice = new ArrayList<>();
      JsonNode node = record(parser, twice);
      String record = name(field, node, i);
      try {
        if (!node.isObject()) {
          throw new BadRecord("is " + JsonFields.shown(node) + "; it must be an object");
        }
        if (!twice.isEmpty()) {
          throw new BadRecord(
              twice.get(0) + " is there twice with different values; it must be there once");
        }
        reader.read(node, record);
      } catch (BadRecord e) {
        findings.dropped(record, e.reason());
        if (field.equals("annotations")) {
          records.lost(node, twice);
        }
      }
    }
  }

  /** One record; fields that hold different values are added to {@code twice}. */
  private static JsonNode record(JsonParser parser, List<String> twice) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return MAPPER.readTree(parser);
    }
    ObjectNode node = MAPPER.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      JsonNode value = MAPPER.readTree(parser);
      JsonNode earlier = node.replace(field, value);
      if (earlier != null && !earlier.equals(value)) {
        twice.add(field);
      }
    }
    return node;
  }

  /** {@code annotation 17}, or {@code annotations[3]} where there is no usable id. */
  private static String name(String field, JsonNode node, int position) {
    JsonNode id = node.path("id");
    if (!id.isIntegralNumber()) {
      return field + "[" + position + "]";
    }
    String one = field.equals("categories") ? "category" : field.substring(0, field.length() - 1);
    return one + " " + JsonFields.shown(id);
  }

  private FaultlineException fault(String message) {
    return new FaultlineException(Problem.INPUT, findings.file() + ": " + message);
  }

  private static String place(JsonParser parser) {
    return "line "
        + parser.currentTokenLocation().getLineNr()
        + ", column "
        + parser.currentTokenLocation().getColumnNr();
  }
}
