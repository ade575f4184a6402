package io.faultline.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import java.io.IOException;
import java.util.List;

/** What {@code dataset.json} says of a folder of results. */
final class DatasetCard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DatasetCard() {}

  /** The format of rows that {@link DetectJob} writes. */
  static final String RESULTS = "faultline-spark-results";

  /** The format of rows that {@link FeatureJob} writes. */
  static final String FEATURES = "faultline-spark-features";

  static String ofResults(SharedModel model, WaveRun.Summary summary) {
    return json(
        card(
            RESULTS,
            ResultSchema.VERSION,
            "one row for each photo, file version and model",
            model,
            summary));
  }

  /**
   * The card of features.
   *
   * @param recipe which rows belong to this job
   * @param settings how regions are labelled and drawn, as YAML
   */
  static String ofFeatures(
      SharedModel model,
      String recipe,
      String settings,
      List<Category> categories,
      WaveRun.Summary summary) {
    ObjectNode card =
        card(
            FEATURES,
            FeatureSchema.VERSION,
            "one row for each region; a photo without regions has one row",
            model,
            summary);
    card.put("recipe", recipe);
    ArrayNode labels = card.putArray("labels");
    labels.addObject().put("label", 0).put("name", "background");
    for (int i = 0; i < categories.size(); i++) {
      labels.addObject().put("label", i + 1).put("name", categories.get(i).name());
    }
    card.put("settings", settings);
    return json(card);
  }

  private static ObjectNode card(
      String format, int version, String rows, SharedModel model, WaveRun.Summary summary) {
    ObjectNode card = JSON.createObjectNode();
    card.put("format", format);
    card.put("version", version);
    card.put("rows", "rows/wave=*/*.parquet, " + rows);
    card.putObject("model").put("name", model.name()).put("sha256", model.hash());
    card.put("photos", summary.photos());
    card.put("errors", summary.errors());
    return card;
  }

  private static String json(ObjectNode card) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text and numbers is always JSON", e);
    }
  }

  /**
   * Reads a card.
   *
   * @throws FaultlineException with {@code INPUT} if it is none
   */
  static JsonNode read(String place, byte[] card) {
    try {
      return JSON.readTree(card);
    } catch (IOException e) {
      throw new FaultlineException(Problem.INPUT, place + ": is not JSON", e);
    }
  }

  /**
   * Refuses a folder of another kind of rows.
   *
   * @throws FaultlineException with {@code OUTPUT}
   */
  static void requireFormat(String place, byte[] card, String format) {
    String found = read(place, card).path("format").asText();
    if (!found.equals(format)) {
      throw new FaultlineException(
          Problem.OUTPUT,
          place + ": format is " + found + "; this job writes " + format + ": name a new folder");
    }
  }

  /**
   * Refuses rows of another kind, or columns of another version.
   *
   * @throws FaultlineException with {@code INPUT}
   */
  static void require(String place, JsonNode card, String format, int version) {
    String found = card.path("format").asText() + " " + card.path("version").asInt();
    if (!found.equals(format + " " + version)) {
      throw new FaultlineException(
          Problem.INPUT, place + ": is " + found + "; it must be " + format + " " + version);
    }
  }
}
