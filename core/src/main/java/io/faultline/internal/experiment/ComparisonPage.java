package io.faultline.internal.experiment;

import io.faultline.internal.charts.ForestPlot;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.experiment.ComparisonTable.Row;
import io.faultline.internal.experiment.ComparisonTable.Scores;
import io.faultline.internal.experiment.ComparisonTable.TruthEffect;
import io.faultline.internal.report.ReportBlock;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.Forest;
import io.faultline.internal.report.ReportBlock.Paragraph;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent;
import io.faultline.internal.report.ReportContent.Headline;
import io.faultline.internal.report.ReportContent.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A comparison as a page for people. */
final class ComparisonPage {
  private static final String NONE = "\u2013";

  private final ComparisonTable table;
  private final ComparisonWords words;

  ComparisonPage(ComparisonTable table) {
    this.table = table;
    this.words = new ComparisonWords(table);
  }

  ReportContent content() {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "At a glance",
            "Only filled dots can be compared with one another. If two whiskers overlap, the"
                + " difference may still be real: see the table of differences, which compares"
                + " photo by photo.",
            List.of(new Forest(plot()))));
    sections.add(commonSet());
    if (!table.truthEffects().isEmpty()) {
      sections.add(truth());
    }
    sections.add(ownLabels());
    sections.add(new Section("How to read this", "", explanation()));
    return new ReportContent(
        title(), table.verdict(), headlines(), sections, "Made by Faultline compare");
  }

  private String title() {
    if (!table.truthEffects().isEmpty()) {
      return "Do truth crops help?";
    }
    return table.rows().size() == 1
        ? "One recipe: " + table.picked().recipe()
        : table.rows().size() + " recipes compared";
  }

  private List<Headline> headlines() {
    List<Headline> headlines = new ArrayList<>();
    if (table.truthEffects().isEmpty()) {
      Scores common = table.picked().common();
      headlines.add(
          new Headline(
              "Picked",
              table.picked().recipe(),
              ComparisonTable.precise(table.picked())
                  ? "for recall"
                  : "for F1: none is precise enough"));
      headlines.add(
          headline(
              text("Recall at precision %.2f", table.minPrecision()),
              table.picked().recallAtPrecision()));
      headlines.add(headline("F1 at 0.5", common.f1()));
    } else {
      TruthEffect effect = table.truthEffects().get(0);
      headlines.add(change("Recall", effect.recall()));
      headlines.add(change("Precision", effect.precision()));
      headlines.add(change("F1", effect.f1()));
    }
    headlines.add(
        new Headline(
            "Test photos",
            Integer.toString(table.testPhotos()),
            count(table.picked().common().objects())
                + " regions with an object, "
                + words.seeds()));
    return headlines;
  }

  private static Headline change(String name, BootstrapInterval change) {
    return new Headline(
        name,
        text("%+.3f", change.estimate()),
        text("95 %% interval %+.3f to %+.3f", change.lower(), change.upper()));
  }

  private static Headline headline(String name, BootstrapInterval interval) {
    return Headline.of(name, interval.estimate(), interval.lower(), interval.upper());
  }

  /** Recall and precision of every recipe. */
  ForestPlot plot() {
    List<ForestPlot.Row> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      rows.add(
          new ForestPlot.Row(
              row.recipe(),
              row.equals(table.picked()),
              List.of(
                  cell(
                      row.common().recall(),
                      row.own().recall(),
                      row.published().map(p -> OptionalDouble.of(p.recall()))),
                  cell(
                      row.common().precision(),
                      row.own().precision(),
                      row.published().map(p -> OptionalDouble.of(p.precision()))),
                  new ForestPlot.Cell(
                      whisker(row.recallAtPrecision()),
                      OptionalDouble.empty(),
                      OptionalDouble.empty()))));
    }
    return new ForestPlot(
        "Recall and precision of each recipe at 0.5, and recall at the precision wanted",
        new ForestPlot.Key("common set, with its 95 % interval", "own labels", "mmalek06 (2024)"),
        List.of(
            new ForestPlot.Panel("Recall at 0.5", OptionalDouble.empty(), ""),
            new ForestPlot.Panel(
                "Precision at 0.5",
                OptionalDouble.of(table.minPrecision()),
                text("precision wanted: %.2f", table.minPrecision())),
            new ForestPlot.Panel(
                text("Recall at precision %.2f", table.minPrecision()),
                OptionalDouble.empty(),
                "")),
        rows);
  }

  private static ForestPlot.Cell cell(
      BootstrapInterval common,
      BootstrapInterval own,
      java.util.Optional<OptionalDouble> published) {
    return new ForestPlot.Cell(
        whisker(common),
        OptionalDouble.of(own.estimate()),
        published.orElse(OptionalDouble.empty()));
  }

  private static ForestPlot.Whisker whisker(BootstrapInterval interval) {
    return new ForestPlot.Whisker(interval.estimate(), interval.lower(), interval.upper());
  }

  private Section commonSet() {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      double ap50 = row.ap50().orElse(-1);
      rows.add(
          List.of(
              row.recipe(),
              row.common().recall().text(),
              row.common().precision().text(),
              row.common().f1().text(),
              row.recallAtPrecision().text(),
              ap50 < 0 ? NONE : text("%.3f", ap50),
              text("%.0f s", row.trainingSeconds())));
    }
    List<ReportBlock> blocks = new ArrayList<>();
    blocks.add(
        new Table(
            "Scores",
            Column.wordThenNumbers(
                "recipe",
                "recall",
                "precision",
                "F1",
                text("recall at P %.2f", table.minPrecision()),
                "AP50",
                "training"),
            rows));
    if (table.rows().size() > 1) {
      blocks.add(differences());
    }
    Scores scores = table.picked().common();
    return new Section(
        "On the common set",
        text(
            "The same %s background regions and %s regions with an object for every recipe.",
            count(scores.background()), count(scores.objects())),
        blocks);
  }

  private Table differences() {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : table.rows().subList(1, table.rows().size())) {
      rows.add(
          List.of(
              row.recipe(),
              row.recallAtPrecisionDifference().signed(),
              ComparisonWords.called(row.recallAtPrecisionDifference()),
              row.recallDifference().signed(),
              ComparisonWords.called(row.recallDifference())));
    }
    return new Table(
        "Differences to " + table.rows().get(0).recipe() + ", paired over photos and seeds",
        Column.wordThenNumbers(
            "recipe",
            text("recall at P %.2f", table.minPrecision()),
            "is it real?",
            "recall at 0.5",
            "is it real?"),
        rows);
  }

  private Section truth() {
    List<List<String>> rows = new ArrayList<>();
    for (TruthEffect effect : table.truthEffects()) {
      rows.add(
          List.of(
              effect.recipe(),
              effect.recall().signed(),
              effect.precision().signed(),
              effect.f1().signed()));
    }
    return new Section(
        "Truth crops",
        "The same recipe without and with the annotated boxes themselves among the regions that it"
            + " learns from; differences on the common set, where neither is tested on them.",
        List.of(
            new Table("", Column.wordThenNumbers("recipe", "recall", "precision", "F1"), rows)));
  }

  private Section ownLabels() {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      rows.add(
          List.of(
              row.recipe(),
              row.own().recall().text(),
              row.own().precision().text(),
              text("%.2f", row.own().f1().estimate()),
              count(row.own().background()) + " / " + count(row.own().objects()),
              row.published()
                  .map(p -> text("%.2f / %.2f / %.2f", p.recall(), p.precision(), p.f1()))
                  .orElse(NONE),
              row.published()
                  .map(p -> count(p.noCrack()) + " / " + count(p.crack()))
                  .orElse(NONE)));
    }
    return new Section(
        "On each recipe's own labels",
        "As mmalek06 (2024) reports its runs, beside the published numbers: recall, precision and F1"
            + " of cracks on the photos of that series. Regions are counted without / with an object."
            + " These rows cannot be compared with one another.",
        List.of(
            new Table(
                "",
                Column.wordThenNumbers(
                    "recipe", "recall", "precision", "F1", "regions", "published", "its regions"),
                rows)));
  }

  private List<ReportBlock> explanation() {
    List<ReportBlock> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "The common set. A region is a proposed box. It holds an object if its IoU with an"
                + " annotated box is above 0.5. The annotated boxes themselves are not among the"
                + " regions. Of the regions without an object, ten are drawn from every photo in"
                + " every tenth of IoU. Every recipe and seed is asked about exactly these"
                + " regions, so these numbers can be compared."));
    blocks.add(
        new Paragraph(
            "Own labels. A recipe that counts a box as an object from an IoU of 0.35 is also"
                + " tested by that rule: more regions hold an object, other ones, and fewer are"
                + " background. A recipe that learns from annotated boxes is tested on them, too,"
                + " and those are the easiest of all. Its numbers rise although it did not learn"
                + " more. That is why rows on own labels, and the published rows of mmalek06"
                + " (2024), stand beside each other but must not be ranked."));
    blocks.add(new Paragraph(intervals()));
    blocks.add(
        new Paragraph(
            "The pick. Highest recall on the common set at a precision of "
                + text("%.2f", table.minPrecision())
                + " or better, at the threshold that reaches it, because a model's threshold"
                + " is chosen after training. If no recipe reaches it with certainty, the"
                + " highest F1 at 0.5 decides. The test photos chose this recipe, so its"
                + " numbers are a little too good: measure the chosen recipe on new photos"
                + " before you promise anything."));
    if (!table.leftOut().isEmpty()) {
      blocks.add(
          new Paragraph(
              "Left out, because they could not be read: "
                  + String.join(", ", table.leftOut())
                  + "."));
    }
    return blocks;
  }

  private String intervals() {
    String seeds =
        table.seeds() == 1
            ? " One seed was run, so they cover the choice of photos alone: how much a training with"
                + " another seed would differ is not in them."
            : text(
                " Each resample also draws the %d seeds anew, so they cover photos and, as roughly"
                    + " as %d trainings can, seeds.",
                table.seeds(), table.seeds());
    int others = table.rows().size() - 1;
    return "Intervals. The middle 95 % of 1,000 resamples, each of which draws the "
        + table.testPhotos()
        + " test photos anew with repetition, the same for every recipe."
        + seeds
        + " A difference is clear if its interval does not contain zero."
        + (others < 3
            ? ""
            : text(
                " With %d recipes compared to the first, about one in twenty differences looks clear by"
                    + " chance: trust a single one less than several.",
                others));
  }

  private static String count(long number) {
    return text("%,d", number);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
