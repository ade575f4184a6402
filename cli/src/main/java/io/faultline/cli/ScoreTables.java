package io.faultline.cli;

import io.faultline.detection.Verdict;
import io.faultline.internal.evaluation.AreaCoverage;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.ClassMetrics;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.ImageLevelRates;
import io.faultline.internal.evaluation.ObjectRates;
import io.faultline.internal.evaluation.VerdictCounts;
import io.faultline.internal.report.ThresholdWords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

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

  /** The twelve, with intervals where there are any. */
  static String coco(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    evaluation
        .coco()
        .asMap()
        .forEach(
            (name, value) ->
                text.append(
                    String.format(
                        "%-5s  %6s  %-14s  %s\n",
                        name,
                        Figures.share(value),
                        range(evaluation.intervals().get(name)),
                        MEANING.get(name))));
    return text.toString();
  }

  /** What the intervals are. */
  static String resampled(Evaluation evaluation) {
    return "Intervals hold the middle 95 % of 1,000 resamples of " + evaluation.resampled() + ".";
  }

  /** Each class, at the threshold of its best F1. */
  static String classes(Evaluation evaluation) {
    Table classes =
        new Table("class", "objects", "AP", "AP50", "best F1", "precision", "recall", "at score");
    for (ClassMetrics each : evaluation.coco().perClass()) {
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
    boolean several = evaluation.coco().perClass().size() > 1;
    return classes.text() + (several ? "\n" + classIntervals(evaluation) : "");
  }

  /** Each class at the one threshold, where that says more than all together. */
  private static String classIntervals(Evaluation evaluation) {
    Table table = new Table("95 % interval of", "AP50", "precision", "recall");
    for (ClassMetrics each : evaluation.coco().perClass()) {
      Map<String, BootstrapInterval> own =
          evaluation.classIntervals().getOrDefault(each.categoryId(), Map.of());
      table.row(
          ThresholdWords.label(each.name(), each.categoryId(), evaluation.objects().thresholds()),
          range(own.get(Evaluation.AP50)),
          range(own.get(Evaluation.PRECISION)),
          range(own.get(Evaluation.RECALL)));
    }
    return table.text();
  }

  /** What happens at the one threshold, with intervals over photos. */
  static String atThreshold(Evaluation evaluation) {
    ObjectRates objects = evaluation.objects();
    ImageLevelRates photos = evaluation.photos();
    Table table =
        new Table(
            objects.thresholds().uniform()
                ? "at score " + Figures.share(objects.thresholds().common())
                : "at the scores of the classes",
            "share",
            "of",
            "95 % interval");
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

  /** Areas of boxes at the one threshold, without matching; each class where there are several. */
  static String areas(Evaluation evaluation) {
    Table table = new Table("area of boxes", "share", "of px", "95 % interval");
    areas(table, "", evaluation.area(), evaluation.intervals());
    if (evaluation.coco().perClass().size() > 1) {
      for (ClassMetrics each : evaluation.coco().perClass()) {
        int id = each.categoryId();
        AreaCoverage own = evaluation.classAreas().get(id);
        if (own != null) {
          areas(
              table,
              each.name() + ": ",
              own,
              evaluation.classIntervals().getOrDefault(id, Map.of()));
        }
      }
    }
    return table.text();
  }

  private static void areas(
      Table table, String name, AreaCoverage area, Map<String, BootstrapInterval> intervals) {
    line(
        table,
        name + "objects' area that is covered",
        area.coveredShare(),
        Math.round(area.objects()),
        intervals.get(Evaluation.AREA_COVERED));
    line(
        table,
        name + "reported area on objects",
        area.onObjectsShare(),
        Math.round(area.reported()),
        intervals.get(Evaluation.AREA_ON_OBJECTS));
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
      @Nullable BootstrapInterval interval) {
    table.row(label, Figures.share(value.orElse(-1)), Figures.count(whole), range(interval));
  }

  private static String range(@Nullable BootstrapInterval interval) {
    return interval == null
        ? ""
        : Figures.share(interval.lower()) + " to " + Figures.share(interval.upper());
  }
}
