package io.faultline.report;

import io.faultline.dataset.Finding;
import io.faultline.evaluation.BootstrapInterval;
import io.faultline.evaluation.ClassMetrics;
import io.faultline.evaluation.Evaluation;
import io.faultline.evaluation.ImageLevelRates;
import io.faultline.evaluation.ObjectRates;
import io.faultline.evaluation.PairedComparison;
import io.faultline.evaluation.RegionReport;
import io.faultline.proposal.ProposalCeiling;
import io.faultline.report.ReportBlock.Bar;
import io.faultline.report.ReportBlock.Bars;
import io.faultline.report.ReportBlock.Column;
import io.faultline.report.ReportBlock.Figures;
import io.faultline.report.ReportBlock.Folded;
import io.faultline.report.ReportBlock.Gallery;
import io.faultline.report.ReportBlock.Paragraph;
import io.faultline.report.ReportBlock.Preformatted;
import io.faultline.report.ReportBlock.Table;
import io.faultline.report.ReportContent.Headline;
import io.faultline.report.ReportContent.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Makes the usual parts of a report from the results of the stages. */
public final class ReportSections {
  private static final String UNDEFINED = "–";
  private static final int FINDINGS_SHOWN = 12;

  private ReportSections() {}

  /** What the detector does at its threshold, in one plain sentence. */
  public static String verdict(Evaluation evaluation) {
    ObjectRates objects = evaluation.objects();
    long total = objects.hits() + objects.misses();
    long alarms = objects.hits() + objects.falseAlarms();
    String threshold = Numbers.fixed(objects.scoreThreshold(), 2);
    if (total == 0) {
      return "These photos hold no object; at threshold "
          + threshold
          + " the detector raises "
          + counted(alarms, "alarm")
          + ".";
    }
    String found =
        "At threshold "
            + threshold
            + " the detector finds "
            + objects.hits()
            + " of "
            + counted(total, "object")
            + percent(objects.recall());
    return alarms == 0
        ? found + " and raises no alarm at all."
        : found
            + "; "
            + objects.falseAlarms()
            + " of its "
            + counted(alarms, "detection")
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
    if (photos.crackedPhotos() > 0) {
      headlines.add(
          headline(
              "Photos whose cracks are all missed",
              photos.missedCrackRate().orElse(-1),
              evaluation,
              Evaluation.MISSED_CRACK_RATE));
    }
    if (photos.cleanPhotos() > 0) {
      headlines.add(
          headline(
              "Clean photos with an alarm",
              photos.falseAlarmRate().orElse(-1),
              evaluation,
              Evaluation.FALSE_ALARM_RATE));
    }
    return headlines;
  }

  /**
   * What was done and how long it took.
   *
   * @param intro datasets, photos and objects, in words
   * @param seconds by stage, in order
   */
  public static Section done(String intro, Map<String, Double> seconds) {
    List<Bar> bars =
        seconds.entrySet().stream()
            .map(e -> new Bar(e.getKey(), e.getValue(), Numbers.fixed(e.getValue(), 1) + " s"))
            .toList();
    return new Section(
        "What was done", intro, bars.isEmpty() ? List.of() : List.of(new Bars("Time", bars)));
  }

