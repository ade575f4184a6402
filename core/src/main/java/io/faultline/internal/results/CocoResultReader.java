package io.faultline.internal.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.Finding.Action;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one file of detections in COCO result format, record by record; used once. */
final class CocoResultReader {
  /** NaN and Infinity are let through to be refused by field and record rather than as syntax. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final double LARGEST_EXACT_WHOLE = 0x1p53;

  private final String file;
  private final Optional<Dataset> truth;
  private final Set<Long> knownImages;
  private final Optional<List<Finding>> odd;
  private final Map<Long, List<Detection>> byImage = new LinkedHashMap<>();
  private int record;

  /**
   * For one file.
   *
   * @param truth whose photos and categories detections must be of; empty: anyone's
   * @param odd where boxes without area are listed; empty: they are faults
   */
  CocoResultReader(String file, Optional<Dataset> truth, Optional<List<Finding>> odd) {
    this.file = file;
    this.odd = odd;
    this.truth = truth;
    this.knownImages =
        truth.map(Dataset::images).orElse(List.of()).stream()
            .map(ImageRecord::id)
            .collect(Collectors.toSet());
  }

  List<ImageDetections> read(InputStream in) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      readArray(parser);
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
    return byImage.entrySet().stream()
        .map(entry -> new ImageDetections(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void readArray(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new FaultlineException(
          Problem.INPUT, file + ": is empty; no detections at all are written as []");
    }
    if (first != JsonToken.START_ARRAY) {
      throw new FaultlineException(
          Problem.INPUT,
          file
              + ": begins with "
              + shown(parser)
              + "; detections are an array [...] of objects with image_id, category_id, bbox, score"
              + (first == JsonToken.START_OBJECT ? " (an object is a dataset file)" : ""));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      record++;
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw fault("is " + shown(parser) + "; it must be an object");
      }
      readRecord(parser);
    }
    if (parser.nextToken() != null) {
      throw new FaultlineException(
          Problem.INPUT,
          place(parser.currentTokenLocation()) + ": text after the end of the array");
    }
  }

