package io.faultline.internal.report;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.ClassMetrics;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.ImageLevelRates;
import io.faultline.internal.evaluation.ObjectRates;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.Figures;
import io.faultline.internal.report.ReportBlock.Paragraph;
import io.faultline.internal.report.ReportBlock.Preformatted;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent.Headline;
import io.faultline.internal.report.ReportContent.Section;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Makes the parts of a report that say how well a detector did. */
public final class EvaluationSections {
  private EvaluationSections() {}

  /** What the detector does at its threshold, in one plain sentence. */
  public static String verdict(Evaluation evaluation) {
    ObjectRates objects = evaluation.objects();
    long total = objects.hits() + objects.misses();
    long alarms = objects.hits() + objects.falseAlarms();
    String threshold = ThresholdWords.at(objects.thresholds());
    if (total == 0) {
      return "These photos hold no object; at "
          + threshold
          + " the detector raises "
          + Numbers.counted(alarms, "alarm")
          + ".";
    }
    String found =
        "At "
            + threshold
            + " the detector finds "
            + objects.hits()
            + " of "
            + Numbers.counted(total, "object")
            + percent(objects.recall());
    return alarms == 0
        ? found + " and raises no alarm at all."
        : found
            + "; "
            + objects.falseAlarms()
            + " of its "
            + Numbers.counted(alarms, "detection")
            + (objects.falseAlarms() == 1 ? " is" : " are")
            + " false"
            + percent(OptionalDouble.of((double) objects.falseAlarms() / alarms))
            + ".";
  }

  /** The numbers that matter most, with their intervals. */
  public static List<Headline> headlines(Evaluation evaluation) {
    ObjectRates objects = evaluation.objects();
    ImageLevelRates photos = evaluation.photos();
    List<Headline> headlines = new ArrayList<>();
    headlines.add(headline("AP at IoU 0.5", evaluation.coco().ap50(), evaluation, Evaluation.AP50));
    headlines.add(headline("AP (COCO)", evaluation.coco().ap(), evaluation, Evaluation.AP));
    headlines.add(headline("Recall", objects.recall().orElse(-1), evaluation, Evaluation.RECALL));
    headlines.add(
        headline("Precision", objects.precision().orElse(-1), evaluation, Evaluation.PRECISION));
    photos
        .missedCrackRate()
        .ifPresent(
            rate ->
                headlines.add(
                    headline(
                        "Photos whose cracks are all missed",
                        rate,
                        evaluation,
                        Evaluation.MISSED_CRACK_RATE)));
    photos
        .falseAlarmRate()
        .ifPresent(
            rate ->
                headlines.add(
                    headline(
                        "Clean photos with an alarm",
                        rate,
                        evaluation,
                        Evaluation.FALSE_ALARM_RATE)));
    return headlines;
  }

  /** The twelve COCO numbers and each class. */
  public static Section objects(Evaluation evaluation) {
    Map<String, Double> coco = evaluation.coco().asMap();
    List<Column> names = coco.keySet().stream().map(name -> new Column(name, true)).toList();
    List<String> values = coco.values().stream().map(Numbers::score).toList();
    List<List<String>> classes = new ArrayList<>();
    for (ClassMetrics one : evaluation.coco().perClass()) {
      classes.add(
          Numbers.row(
              one.name(),
              one.support(),
              one.ap(),
              one.ap50(),
              one.bestF1(),
              one.precision(),
              one.recall(),
              one.bestF1() < 0 ? -1 : one.threshold()));
    }
    List<ReportBlock> blocks = new ArrayList<>();
    blocks.add(new Table("All classes", names, List.of(values)));
    blocks.add(
        new Table(
            "Each class, with precision and recall at the threshold of its best F1",
            Column.wordThenNumbers(
                "class", "objects", "AP", "AP50", "best F1", "precision", "recall", "threshold"),
            classes));
    blocks.add(atThreshold(evaluation));
    blocks.add(AreaTable.of(evaluation));
    if (evaluation.unknownCategoryDetections() > 0) {
      blocks.add(
          new Paragraph(
              Numbers.counted(evaluation.unknownCategoryDetections(), "detection")
                  + " of categories that the truth does not know; they are not counted above."));
    }
    return new Section(
        "Objects",
        "COCO's measures of found boxes. APs, APm and APl are small (up to 32 x 32 px), medium"
            + " and large (from 96 x 96 px) objects. A dash means that there is no such object."
            + " Intervals are bootstrapped over "
            + evaluation.resampled()
            + ".",
        blocks);
  }

