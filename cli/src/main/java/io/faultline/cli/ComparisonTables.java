package io.faultline.cli;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.experiment.ComparisonTable;
import io.faultline.internal.experiment.PublishedRow;
import java.util.Locale;

/**
 * A comparison of recipes as tables for a terminal. Names of up to 20 characters, as those of
 * mmalek06 (2024), leave them at most 100 wide.
 */
final class ComparisonTables {
  private ComparisonTables() {}

  /** Each recipe on its own labels, beside what mmalek06 (2024) reports. */
  static String published(ComparisonTable comparison) {
    Table table =
        new Table("own labels", "precision", "recall", "F1", "support", "published", "support");
    for (ComparisonTable.Row row : comparison.rows()) {
      ComparisonTable.Scores own = row.own();
      table.row(
          row.recipe(),
          brief(own.precision()),
          brief(own.recall()),
          share(own.f1().estimate()),
          support(own.background(), own.objects()),
          row.published().map(ComparisonTables::numbers).orElse("-"),
          row.published().map(p -> support(p.noCrack(), p.crack())).orElse("-"));
    }
    return table.text();
  }

  /** Every recipe on the set that all share, compared with the first. */
  static String common(ComparisonTable comparison) {
    Table table =
        new Table(
            "common set",
            "precision",
            "recall",
            "F1",
            "recall at P " + share(comparison.minPrecision()),
            "gained",
            "",
            "AP50");
    for (int r = 0; r < comparison.rows().size(); r++) {
      ComparisonTable.Row row = comparison.rows().get(r);
      double ap50 = row.ap50().orElse(-1);
      table.row(
          row.recipe(),
          brief(row.common().precision()),
          brief(row.common().recall()),
          share(row.common().f1().estimate()),
          brief(row.recallAtPrecision()),
          r == 0 ? "" : gained(row.recallAtPrecisionDifference()),
          r == 0 ? "" : verdict(row.recallAtPrecisionDifference()),
          ap50 < 0 ? "-" : share(ap50));
    }
    return table.text();
  }

  /** What the tables' words mean. */
  static String legend(ComparisonTable comparison) {
    String seeds = comparison.seeds() == 1 ? "" : " and " + comparison.seeds() + " seeds";
    String gained =
        comparison.rows().size() == 1
            ? ""
            : " Gained: the difference from the recall of "
                + comparison.rows().get(0).recipe()
                + "; unclear: it may be chance.";
    return String.format(
        Locale.ROOT,
        "Support: regions without/with an object. In brackets 95 %% intervals over %d test"
            + " photos%s. Recall at P %s: the highest recall of any threshold with at least this"
            + " precision; all other numbers are at a threshold of 0.5.%s",
        comparison.testPhotos(),
        seeds,
        share(comparison.minPrecision()),
        gained);
  }

  private static String verdict(BootstrapInterval difference) {
    return !difference.isClear() ? "unclear" : difference.lower() > 0 ? "more" : "less";
  }

  /** {@code .78 (.71-.84)}. */
  private static String brief(BootstrapInterval interval) {
    return share(interval.estimate())
        + " ("
        + share(interval.lower())
        + "-"
        + share(interval.upper())
        + ")";
  }

  /** {@code +.06 (-.01 to +.13)}. */
  private static String gained(BootstrapInterval interval) {
    return signed(interval.estimate())
        + " ("
        + signed(interval.lower())
        + " to "
        + signed(interval.upper())
        + ")";
  }

  private static String share(double share) {
    return withoutZero(String.format(Locale.ROOT, "%.2f", share));
  }

  private static String signed(double change) {
    return withoutZero(String.format(Locale.ROOT, "%+.2f", change));
  }

  private static String withoutZero(String number) {
    return number.replaceFirst("^([+-]?)0\\.", "$1.");
  }

  private static String numbers(PublishedRow row) {
    return share(row.precision()) + "/" + share(row.recall()) + "/" + share(row.f1());
  }

  private static String support(long background, long objects) {
    return Figures.count(background) + "/" + Figures.count(objects);
  }
}