  /** What the proposals let any detector reach. */
  public static Section ceiling(ProposalCeiling ceiling) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "all",
            Long.toString(ceiling.objects()),
            score(ceiling.recallAt50()),
            score(ceiling.recallAt70()),
            score(ceiling.mabo())));
    for (List<ProposalCeiling.Row> part : List.of(ceiling.bySize(), ceiling.byAspect())) {
      for (ProposalCeiling.Row row : part) {
        rows.add(
            List.of(
                row.name(),
                Long.toString(row.objects()),
                score(row.recallAt50()),
                score(row.recallAt70()),
                score(row.averageBestOverlap())));
      }
    }
    return new Section(
        "Proposal ceiling",
        "What was never proposed cannot be found: no classifier can reach a recall above this. "
            + Numbers.fixed(ceiling.boxesPerPhoto(), 0)
            + " boxes per photo on average.",
        List.of(
            new Table(
                "",
                Column.wordThenNumbers(
                    "objects", "count", "recall at IoU 0.5", "recall at IoU 0.7", "best overlap"),
                rows),
            new Figures(List.of(Charts.recallByProposals(ceiling)))));
  }

  /** The twelve COCO numbers and each class. */
  public static Section objects(Evaluation evaluation) {
    Map<String, Double> coco = evaluation.coco().asMap();
    List<Column> names = coco.keySet().stream().map(name -> new Column(name, true)).toList();
    List<String> values = coco.values().stream().map(ReportSections::score).toList();
    List<List<String>> classes = new ArrayList<>();
    for (ClassMetrics one : evaluation.coco().perClass()) {
      boolean best = one.bestF1() >= 0;
      classes.add(
          List.of(
              one.name(),
              Long.toString(one.support()),
              score(one.ap()),
              score(one.ap50()),
              score(one.bestF1()),
              score(one.precision()),
              score(one.recall()),
              best ? score(one.threshold()) : UNDEFINED));
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
    if (evaluation.unknownCategoryDetections() > 0) {
      blocks.add(
          new Paragraph(
              counted(evaluation.unknownCategoryDetections(), "detection")
                  + " of categories that the truth does not know; they are not counted above."));
    }
    return new Section(
        "Objects",
        "COCO's measures of found boxes. APs, APm and APl are small (up to 32 x 32 px), medium"
            + " and large (from 96 x 96 px) objects. A dash: nothing to be found. Intervals are"
            + " bootstrapped over "
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
                one.name(), evaluation.classIntervals().getOrDefault(one.categoryId(), Map.of())));
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
              ? UNDEFINED
              : score(interval.estimate())
                  + " ("
                  + score(interval.lower())
                  + " to "
                  + score(interval.upper())
                  + ")");
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
              difference.name(),
              score(difference.ours()),
              score(difference.theirs()),
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

  /** Photos as wholes. */
  public static Section photos(Evaluation evaluation) {
    ImageLevelRates photos = evaluation.photos();
    return new Section(
        "Photos as wholes",
        "Whether a photo raises an alarm at threshold "
            + Numbers.fixed(photos.scoreThreshold(), 2)
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
                        score(photos.missedCrackRate().orElse(-1)),
                        interval(evaluation, Evaluation.MISSED_CRACK_RATE)),
                    List.of(
                        "clean, but an alarm",
                        Long.toString(photos.cleanPhotos()),
                        Long.toString(photos.alarmedPhotos()),
                        score(photos.falseAlarmRate().orElse(-1)),
                        interval(evaluation, Evaluation.FALSE_ALARM_RATE))))));
  }

  /** Precision, recall and F1 over all thresholds. */
  public static Section curves(Evaluation evaluation) {
    return new Section(
        "Curves",
        "Objects at IoU 0.5. Each threshold is a point; the mark is the one in use.",
        List.of(new Figures(List.of(Charts.precisionRecall(evaluation), Charts.f1(evaluation)))));
  }

  /** Annotated photos; see {@link ReportGallery}. */
  public static Section gallery(Gallery gallery) {
    return new Section("Photos", "Worst first. Select a photo to see it large.", List.of(gallery));
  }

  /** The effective configuration as YAML. */
  public static Section configuration(String yaml) {
    return new Section(
        "Configuration",
        "",
        List.of(new Folded("Effective configuration", new Preformatted(yaml.stripTrailing()))));
  }

  /** What readers dropped, clipped or repaired. */
  public static Section findings(List<Finding> findings) {
    if (findings.isEmpty()) {
      return new Section("Findings", "Every record of the dataset was used as it is.", List.of());
    }
    List<List<String>> rows =
        findings.stream()
            .map(f -> List.of(f.file(), f.record(), lower(f.action().name()), f.reason()))
            .toList();
    Table table =
        new Table(
            "",
            List.of(
                new Column("file", false),
                new Column("record", false),
                new Column("what was done", false),
                new Column("reason", false)),
            rows);
    return new Section(
        "Findings",
        counted(findings.size(), "record") + " dropped, clipped or repaired while reading.",
        List.of(findings.size() > FINDINGS_SHOWN ? new Folded("Show all findings", table) : table));
  }

  /** A rate or score with three places; a dash where it is undefined (not finite, or COCO's -1). */
  static String score(double value) {
    return value == -1 ? UNDEFINED : Numbers.fixed(value, 3);
  }

  private static Headline headline(String label, double value, Evaluation evaluation, String key) {
    String interval = interval(evaluation, key);
    return Headline.of(label, value, interval.equals(UNDEFINED) ? "" : interval);
  }

  private static String interval(Evaluation evaluation, String key) {
    BootstrapInterval interval = evaluation.intervals().get(key);
    return interval == null
        ? UNDEFINED
        : score(interval.lower())
            + " to "
            + score(interval.upper())
            + " ("
            + Numbers.shortest(Math.round(interval.confidence() * 1000) / 10.0)
            + " %)";
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? " (" + Math.round(100 * share.getAsDouble()) + " %)" : "";
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