  /** Each number with its interval, all classes together and each alone. */
  private static Table atThreshold(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(intervals("all classes", evaluation.intervals()));
    if (evaluation.coco().perClass().size() > 1) {
      for (ClassMetrics one : evaluation.coco().perClass()) {
        rows.add(
            intervals(
                ThresholdWords.label(
                    one.name(), one.categoryId(), evaluation.objects().thresholds()),
                evaluation.classIntervals().getOrDefault(one.categoryId(), Map.of())));
      }
    }
    return new Table(
        "With intervals; recall, precision and F1 at the threshold in use",
        Column.wordThenNumbers("", "AP", "AP50", "AP75", "recall", "precision", "F1"),
        rows);
  }

  private static List<String> intervals(String name, Map<String, BootstrapInterval> intervals) {
    List<String> row = new ArrayList<>(List.of(name));
    for (String key :
        List.of(
            Evaluation.AP,
            Evaluation.AP50,
            Evaluation.AP75,
            Evaluation.RECALL,
            Evaluation.PRECISION,
            Evaluation.F1)) {
      BootstrapInterval interval = intervals.get(key);
      row.add(
          interval == null
              ? Numbers.UNDEFINED
              : Numbers.score(interval.estimate()) + " (" + ends(interval) + ")");
    }
    return row;
  }

  /**
   * Two runs over the same photos.
   *
   * @param other what the other one is called
   */
  public static Section against(PairedComparison comparison, String other) {
    List<List<String>> rows = new ArrayList<>();
    for (PairedComparison.Difference difference : comparison.differences()) {
      BootstrapInterval interval = difference.difference();
      rows.add(
          List.of(
              difference.words(),
              Numbers.score(difference.ours()),
              Numbers.score(difference.theirs()),
              String.format(
                  Locale.ROOT,
                  "%+.3f (%+.3f to %+.3f)",
                  interval.estimate(),
                  interval.lower(),
                  interval.upper()),
              difference.verdict().words()));
    }
    return new Section(
        "Against " + other,
        "Both on the same photos, each at its own threshold, resampled together ("
            + comparison.resampled()
            + "). Better or worse: the whole interval of the difference lies on one side of zero.",
        List.of(
            new Table(
                "",
                Column.wordThenNumbers("", "this", "the other", "difference", "verdict"),
                rows)));
  }

  /** The report on regions, as scikit-learn prints it, and what other thresholds would give. */
  public static Section regions(RegionReport report) {
    return new Section(
        "Regions",
        "How the classifier judges proposed regions, one by one.",
        List.of(new Preformatted(report.text())));
  }

  /** The report on crops that did not choose the epoch. */
  public static Section testCrops(RegionReport report) {
    return new Section(
        "Test crops",
        "How the network judges the crops in the folder test. They taught it nothing and did not"
            + " choose its best epoch.",
        List.of(new Preformatted(report.text())));
  }

  /** Photos as wholes. */
  public static Section photos(Evaluation evaluation) {
    ImageLevelRates photos = evaluation.photos();
    return new Section(
        "Photos as wholes",
        "Whether a photo raises an alarm at "
            + ThresholdWords.at(photos.thresholds())
            + ", wherever in it.",
        List.of(
            new Table(
                "",
                Column.wordThenNumbers("", "photos", "wrong", "rate", "interval"),
                List.of(
                    List.of(
                        "with objects, no alarm",
                        Long.toString(photos.crackedPhotos()),
                        Long.toString(photos.missedPhotos()),
                        Numbers.score(photos.missedCrackRate().orElse(-1)),
                        interval(evaluation, Evaluation.MISSED_CRACK_RATE)),
                    List.of(
                        "clean, but an alarm",
                        Long.toString(photos.cleanPhotos()),
                        Long.toString(photos.alarmedPhotos()),
                        Numbers.score(photos.falseAlarmRate().orElse(-1)),
                        interval(evaluation, Evaluation.FALSE_ALARM_RATE))))));
  }

  /** Precision, recall and F1 over all thresholds. */
  public static Section curves(Evaluation evaluation) {
    return new Section(
        "Curves",
        "Objects at IoU 0.5. Each threshold is a point; the mark is the one in use.",
        List.of(new Figures(List.of(Charts.precisionRecall(evaluation), Charts.f1(evaluation)))));
  }

  private static Headline headline(String label, double value, Evaluation evaluation, String key) {
    String interval = interval(evaluation, key);
    return Headline.of(label, value, interval.equals(Numbers.UNDEFINED) ? "" : interval);
  }

  private static String interval(Evaluation evaluation, String key) {
    BootstrapInterval interval = evaluation.intervals().get(key);
    return interval == null
        ? Numbers.UNDEFINED
        : ends(interval)
            + " ("
            + Numbers.shortest(Math.round(interval.confidence() * 1000) / 10.0)
            + " %)";
  }

  /** {@code 0.712 to 0.840}. */
  static String ends(BootstrapInterval interval) {
    return Numbers.score(interval.lower()) + " to " + Numbers.score(interval.upper());
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? " (" + Math.round(100 * share.getAsDouble()) + " %)" : "";
  }
}
