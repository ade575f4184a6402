package io.faultline.cli;

import io.faultline.evaluation.BootstrapInterval;
import io.faultline.evaluation.ClassMetrics;
import io.faultline.evaluation.CocoMetrics;
import io.faultline.evaluation.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** An evaluation as tables for people and as numbers for programs. */
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

  /** The twelve, and each class. */
  static String text(CocoMetrics metrics) {
    StringBuilder text = new StringBuilder();
    metrics
        .asMap()
        .forEach(
            (name, value) ->
                text.append(
                    String.format(
                        "%-5s  %6s  %s%n", name, Figures.share(value), MEANING.get(name))));
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
    return text.append('\n').append(classes.text()).toString();
  }

  /** The twelve by their short names, and each class by its name under {@code perClass}. */
  static Map<String, Object> numbers(CocoMetrics metrics) {
    Map<String, Object> numbers = new LinkedHashMap<>(metrics.asMap());
    Map<String, Object> perClass = new LinkedHashMap<>();
    for (ClassMetrics each : metrics.perClass()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", each.categoryId());
      one.put("objects", each.support());
      one.put("AP", each.ap());
      one.put("AP50", each.ap50());
      one.put("bestF1", each.bestF1());
      one.put("precision", each.precision());
      one.put("recall", each.recall());
      one.put("threshold", each.threshold());
      perClass.put(each.name(), one);
    }
    numbers.put("perClass", perClass);
    return numbers;
  }

  /** What happens at the one threshold, with intervals over photos. */
  static String textAtThreshold(Evaluation evaluation) {
    Table table = new Table("at score " + Figures.share(evaluation.objects().scoreThreshold()), "");
    line(table, "recall of objects", evaluation.objects().recall(), evaluation, Evaluation.RECALL);
    line(table, "precision", evaluation.objects().precision(), evaluation, Evaluation.PRECISION);
    line(
        table,
        "cracked photos missed",
        evaluation.photos().missedCrackRate(),
        evaluation,
        Evaluation.MISSED_CRACK_RATE);
    line(
        table,
        "clean photos with an alarm",
        evaluation.photos().falseAlarmRate(),
        evaluation,
        Evaluation.FALSE_ALARM_RATE);
    return table.text();
  }

  /** The same for programs; what is undefined is -1, and its interval is absent. */
  static Map<String, Object> numbersAtThreshold(Evaluation evaluation) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("threshold", evaluation.objects().scoreThreshold());
    numbers.put("hits", evaluation.objects().hits());
    numbers.put("falseAlarms", evaluation.objects().falseAlarms());
    numbers.put("misses", evaluation.objects().misses());
    numbers.put("recall", evaluation.objects().recall().orElse(-1));
    numbers.put("precision", evaluation.objects().precision().orElse(-1));
    numbers.put("missedCrackRate", evaluation.photos().missedCrackRate().orElse(-1));
    numbers.put("falseAlarmRate", evaluation.photos().falseAlarmRate().orElse(-1));
    Map<String, Object> intervals = new LinkedHashMap<>();
    evaluation
        .intervals()
        .forEach(
            (name, interval) ->
                intervals.put(name, new double[] {interval.lower(), interval.upper()}));
    numbers.put("intervals", intervals);
    return numbers;
  }

  private static void line(
      Table table, String label, OptionalDouble value, Evaluation evaluation, String name) {
    BootstrapInterval interval = evaluation.intervals().get(name);
    String range =
        interval == null
            ? ""
            : Math.round(100 * interval.confidence())
                + " % interval "
                + Figures.share(interval.lower())
                + " to "
                + Figures.share(interval.upper());
    table.row("  " + label, Figures.share(value.orElse(-1)), range);
  }
}
