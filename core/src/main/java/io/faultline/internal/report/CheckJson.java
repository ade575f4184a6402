package io.faultline.internal.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.internal.check.CheckFinding;
import io.faultline.internal.check.CheckResult;
import io.faultline.internal.check.CheckRule;
import io.faultline.internal.check.Histogram;
import io.faultline.internal.check.SetNumbers;
import java.util.Locale;

/** What a check saw as JSON; {@code docs/json-formats.md} names the fields. */
public final class CheckJson {
  private CheckJson() {}

  /** All numbers and findings. */
  public static MetricsJson of(CheckResult result) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (CheckRule.Weight weight : CheckRule.Weight.values()) {
      root.put(weight.name().toLowerCase(Locale.ROOT) + "s", result.count(weight));
    }
    ArrayNode sets = root.putArray("sets");
    result.sets().forEach(set -> add(sets.addObject(), set));
    ArrayNode leaks = root.putArray("leaks");
    for (CheckResult.Leak leak : result.leaks()) {
      leaks
          .addObject()
          .put("first", leak.first())
          .put("second", leak.second())
          .put("photos", leak.photos())
          .put("of", leak.all());
    }
    ObjectNode counts = root.putObject("counts");
    for (CheckRule rule : CheckRule.values()) {
      counts.put(MetricsJson.camelCase(rule.name()), result.of(rule).size());
    }
    ArrayNode findings = root.putArray("findings");
    result.findings().forEach(one -> add(findings.addObject(), one));
    return MetricsJson.of(root);
  }

  private static void add(ObjectNode node, SetNumbers set) {
    node.put("name", set.name());
    addCounts(node, set);
    node.put("crowds", set.crowds());
    ArrayNode sizes = node.putArray("photoSizes");
    set.photoSizes()
        .forEach(
            size ->
                sizes
                    .addObject()
                    .put("width", size.widthPx())
                    .put("height", size.heightPx())
                    .put("photos", size.photos()));
    add(node.putArray("objectSizes"), set.objectSizes());
    add(node.putArray("aspectRatios"), set.aspectRatios());
  }

  /** Photos and objects, and those of each class: what every command says of a dataset. */
  public static void addCounts(ObjectNode node, SetNumbers set) {
    node.put("photos", set.photos());
    node.put("cleanPhotos", set.cleanPhotos());
    node.put("objects", set.objects());
    ObjectNode perClass = node.putObject("perClass");
    set.classes()
        .forEach(
            one ->
                perClass
                    .putObject(one.category().name())
                    .put("photos", one.photos())
                    .put("objects", one.objects()));
  }

  private static void add(ArrayNode bins, Histogram histogram) {
    for (int i = 0; i < histogram.counts().size(); i++) {
      ObjectNode bin = bins.addObject();
      bin.put("from", histogram.edges().get(i));
      MetricsJson.put(bin, "to", histogram.edges().get(i + 1));
      bin.put("objects", histogram.counts().get(i));
    }
  }

  private static void add(ObjectNode node, CheckFinding one) {
    node.put("rule", MetricsJson.camelCase(one.rule().name()));
    node.put("weight", one.rule().weight().name().toLowerCase(Locale.ROOT));
    node.put("file", one.finding().file());
    node.put("record", one.finding().record());
    node.put("done", one.finding().action().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    node.put("reason", one.finding().reason());
    ArrayNode photos = node.putArray("photos");
    one.photos().forEach(photo -> photos.add(photo.path().toString()));
    one.box()
        .ifPresent(
            box ->
                node.putArray("bbox")
                    .add(box.x1())
                    .add(box.y1())
                    .add(box.width())
                    .add(box.height()));
  }
}