  private void readRecord(JsonParser parser) throws IOException {
    long imageId = 0;
    int categoryId = 0;
    double[] bbox = {};
    double score = 0;
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "image_id" -> imageId = whole(parser, field, Long.MIN_VALUE, Long.MAX_VALUE);
        case "category_id" ->
            categoryId = (int) whole(parser, field, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case "bbox" -> bbox = numbers(parser);
        case "score" -> score = number(parser, field);
        default -> parser.skipChildren();
      }
      if (!seen.add(field)) {
        throw fault(shown(field) + " is given twice; it must be given once");
      }
    }
    for (String field : List.of("image_id", "category_id", "bbox", "score")) {
      if (!seen.contains(field)) {
        throw fault(field + " is missing; it is required");
      }
    }
    requireKnown(imageId, categoryId);
    List<Detection> found = byImage.computeIfAbsent(imageId, id -> new ArrayList<>());
    Optional<Box> box = odd.isPresent() ? oddBox(bbox, odd.get()) : Optional.of(box(bbox));
    if (box.isPresent()) {
      found.add(new Detection(categoryId, box.get(), score));
    }
  }

  /**
   * The box as pycocotools counts it: one of no area overlaps nothing, so it is a false alarm; one
   * of negative area is in no size class, so it is nothing.
   */
  private Optional<Box> oddBox(double[] bbox, List<Finding> list) {
    if (bbox[2] > 0 && bbox[3] > 0) {
      return Optional.of(box(bbox));
    }
    String side = bbox[2] > 0 ? "height" : "width";
    String value = "bbox " + side + " is " + Numbers.shortest(bbox[2] > 0 ? bbox[3] : bbox[2]);
    String name = "record " + record;
    if (bbox[2] * bbox[3] < 0) {
      list.add(
          new Finding(
              file, name, Action.DROPPED, value + "; pycocotools takes it and counts it nowhere"));
      return Optional.empty();
    }
    list.add(
        new Finding(
            file,
            name,
            Action.REPAIRED,
            value + "; pycocotools takes it and counts a false alarm, and so does this"));
    return Optional.of(new Box(bbox[0], bbox[1], Math.nextUp(bbox[0]), Math.nextUp(bbox[1])));
  }

  private void requireKnown(long imageId, int categoryId) {
    if (truth.isEmpty()) {
      return;
    }
    if (!knownImages.contains(imageId)) {
      throw fault("image_id is " + imageId + "; it must be the id of a photo in the truth");
    }
    if (truth.get().categoryIndex(categoryId) < 0) {
      throw fault("category_id is " + categoryId + "; it must be a category id of the truth");
    }
  }

  private Box box(double[] bbox) {
    requireSide("width", bbox[2], bbox[0]);
    requireSide("height", bbox[3], bbox[1]);
    return Box.ofSize(bbox[0], bbox[1], bbox[2], bbox[3]);
  }

  private void requireSide(String side, double length, double from) {
    if (!(length > 0)) {
      throw fault("bbox " + side + " is " + Numbers.shortest(length) + "; it must be > 0");
    }
    if (!(from + length > from) || !Double.isFinite(from + length)) {
      throw fault(
          "bbox "
              + side
              + " is "
              + Numbers.shortest(length)
              + " at "
              + Numbers.shortest(from)
              + "; their sum must be a larger finite number");
    }
  }

  private double[] numbers(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw fault("bbox is " + shown(parser) + "; it must be an array [x, y, width, height]");
    }
    double[] numbers = new double[4];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      double number = number(parser, "bbox");
      if (count < numbers.length) {
        numbers[count] = number;
      }
      count++;
    }
    if (count != numbers.length) {
      throw fault("bbox has " + count + " numbers; it must have 4: x, y, width, height");
    }
    return numbers;
  }

  private double number(JsonParser parser, String field) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      throw fault(field + " is " + shown(parser) + "; it must be a number");
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw fault(field + " is " + shown(parser) + "; it must be a finite number");
    }
    return value;
  }

  private long whole(JsonParser parser, String field, long least, long most) throws IOException {
    String rule = "; it must be a whole number from " + least + " to " + most;
    if (!parser.currentToken().isNumeric()) {
      throw fault(field + " is " + shown(parser) + rule);
    }
    boolean fraction = parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    double value = parser.getDoubleValue();
    // 7.0 is what table tools write for an integer column that once held a gap.
    boolean fits =
        fraction
            ? value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_WHOLE
            : parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!fits) {
      throw fault(field + " is " + shown(parser) + rule);
    }
    long whole = fraction ? (long) value : parser.getLongValue();
    if (whole < least || whole > most) {
      throw fault(field + " is " + shown(parser) + rule);
    }
    return whole;
  }

  private FaultlineException fault(String what) {
    return new FaultlineException(Problem.INPUT, file + ": record " + record + ": " + what);
  }

  private FaultlineException broken(JsonProcessingException e) {
    // Jackson adds where an unclosed array began and the source: our own prefix says the place.
    String reason = e.getOriginalMessage().replaceAll("(?s)\\s*\\(start marker.*|\\R.*", "");
    return new FaultlineException(
        Problem.INPUT, place(e.getLocation()) + ": broken JSON: " + reason, e);
  }

  /** The limits on nesting and length are reported without a location. */
  private String place(@Nullable JsonLocation location) {
    return location == null
        ? file
        : file + ": line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String shown(JsonParser parser) throws IOException {
    String text = parser.getText();
    return parser.currentToken() == JsonToken.VALUE_STRING ? '"' + shown(text) + '"' : shown(text);
  }

  /** Text of a hostile file on one short line. */
  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 40 ? line.substring(0, 40) + "..." : line;
  }
}
