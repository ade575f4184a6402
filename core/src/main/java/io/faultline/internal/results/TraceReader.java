package io.faultline.internal.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import io.faultline.internal.provenance.IoReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads one file of {@link TraceJson}; used once. */
final class TraceReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BOX = 4;

  private final Path file;
  private int line;
  private List<Integer> categoryIds = List.of();

  TraceReader(Path file) {
    this.file = file;
  }

  TraceJson.Header read(Consumer<TraceJson.Photo> photos, boolean all) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      line = 1;
      TraceJson.Header header = header(parsed(first == null ? "" : first));
      categoryIds = header.categories().stream().map(Category::id).toList();
      for (String text = lines.readLine(); all && text != null; text = lines.readLine()) {
        line++;
        photos.accept(photo(parsed(text)));
      }
      return header;
    } catch (NoSuchFileException e) {
      throw new FaultlineException(Problem.INPUT, file + ": does not exist", e);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  private JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw fault("is not JSON: " + e.getOriginalMessage());
    }
  }

  private TraceJson.Header header(JsonNode node) {
    if (!node.path("format").asText().equals(TraceJson.FORMAT)
        || node.path("version").asInt() != TraceJson.VERSION) {
      throw fault(
          "is no header of a trace; it must have format "
              + TraceJson.FORMAT
              + " and version "
              + TraceJson.VERSION);
    }
    List<Category> categories = new ArrayList<>();
    for (JsonNode category : node.path("categories")) {
      categories.add(new Category(category.path("id").asInt(), category.path("name").asText()));
    }
    Map<Integer, Double> byClass = new HashMap<>();
    for (Category category : categories) {
      JsonNode own = node.path("thresholds").path(category.name());
      if (!own.isMissingNode()) {
        byClass.put(category.id(), number(own));
      }
    }
    return new TraceJson.Header(
        categories, new Thresholds(number(node.path("threshold")), byClass));
  }

  private TraceJson.Photo photo(JsonNode node) {
    try {
      List<Proposal> proposals = new ArrayList<>();
      for (JsonNode row : node.path("proposals")) {
        List<Float> scores = new ArrayList<>();
        for (int i = BOX; i < row.size(); i++) {
          scores.add(single(row.path(i)));
        }
        proposals.add(new Proposal(box(row, 0), scores));
      }
      List<Candidate> candidates = new ArrayList<>();
      for (JsonNode row : node.path("candidates")) {
        candidates.add(candidate(row));
      }
      List<Detection> merged = new ArrayList<>();
      for (JsonNode row : node.path("merged")) {
        merged.add(new Detection(whole(row.path(0)), box(row, 1), number(row.path(1 + BOX))));
      }
      return new TraceJson.Photo(
          (long) number(node.path("image_id")),
          node.path("file").asText(),
          new DetectionTrace(categoryIds, proposals, candidates, merged, whole(node.path("kept"))));
    } catch (IllegalArgumentException e) {
      throw fault(String.valueOf(e.getMessage()));
    }
  }

  private Candidate candidate(JsonNode row) {
    List<Place> path = new ArrayList<>();
    for (int i = 4; i < row.size(); i += BOX + 1) {
      path.add(new Place(box(row, i), single(row.path(i + BOX))));
    }
    return new Candidate(
        whole(row.path(0)),
        whole(row.path(1)),
        path,
        Fate.valueOf(row.path(2).asText().toUpperCase(Locale.ROOT)),
        whole(row.path(3)));
  }

  private Box box(JsonNode row, int from) {
    return new Box(
        number(row.path(from)),
        number(row.path(from + 1)),
        number(row.path(from + 2)),
        number(row.path(from + 3)));
  }

  private int whole(JsonNode node) {
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      throw fault("holds " + shown(node) + "; it must be a whole number");
    }
    return node.intValue();
  }

  private double number(JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw fault("holds " + shown(node) + "; it must be a finite number");
    }
    return node.doubleValue();
  }

  private float single(JsonNode node) {
    float value = (float) number(node);
    if (!Float.isFinite(value)) {
      throw fault("holds " + shown(node) + "; it must fit 32 bits");
    }
    return value;
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }

  private FaultlineException fault(String reason) {
    return new FaultlineException(Problem.INPUT, file + ": line " + line + " " + reason);
  }
}
