package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.experiment.ComparisonTable.Row;
import io.faultline.internal.experiment.ComparisonTable.TruthEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a comparison says, in plain sentences. */
final class ComparisonWords {
  /** Fewer photos than this vary too little when they are resampled. */
  private static final int FEW_PHOTOS = 10;

  private static final String MORE_NEEDED = "more seeds or photos would be needed";

  private final ComparisonTable table;

  ComparisonWords(ComparisonTable table) {
    this.table = table;
  }

  /** The result first, then what to beware of. */
  String verdict(Resamples common) {
    List<String> sentences = new ArrayList<>();
    if (table.picked().common().objects() == 0) {
      return "Nothing can be said: the common set holds no region with an object, because no"
          + " proposal has an IoU above 0.5 with one.";
    }
    if (table.truthEffects().isEmpty()) {
      sentences.add(pick(common));
    }
    table.truthEffects().forEach(effect -> sentences.add(effect(effect)));
    if (table.testPhotos() < FEW_PHOTOS) {
      sentences.add(
          "Beware: "
              + table.testPhotos()
              + (table.testPhotos() == 1 ? " test photo is" : " test photos are")
              + " too few for the intervals to be trusted.");
    }
    return String.join(" ", sentences);
  }

  private String pick(Resamples common) {
    Row picked = table.picked();
    if (table.rows().size() == 1) {
      return text(
          "%s finds %s of the regions with an object on the common set, at a precision of %s.",
          picked.recipe(), picked.common().recall().text(), picked.common().precision().text());
    }
    if (!ComparisonTable.precise(picked)) {
      return text(
              "For recall: no recipe reaches, with certainty, a precision of %.2f on the"
                  + " common set at any threshold; %s has the best balance of both at 0.5, an F1"
                  + " of %s.",
              table.minPrecision(), picked.recipe(), picked.common().f1().text())
          + alike(common, RegionScore::f1);
    }
    return text(
            "For recall: %s. At the threshold that reaches a precision of %.2f on the common set it"
                + " finds most of the regions with an object: %s; at 0.5 it finds %.2f, at a precision"
                + " of %.2f.",
            picked.recipe(),
            table.minPrecision(),
            picked.recallAtPrecision().text(),
            picked.common().recall().estimate(),
            picked.common().precision().estimate())
        + alike(common, RegionScore::recallAtPrecision)
        + otherByDetections();
  }

  private String alike(Resamples common, ToDoubleFunction<RegionScore> number) {
    List<String> alike = new ArrayList<>();
    for (int r = 0; r < table.rows().size(); r++) {
      if (r != table.pick() && !common.difference(table.pick(), r, number).isClear()) {
        alike.add(table.rows().get(r).recipe());
      }
    }
    return alike.isEmpty() ? "" : " No clear difference from it: " + String.join(", ", alike) + ".";
  }

  /** Regions are not all: moving boxes and suppression may favour another recipe. */
  private String otherByDetections() {
    Row picked = table.picked();
    Row best = picked;
    for (Row row : table.rows()) {
      best = row.ap50().orElse(-1) > best.ap50().orElse(-1) ? row : best;
    }
    return best.recipe().equals(picked.recipe())
        ? ""
        : text(
            " By whole detections %s is ahead: AP50 %.3f against %.3f.",
            best.recipe(), best.ap50().orElse(-1), picked.ap50().orElse(-1));
  }

  /** What truth boxes change, and whether they help. */
  String effect(TruthEffect effect) {
    List<String> up = new ArrayList<>();
    List<String> down = new ArrayList<>();
    List<String> open = new ArrayList<>();
    sort("recall", effect.recall(), up, down, open);
    sort("precision", effect.precision(), up, down, open);
    sort("F1", effect.f1(), up, down, open);
    return text(
            "Truth crops (%s): recall %s, precision %s, F1 %s on the common set over %s. ",
            effect.recipe(),
            effect.recall().signed(),
            effect.precision().signed(),
            effect.f1().signed(),
            seeds())
        + judgement(up, down, open);
  }

  private static void sort(
      String name,
      BootstrapInterval change,
      List<String> up,
      List<String> down,
      List<String> open) {
    (!change.isClear() ? open : change.lower() > 0 ? up : down).add(name);
  }

  private static String judgement(List<String> up, List<String> down, List<String> open) {
    if (up.isEmpty() && down.isEmpty()) {
      return "None of these changes is clear, they may be chance; " + MORE_NEEDED + ".";
    }
    String rest =
        open.isEmpty()
            ? "."
            : "; " + list(open) + (open.size() == 1 ? " shows" : " show") + " no clear difference.";
    if (down.isEmpty()) {
      return "They help: " + moves(up, "rise") + rest;
    }
    if (up.isEmpty()) {
      return "They harm: " + moves(down, "fall") + rest;
    }
    return "They shift the balance: " + moves(up, "rise") + ", " + moves(down, "fall") + rest;
  }

  private static String moves(List<String> names, String verb) {
    return list(names) + " " + verb + (names.size() == 1 ? "s" : "");
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** {@code one seed} or {@code 3 seeds}. */
  String seeds() {
    return table.seeds() == 1 ? "one seed" : table.seeds() + " seeds";
  }

  /** How a difference of recall is called. */
  static String called(BootstrapInterval difference) {
    return !difference.isClear() ? "no clear difference" : difference.lower() > 0 ? "more" : "less";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
