package io.faultline.internal.report;

import io.faultline.internal.evaluation.AreaCoverage;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.ClassMetrics;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How much of the objects' area is covered, and how much of the reported area lies on objects. */
final class AreaTable {
  private AreaTable() {}

  static Table of(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("all classes", evaluation.area(), evaluation.intervals()));
    if (evaluation.classAreas().size() > 1) {
      for (ClassMetrics one : evaluation.coco().perClass()) {
        int id = one.categoryId();
        AreaCoverage area = evaluation.classAreas().get(id);
        if (area != null) {
          rows.add(row(one.name(), area, evaluation.classIntervals().getOrDefault(id, Map.of())));
        }
      }
    }
    return new Table(
        "Area of boxes at the threshold in use: one crack in several boxes, or several in one, are"
            + " right too",
        Column.wordThenNumbers(
            "",
            "area of objects (px)",
            "share that is covered",
            "reported area (px)",
            "share on objects"),
        rows);
  }

  private static List<String> row(
      String name, AreaCoverage area, Map<String, BootstrapInterval> intervals) {
    return List.of(
        name,
        Numbers.count(Math.round(area.objects())),
        share(area.coveredShare(), intervals.get(Evaluation.AREA_COVERED)),
        Numbers.count(Math.round(area.reported())),
        share(area.onObjectsShare(), intervals.get(Evaluation.AREA_ON_OBJECTS)));
  }

  private static String share(OptionalDouble share, @Nullable BootstrapInterval interval) {
    String value = Numbers.score(share.orElse(-1));
    return interval == null ? value : value + " (" + EvaluationSections.ends(interval) + ")";
  }
}
