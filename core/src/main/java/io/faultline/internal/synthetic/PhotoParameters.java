package io.faultline.internal.synthetic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.faultline.internal.provenance.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The file that says what was drawn for each photo, one line for each:
 *
 * <pre>
 * {"photo":"images/photo-00007.png","drawn":{"asphalt":{"grey":97.1},"jpeg":{"quality":43}}}
 * </pre>
 *
 * <p>A part that is not there was not drawn. Yes is 1, no is 0; a number that was drawn more than
 * once in a photo has its last value.
 */
public final class PhotoParameters {
  /** Its name in the folder of the photos. */
  public static final String FILE = "parameters.jsonl";

  private static final double THOUSAND = 1000;
  private static final JsonFactory JSON = new JsonFactory();

  private final StringBuilder lines = new StringBuilder();

  /** Adds a photo; without a description there is no line. */
  void add(String photo, Map<String, Map<String, Double>> drawn) {
    if (!drawn.isEmpty()) {
      lines.append(line(photo, drawn)).append('\n');
    }
  }

  /** Writes the file, unless no photo has a description. */
  void write(Path folder) {
    if (lines.length() > 0) {
      AtomicFile.write(folder.resolve(FILE), lines.toString());
    }
  }

  private static String line(String photo, Map<String, Map<String, Double>> drawn) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("photo", photo);
      json.writeObjectFieldStart("drawn");
      for (Map.Entry<String, Map<String, Double>> part : drawn.entrySet()) {
        json.writeObjectFieldStart(part.getKey());
        for (Map.Entry<String, Double> value : part.getValue().entrySet()) {
          json.writeNumberField(value.getKey(), Math.rint(value.getValue() * THOUSAND) / THOUSAND);
        }
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
