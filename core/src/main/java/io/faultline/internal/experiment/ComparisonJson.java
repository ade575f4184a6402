package io.faultline.internal.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.experiment.ComparisonTable.Row;
import io.faultline.internal.experiment.ComparisonTable.Scores;
import io.faultline.internal.experiment.ComparisonTable.TruthEffect;

/** A comparison as JSON; keys are added, never renamed. */
final class ComparisonJson {
  private static final double UNDEFINED = -1;

  private ComparisonJson() {}

  static ObjectNode of(ComparisonTable table) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("verdict", table.verdict());
    root.put("picked", table.picked().recipe());
    root.put("minPrecision", table.minPrecision());
    root.put("seeds", table.seeds());
    root.put("testPhotos", table.testPhotos());
    for (Row row : table.rows()) {
      add(root.withArray("recipes").addObject(), row);
    }
    root.putArray("truthEffects");
    for (TruthEffect effect : table.truthEffects()) {
      ObjectNode node = root.withArray("truthEffects").addObject();
      node.put("recipe", effect.recipe());
      difference(node.putObject("precision"), effect.precision());
      difference(node.putObject("recall"), effect.recall());
      difference(node.putObject("f1"), effect.f1());
    }
    table.leftOut().forEach(root.putArray("leftOut")::add);
    return root;
  }

  private static void add(ObjectNode node, Row row) {
    node.put("recipe", row.recipe());
    scores(node.putObject("commonSet"), row.common());
    scores(node.putObject("ownLabels"), row.own());
    difference(node.putObject("recallDifference"), row.recallDifference());
    difference(node.putObject("f1Difference"), row.f1Difference());
    node.put("recallAtMinPrecision", row.recallAtPrecision().estimate());
    interval(node.putObject("recallAtMinPrecisionInterval"), row.recallAtPrecision());
    difference(node.putObject("recallAtMinPrecisionDifference"), row.recallAtPrecisionDifference());
    node.put("AP50", row.ap50().orElse(UNDEFINED));
    node.put("trainingSeconds", row.trainingSeconds());
    row.published()
        .ifPresent(
            published -> {
              ObjectNode theirs = node.putObject("published");
              theirs.put("precision", published.precision());
              theirs.put("recall", published.recall());
              theirs.put("f1", published.f1());
              theirs.put("background", published.noCrack());
              theirs.put("objects", published.crack());
            });
  }

  private static void scores(ObjectNode node, Scores scores) {
    interval(node.putObject("precision"), scores.precision());
    interval(node.putObject("recall"), scores.recall());
    interval(node.putObject("f1"), scores.f1());
    node.put("background", scores.background());
    node.put("objects", scores.objects());
  }

  private static void difference(ObjectNode node, BootstrapInterval difference) {
    interval(node, difference);
    node.put("toldApart", difference.isClear());
  }

  private static void interval(ObjectNode node, BootstrapInterval interval) {
    node.put("estimate", interval.estimate());
    node.put("lower", interval.lower());
    node.put("upper", interval.upper());
  }
}
