package io.faultline.cli;

import io.faultline.experiment.ComparisonTable;
import io.faultline.experiment.Interval;
import io.faultline.experiment.PublishedRow;
import java.util.Locale;

/** A comparison of recipes as tables for a terminal. */
final class ComparisonTables {
  private ComparisonTables() {}

  /** Each recipe on its own labels, beside what the published series reports. */
  static String published(ComparisonTable comparison) {
    Table table =
        new Table("own labels", "precision", "recall", "F1", "support", "published", "support");
    for (ComparisonTable.Row row : comparison.rows()) {
      ComparisonTable.Scores own = row.own();
      table.row(
          row.recipe(),
          own.precision().text(),
          own.recall().text(),
          own.f1().text(),
          support(own.background(), own.objects()),
          row.published().map(ComparisonTables::numbers).orElse("-"),
          row.published().map(p -> support(p.noCrack(), p.crack())).orElse("-"));
    }
    return table.text();
  }

  /** Every recipe on the set that all share, compared with the first. */
  static String common(ComparisonTable comparison) {
    String first = comparison.rows().get(0).recipe();
    Table table =
        new Table(
            "common set",
            "precision",
            "recall",
            "F1",
            "recall vs " + first,
            "",
            String.format(Locale.ROOT, "recall at P %.2f", comparison.minPrecision()),
            "AP50",
            "training");
    for (int r = 0; r < comparison.rows().size(); r++) {
      ComparisonTable.Row row = comparison.rows().get(r);
      table.row(
          row.recipe(),
          row.common().precision().text(),
          row.common().recall().text(),
          row.common().f1().text(),
          r == 0 ? "" : row.recallDifference().signed(),
          r == 0 ? "" : verdict(row.recallDifference()),
          Figures.share(row.recallAtPrecision()),
          row.ap50().isPresent() ? Figures.share(row.ap50().getAsDouble()) : "-",
          Figures.duration(row.trainingSeconds()));
    }
    return table.text();
  }

  private static String verdict(Interval difference) {
    return !difference.real() ? "not told apart" : difference.lower() > 0 ? "more" : "less";
  }

  private static String numbers(PublishedRow row) {
    return String.format(
        Locale.ROOT, "%.2f / %.2f / %.2f", row.precision(), row.recall(), row.f1());
  }

  private static String support(long background, long objects) {
    return Figures.count(background) + " / " + Figures.count(objects);
  }
}
