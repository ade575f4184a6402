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
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", "faultline-" + number);
    node.put("from_name", config.fromName());
    node.put("to_name", config.toName());
    node.put("type", "rectanglelabels");
    node.put("original_width", seen.widthPx());
    node.put("original_height", seen.heightPx());
    node.put("image_rotation", 0);
    node.put("score", one.score());
    Box box = one.box();
    ObjectNode value = node.putObject("value");
    value.put("x", PERCENT * box.x1() / seen.widthPx());
    value.put("y", PERCENT * box.y1() / seen.heightPx());
    value.put("width", PERCENT * (box.x2() - box.x1()) / seen.widthPx());
    value.put("height", PERCENT * (box.y2() - box.y1()) / seen.heightPx());
    value.put("rotation", 0);
    value.putArray("rectanglelabels").add(label);
    return node;
  }
}
