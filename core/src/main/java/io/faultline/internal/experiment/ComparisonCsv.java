package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.experiment.ComparisonTable.Row;
import io.faultline.internal.experiment.ComparisonTable.Scores;
import io.faultline.internal.results.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a table, one line per recipe: numbers with four places, undefined ones empty. */
final class ComparisonCsv {
  private ComparisonCsv() {}

  static void write(Path file, ComparisonTable table) {
    List<List<String>> lines = new ArrayList<>(List.of(header()));
    table.rows().forEach(row -> lines.add(cells(row)));
    Csv.write(file, lines);
  }

  private static List<String> header() {
    List<String> names = new ArrayList<>(List.of("recipe"));
    for (String set : List.of("common", "own")) {
      for (String measure : List.of("precision", "recall", "f1")) {
        interval(names, set + "_" + measure);
      }
      names.add(set + "_background");
      names.add(set + "_objects");
    }
    interval(names, "recall_difference");
    interval(names, "f1_difference");
    interval(names, "recall_at_min_precision");
    interval(names, "recall_at_min_precision_difference");
    names.addAll(List.of("ap50", "training_seconds"));
    for (String measure : List.of("precision", "recall", "f1", "background", "objects")) {
      names.add("published_" + measure);
    }
    return names;
  }

  private static void interval(List<String> names, String name) {
    names.addAll(List.of(name, name + "_lower", name + "_upper"));
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>(List.of(row.recipe()));
    for (Scores scores : List.of(row.common(), row.own())) {
      add(cells, scores.precision());
      add(cells, scores.recall());
      add(cells, scores.f1());
      cells.add(Long.toString(scores.background()));
      cells.add(Long.toString(scores.objects()));
    }
    add(cells, row.recallDifference());
    add(cells, row.f1Difference());
    add(cells, row.recallAtPrecision());
    add(cells, row.recallAtPrecisionDifference());
    double ap50 = row.ap50().orElse(-1);
    cells.add(ap50 < 0 ? "" : number(ap50));
    cells.add(String.format(Locale.ROOT, "%.1f", row.trainingSeconds()));
    cells.addAll(row.published().map(ComparisonCsv::published).orElse(List.of("", "", "", "", "")));
    return cells;
  }

  private static List<String> published(PublishedRow row) {
    return List.of(
        number(row.precision()),
        number(row.recall()),
        number(row.f1()),
        Integer.toString(row.noCrack()),
        Integer.toString(row.crack()));
  }

  private static void add(List<String> cells, BootstrapInterval interval) {
    cells.add(number(interval.estimate()));
    cells.add(number(interval.lower()));
    cells.add(number(interval.upper()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
