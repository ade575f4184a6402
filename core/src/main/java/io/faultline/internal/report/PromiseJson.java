package io.faultline.internal.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.RecallPromise.Evidence;
import io.faultline.internal.bundle.RecallPromise.Proven;
import io.faultline.internal.bundle.RecallPromise.Refused;
import java.util.List;
import java.util.Locale;

/** A promise and its evidence as JSON, under the names in {@code docs/reference/json.md}. */
public final class PromiseJson {
  private PromiseJson() {}

  /** What {@code promise} says: the operating point, the promise and the other targets. */
  public static MetricsJson of(
      OperatingPoint point, RecallPromise promise, List<RecallPromise> table) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("threshold", point.threshold());
    root.put("certain", point.certain());
    addClasses(root, point);
    root.set("promise", node(promise));
    var others = root.putArray("targets");
    table.forEach(one -> others.add(node(one)));
    return MetricsJson.of(root);
  }

  /** The scores of classes under {@code thresholds}, where not all have the same. */
  public static void addClasses(ObjectNode root, OperatingPoint point) {
    if (!point.classes().isEmpty()) {
      ObjectNode thresholds = root.putObject("thresholds");
      point
          .classes()
          .forEach(
              (name, own) -> {
                ObjectNode node = thresholds.putObject(name);
                node.put("threshold", own.threshold());
                node.put("certain", own.certain());
                node.put("basis", own.basis().words());
              });
    }
  }

  /** One promise, kept or refused, with its evidence. */
  public static ObjectNode node(RecallPromise promise) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("proven", promise instanceof Proven);
    node.put("recall", promise.target().recall());
    node.put("confidence", promise.target().confidence());
    node.put("level", promise.target().level().name().toLowerCase(Locale.ROOT));
    node.put("iou", promise.target().iou());
    node.put("category", promise.target().category());
    node.put("words", promise.words());
    Evidence evidence = promise.evidence();
    node.put("threshold", evidence.threshold());
    node.put("found", evidence.found());
    node.put("of", evidence.of());
    node.put("lowerBound", evidence.lowerBound());
    node.put("groupLower", evidence.groupLower());
    node.put("groups", evidence.groups());
    node.put("photos", evidence.photos());
    node.put("falseAlarmsPerPhoto", evidence.falseAlarms());
    node.put("cleanPhotos", evidence.cleanPhotos());
    node.put("alarmedPhotos", evidence.alarmedPhotos());
    node.put("morePhotos", promise instanceof Refused refused ? refused.morePhotos() : 0);
    return node;
  }
}
