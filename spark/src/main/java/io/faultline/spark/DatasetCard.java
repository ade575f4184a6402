package io.faultline.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@code dataset.json} says of a folder of results. */
final class DatasetCard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DatasetCard() {}

  static String json(SharedModel model, long photos, long errors) {
    ObjectNode card = JSON.createObjectNode();
    card.put("format", "faultline-spark-results");
    card.put("version", ResultSchema.VERSION);
    card.put("rows", "rows/wave=*/*.parquet, one row for each photo, file version and model");
    card.putObject("model").put("name", model.name()).put("sha256", model.hash());
    card.put("photos", photos);
    card.put("errors", errors);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text and numbers is always JSON", e);
    }
  }
}
