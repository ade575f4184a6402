package io.faultline.internal.report;

import io.faultline.dataset.Finding;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.report.ReportBlock.Bar;
import io.faultline.internal.report.ReportBlock.Bars;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.Figures;
import io.faultline.internal.report.ReportBlock.Folded;
import io.faultline.internal.report.ReportBlock.Gallery;
import io.faultline.internal.report.ReportBlock.Preformatted;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent.Section;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the parts of a report that say what went in, what was done and with which settings. */
public final class ReportSections {
  private static final int FINDINGS_SHOWN = 12;

  private ReportSections() {}

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
        Numbers.row(
            "all", ceiling.objects(), ceiling.recallAt50(), ceiling.recallAt70(), ceiling.mabo()));
    for (List<ProposalCeiling.Row> part : List.of(ceiling.bySize(), ceiling.byAspect())) {
      for (ProposalCeiling.Row row : part) {
        rows.add(
            Numbers.row(
                row.name(),
                row.objects(),
                row.recallAt50(),
                row.recallAt70(),
                row.averageBestOverlap()));
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
        Numbers.counted(findings.size(), "record") + " dropped, clipped or repaired while reading.",
        List.of(findings.size() > FINDINGS_SHOWN ? new Folded("Show all findings", table) : table));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
