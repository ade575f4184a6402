package io.faultline.cli;

import io.faultline.detection.Verdict;
import io.faultline.evaluation.BootstrapInterval;
import io.faultline.evaluation.ClassMetrics;
import io.faultline.evaluation.CocoMetrics;
import io.faultline.evaluation.Evaluation;
import io.faultline.evaluation.ImageLevelRates;
import io.faultline.evaluation.ObjectRates;
import io.faultline.evaluation.VerdictCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** An evaluation as tables for people. */
final class ScoreTables {
  private static final Map<String, String> MEANING = new LinkedHashMap<>();

  static {
    MEANING.put("AP", "mean over IoU 0.50 to 0.95");
    MEANING.put("AP50", "at IoU 0.50");
    MEANING.put("AP75", "at IoU 0.75");
    MEANING.put("APs", "small objects, up to 32x32 px");
    MEANING.put("APm", "medium objects, up to 96x96 px");
    MEANING.put("APl", "large objects");
    MEANING.put("AR1", "recall with one detection per photo and class");
    MEANING.put("AR10", "recall with ten");
    MEANING.put("AR100", "recall with a hundred");
    MEANING.put("ARs", "recall of small objects");
    MEANING.put("ARm", "recall of medium objects");
    MEANING.put("ARl", "recall of large objects");
  }

  private ScoreTables() {}

  /** The twelve. */
  static String coco(CocoMetrics metrics) {
    StringBuilder text = new StringBuilder();
    metrics
        .asMap()
        .forEach(
            (name, value) ->
                text.append(
                    String.format(
                        "%-5s  %6s  %s\n", name, Figures.share(value), MEANING.get(name))));
    return text.toString();
  }

  /** Each class, at the threshold of its best F1. */
  static String classes(CocoMetrics metrics) {
    Table classes =
        new Table("class", "objects", "AP", "AP50", "best F1", "precision", "recall", "at score");
    for (ClassMetrics each : metrics.perClass()) {
      classes.row(
          each.name(),
          Figures.count(each.support()),
          Figures.share(each.ap()),
          Figures.share(each.ap50()),
          Figures.share(each.bestF1()),
          Figures.share(each.precision()),
          Figures.share(each.recall()),
          each.bestF1() < 0 ? "-" : Figures.share(each.threshold()));
    }
    return classes.text();
  }

  /** What happens at the one threshold, with intervals over photos. */
  static String atThreshold(Evaluation evaluation) {
    ObjectRates objects = evaluation.objects();
    ImageLevelRates photos = evaluation.photos();
    Table table =
        new Table(
            "at score " + Figures.share(objects.scoreThreshold()), "share", "of", "95 % interval");
    line(
        table,
        "objects found",
        objects.recall(),
        objects.hits() + objects.misses(),
        evaluation.intervals().get(Evaluation.RECALL));
    line(
        table,
        "detections that are right",
        objects.precision(),
        objects.hits() + objects.falseAlarms(),
        evaluation.intervals().get(Evaluation.PRECISION));
    line(
        table,
        "photos with objects, all missed",
        photos.missedCrackRate(),
        photos.crackedPhotos(),
        evaluation.intervals().get(Evaluation.MISSED_CRACK_RATE));
    line(
        table,
        "clean photos with an alarm",
        photos.falseAlarmRate(),
        photos.cleanPhotos(),
        evaluation.intervals().get(Evaluation.FALSE_ALARM_RATE));
    return table.text();
  }

  /** Verdicts of photos with and without objects. */
  static String verdicts(VerdictCounts counts) {
    Table table = new Table("verdict", "CRACK", "REVIEW", "CLEAN");
    row(table, "photos with objects", counts.cracked());
    row(table, "clean photos", counts.clean());
    return table.text();
  }

  private static void row(Table table, String label, Map<Verdict, Integer> counts) {
    table.row(
        label,
        Figures.count(counts.getOrDefault(Verdict.CRACK, 0)),
        Figures.count(counts.getOrDefault(Verdict.REVIEW, 0)),
        Figures.count(counts.getOrDefault(Verdict.CLEAN, 0)));
  }

  private static void line(
      Table table,
      String label,
      OptionalDouble value,
      long whole,
      @org.jspecify.annotations.Nullable BootstrapInterval interval) {
    String range =
        interval == null
            ? ""
            : Figures.share(interval.lower()) + " to " + Figures.share(interval.upper());
    table.row(label, Figures.share(value.orElse(-1)), Figures.count(whole), range);
  }
}
