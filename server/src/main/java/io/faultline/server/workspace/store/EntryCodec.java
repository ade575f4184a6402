package io.faultline.server.workspace.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.server.workspace.history.Change;
import java.util.List;

/** How histories and detections are written in text columns. */
final class EntryCodec {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};
  private static final TypeReference<List<double[]>> NUMBERS = new TypeReference<>() {};
  private static final TypeReference<List<String>> LINES = new TypeReference<>() {};

  private EntryCodec() {}

  static String changes(List<Change> changes) {
    try {
      return JSON.writerFor(CHANGES).writeValueAsString(changes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("changes are always JSON", e);
    }
  }

  static List<Change> changes(String text) {
    return read(text, CHANGES);
  }

  /** One array of category, x1, y1, x2, y2 and score for each detection. */
  static String detections(List<Detection> detections) {
    return write(
        detections.stream()
            .map(
                one ->
                    new double[] {
                      one.categoryId(),
                      one.box().x1(),
                      one.box().y1(),
                      one.box().x2(),
                      one.box().y2(),
                      one.score()
                    })
            .toList());
  }

  static List<Detection> detections(String text) {
    return read(text, NUMBERS).stream()
        .map(n -> new Detection((int) n[0], new Box(n[1], n[2], n[3], n[4]), n[5]))
        .toList();
  }

  static String lines(List<String> lines) {
    return write(lines);
  }

  static List<String> lines(String text) {
    return read(text, LINES);
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and lines are always JSON", e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a broken entry: " + text, e);
    }
  }
}
