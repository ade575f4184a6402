package io.faultline.server.labelstudio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoOutcome;
import io.faultline.geometry.Box;
import java.util.Map;

/** Detections as a prediction of Label Studio: boxes in percent of the photo, with scores. */
public final class Prediction {
  private static final double PERCENT = 100;

  private Prediction() {}

  /**
   * The prediction for one task.
   *
   * @param labels the label of each class by its id
   * @param version what Label Studio shows as version of the model
   */
  public static ObjectNode of(
      PhotoOutcome outcome, LabelConfig config, Map<Integer, String> labels, String version) {
    ObjectNode prediction = JsonNodeFactory.instance.objectNode();
    prediction.put("model_version", version);
    double best = outcome.detections().stream().mapToDouble(Detection::score).max().orElse(0);
    prediction.put("score", best);
    ArrayNode boxes = prediction.putArray("result");
    if (outcome instanceof PhotoOutcome.Detected seen) {
      for (Detection one : seen.detections()) {
        String label = labels.getOrDefault(one.categoryId(), seen.categoryName(one));
        boxes.add(box(one, seen, config, label, boxes.size()));
      }
    }
    return prediction;
  }

  private static ObjectNode box(
      Detection one, PhotoOutcome.Detected seen, LabelConfig config, String label, int number) {
    ObjectNode node =
        rectangle(one.box(), seen.widthPx(), seen.heightPx(), config, label, "faultline-" + number);
    node.put("score", one.score());
    return node;
  }

  /**
   * A labelled box, as Label Studio stores it.
   *
   * @param box in pixels of the photo
   * @param id unique in the task
   */
  public static ObjectNode rectangle(
      Box box, int widthPx, int heightPx, LabelConfig config, String label, String id) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id);
    node.put("from_name", config.fromName());
    node.put("to_name", config.toName());
    node.put("type", "rectanglelabels");
    node.put("original_width", widthPx);
    node.put("original_height", heightPx);
    node.put("image_rotation", 0);
    ObjectNode value = node.putObject("value");
    value.put("x", PERCENT * box.x1() / widthPx);
    value.put("y", PERCENT * box.y1() / heightPx);
    value.put("width", PERCENT * (box.x2() - box.x1()) / widthPx);
    value.put("height", PERCENT * (box.y2() - box.y1()) / heightPx);
    value.put("rotation", 0);
    value.putArray("rectanglelabels").add(label);
    return node;
  }
}
