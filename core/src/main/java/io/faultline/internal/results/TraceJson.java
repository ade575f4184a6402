package io.faultline.internal.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.NumberOutput;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.DetectionTrace;
import io.faultline.internal.detection.DetectionTrace.Candidate;
import io.faultline.internal.detection.DetectionTrace.Fate;
import io.faultline.internal.detection.DetectionTrace.Place;
import io.faultline.internal.detection.DetectionTrace.Proposal;
import io.faultline.internal.text.Numbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Detection traces as JSON lines: a header, then one line per photo, in the form that {@code
 * docs/reference/json.md} describes. Boxes are corners here, {@code x1, y1, x2, y2}, so that every
 * one comes back bit by bit.
 */
public final class TraceJson {
  static final String FORMAT = "faultline-trace";
  static final int VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private TraceJson() {}

  /**
   * What holds for all photos of a file.
   *
   * @param categories the model's classes
   * @param thresholds the scores from which the model reports
   */
  public record Header(List<Category> categories, Thresholds thresholds) {
    /** Copies the list. */
    public Header {
      categories = List.copyOf(categories);
    }
  }

  /** The trace of one photo of a dataset. */
  public record Photo(long imageId, String fileName, DetectionTrace trace) {}

  /** The first line, without a newline. */
  public static String header(Header header) {
    return line(
        json -> {
          json.writeStringField("format", FORMAT);
          json.writeNumberField("version", VERSION);
          json.writeFieldName("threshold");
          json.writeNumber(Numbers.shortest(header.thresholds().common()));
          if (!header.thresholds().uniform()) {
            json.writeObjectFieldStart("thresholds");
            for (Category category : header.categories()) {
              json.writeFieldName(category.name());
              json.writeNumber(Numbers.shortest(header.thresholds().of(category.id())));
            }
            json.writeEndObject();
          }
          json.writeArrayFieldStart("categories");
          for (Category category : header.categories()) {
            json.writeStartObject();
            json.writeNumberField("id", category.id());
            json.writeStringField("name", category.name());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** The line of a photo, without a newline. */
  public static String photo(Photo photo) {
    DetectionTrace trace = photo.trace();
    return line(
        json -> {
          json.writeNumberField("image_id", photo.imageId());
          json.writeStringField("file", photo.fileName());
          json.writeArrayFieldStart("proposals");
          for (Proposal proposal : trace.proposals()) {
            json.writeStartArray();
            box(json, proposal.box());
            for (float score : proposal.scores()) {
              json.writeNumber(shortest(score));
            }
            json.writeEndArray();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("candidates");
          for (Candidate candidate : trace.candidates()) {
            candidate(json, candidate);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("merged");
          for (Detection detection : trace.merged()) {
            json.writeStartArray();
            json.writeNumber(detection.categoryId());
            box(json, detection.box());
            json.writeNumber(Numbers.shortest(detection.score()));
            json.writeEndArray();
          }
          json.writeEndArray();
          json.writeNumberField("kept", trace.kept());
        });
  }

  /**
   * Reads the header of a file.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where it is none
   */
  public static Header header(Path file) {
    return new TraceReader(file).read(photo -> {}, false);
  }

  /**
   * Reads a file photo by photo, and gives its header.
   *
   * @throws FaultlineException with {@link Problem#INPUT} naming file, line and fault
   */
  public static Header read(Path file, Consumer<Photo> photos) {
    return new TraceReader(file).read(photos, true);
  }

  /** How a fate is called. */
  static String name(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }

  private static void candidate(JsonGenerator json, Candidate candidate) throws IOException {
    json.writeStartArray();
    json.writeNumber(candidate.proposal());
    json.writeNumber(candidate.categoryId());
    json.writeString(name(candidate.fate()));
    json.writeNumber(candidate.by());
    for (Place place : candidate.path()) {
      box(json, place.box());
      json.writeNumber(shortest(place.score()));
    }
    json.writeEndArray();
  }

  private static void box(JsonGenerator json, Box box) throws IOException {
    for (double side : List.of(box.x1(), box.y1(), box.x2(), box.y2())) {
      json.writeNumber(Numbers.shortest(side));
    }
  }

  /** The shortest decimal that reads back as the same single-precision number. */
  private static String shortest(float score) {
    String text = NumberOutput.toString(score, true);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Writes the fields of an object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static String line(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }
}
