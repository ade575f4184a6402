package io.faultline.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.CocoContent.RawAnnotation;
import io.faultline.dataset.CocoContent.RawImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

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

  private CocoParser(FileFindings findings) {
    this.findings = findings;
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
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "images" -> {
          content.hasImages = true;
          records(parser, field, this::image);
        }
        case "annotations" -> {
          content.hasAnnotations = true;
          records(parser, field, this::annotation);
        }
        case "categories" -> {
          content.hasCategories = true;
          records(parser, field, this::category);
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

  private void records(JsonParser parser, String field, RecordReader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw fault(field + " is not a list, " + place(parser));
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      JsonNode node = MAPPER.readTree(parser);
      String record = name(field, node, i);
      try {
        if (!node.isObject()) {
          throw new BadRecord("is " + JsonFields.shown(node) + "; it must be an object");
        }
        reader.read(node, record);
      } catch (BadRecord e) {
        findings.dropped(record, e.reason());
        if (field.equals("annotations")) {
          lost(node);
        }
      }
    }
  }

  private void lost(JsonNode node) {
    try {
      content.lose(JsonFields.integer(node, "image_id"));
    } catch (BadRecord e) {
      content.unplaced++;
    }
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

  private void image(JsonNode node, String record) throws BadRecord {
    long id = JsonFields.integer(node, "id");
    String fileName = JsonFields.text(node, "file_name").replace('\\', '/');
    int width = JsonFields.has(node, "width") ? JsonFields.smallInteger(node, "width") : 0;
    int height = JsonFields.has(node, "height") ? JsonFields.smallInteger(node, "height") : 0;
    boolean complete =
        !JsonFields.has(node, CocoWriter.COMPLETE) || JsonFields.flag(node, CocoWriter.COMPLETE);
    content.images.add(new RawImage(record, id, fileName, width, height, complete));
  }

  private void category(JsonNode node, String record) throws BadRecord {
    int id = JsonFields.smallInteger(node, "id");
    if (content.categories.stream().anyMatch(known -> known.id() == id)) {
      throw new BadRecord("id is taken by an earlier category; ids must be unique");
    }
    content.categories.add(new Category(id, JsonFields.text(node, "name")));
  }

  private void annotation(JsonNode node, String record) throws BadRecord {
    OptionalLong id =
        JsonFields.has(node, "id")
            ? OptionalLong.of(JsonFields.integer(node, "id"))
            : OptionalLong.empty();
    long imageId = JsonFields.integer(node, "image_id");
    JsonNode bbox = node.path("bbox");
    if (bbox.isArray() && bbox.isEmpty()) {
      content.annotations.add(
          new RawAnnotation(
              record,
              id,
              imageId,
              OptionalLong.empty(),
              Optional.empty(),
              OptionalDouble.empty(),
              false,
              CocoSegmentation.NONE));
      return;
    }
    OptionalLong categoryId = OptionalLong.of(JsonFields.smallInteger(node, "category_id"));
    boolean crowd = JsonFields.flag(node, "iscrowd");
    CocoSegmentation outline = outline(node, record);
    RawBox box = JsonFields.has(node, "bbox") ? box(bbox) : boxOf(outline, record);
    content.annotations.add(
        new RawAnnotation(
            record,
            id,
            imageId,
            categoryId,
            Optional.of(box),
            area(node, outline, record),
            crowd,
            outline));
  }

  private CocoSegmentation outline(JsonNode node, String record) {
    try {
      return CocoSegmentation.of(node.path("segmentation"));
    } catch (BadRecord e) {
      findings.repaired(record, e.reason() + "; the box is kept without an outline");
      return CocoSegmentation.NONE;
    }
  }

  private static RawBox box(JsonNode bbox) throws BadRecord {
    if (!bbox.isArray() || bbox.size() != 4) {
      throw new BadRecord(
          "bbox is " + JsonFields.shown(bbox) + "; it must be a list of x, y, width and height");
    }
    return new RawBox(
        JsonFields.number(bbox.path(0), "bbox x"),
        JsonFields.number(bbox.path(1), "bbox y"),
        JsonFields.number(bbox.path(2), "bbox width"),
        JsonFields.number(bbox.path(3), "bbox height"));
  }

  private RawBox boxOf(CocoSegmentation outline, String record) throws BadRecord {
    RawBox bounds = outline.bounds().orElseThrow(() -> new BadRecord("bbox is missing"));
    findings.repaired(record, "bbox is missing; taken from the outline as " + bounds);
    return bounds;
  }

  /** The stated area, else the mask's pixels; empty leaves it to the box. */
  private OptionalDouble area(JsonNode node, CocoSegmentation outline, String record) {
    if (JsonFields.has(node, "area")) {
      JsonNode value = node.path("area");
      double area = value.isNumber() ? value.doubleValue() : Double.NaN;
      if (area >= 0 && Double.isFinite(area)) {
        return OptionalDouble.of(area);
      }
      findings.repaired(
          record,
          "area is " + JsonFields.shown(value) + "; it must be >= 0; the outline or box gives it");
    }
    return outline.runs().isPresent()
        ? OptionalDouble.of((double) outline.runs().get().area())
        : OptionalDouble.empty();
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
