package io.faultline.internal.report;

import io.faultline.dataset.Category;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.check.CheckFinding;
import io.faultline.internal.check.CheckResult;
import io.faultline.internal.check.CheckRule;
import io.faultline.internal.check.CheckRule.Weight;
import io.faultline.internal.check.CheckedSet;
import io.faultline.internal.check.SetNumbers;
import io.faultline.internal.pictures.CheckPictures;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.CutOutPicture;
import io.faultline.internal.report.ReportBlock.Folded;
import io.faultline.internal.report.ReportBlock.Histograms;
import io.faultline.internal.report.ReportBlock.LabelPictures;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent.Headline;
import io.faultline.internal.report.ReportContent.Section;
import io.faultline.internal.text.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of a check: what the datasets hold, and everything found, with pictures. */
public final class CheckReport {
  /** Pictures of each rule; a page stays small enough to be mailed. */
  static final int PICTURES = 12;

  /** Rows of each rule; the JSON has all. */
  static final int ROWS = 200;

  private static final int OPEN_ROWS = 8;
  private static final int SIZES = 6;

  private final CheckResult result;
  private final CheckPictures pictures;

  private CheckReport(CheckResult result, List<CheckedSet> sets) {
    this.result = result;
    Map<Path, List<Category>> categories = new HashMap<>();
    for (CheckedSet set : sets) {
      for (ImageRecord image : set.dataset().images()) {
        categories.putIfAbsent(image.path(), set.dataset().categories());
      }
    }
    this.pictures = new CheckPictures(categories);
  }

  /**
   * Everything the page says. Of the photos, those that are shown are read.
   *
   * @param title what was checked
   * @param sets what the result is of
   */
  public static ReportContent of(String title, CheckResult result, List<CheckedSet> sets) {
    CheckReport report = new CheckReport(result, sets);
    List<Section> sections = new ArrayList<>();
    sections.add(report.found());
    result.counts().keySet().forEach(rule -> sections.add(report.section(rule)));
    sections.add(report.contents());
    return new ReportContent(
        title, result.verdict(), report.headlines(), sections, "Made by Faultline");
  }

  private List<Headline> headlines() {
    long photos = result.sets().stream().mapToLong(SetNumbers::photos).sum();
    long clean = result.sets().stream().mapToLong(SetNumbers::cleanPhotos).sum();
    long objects = result.sets().stream().mapToLong(SetNumbers::objects).sum();
    return List.of(
        count("Photos", photos, clean + " without labels"),
        count("Objects", objects, "in " + (photos - clean) + " photos with labels"),
        count("Faults", result.count(Weight.FAULT), "labels lost or results wrong"),
        count("Doubts", result.count(Weight.DOUBT), "a person should look"));
  }

  private static Headline count(String label, long value, String detail) {
    return new Headline(label, Numbers.count(value), detail);
  }

  private Section found() {
    List<List<String>> rules =
        result.counts().entrySet().stream()
            .map(
                entry ->
                    List.of(
                        entry.getKey().title(),
                        entry.getKey().weight().name().toLowerCase(Locale.ROOT),
                        Numbers.count(entry.getValue())))
            .toList();
    Table table =
        new Table(
            "",
            List.of(
                new Column("rule", false),
                new Column("weight", false),
                new Column("findings", true)),
            rules);
    return new Section(
        "What was found",
        "A fault loses labels or makes results wrong. A doubt may be right, but a person should"
            + " look. Nothing was found of: "
            + result.kept().stream()
                .map(rule -> rule.title().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("; "))
            + ".",
        rules.isEmpty() ? List.of() : List.of(table));
  }

  private Section contents() {
    List<ReportBlock> blocks = new ArrayList<>();
    for (SetNumbers set : result.sets()) {
      blocks.add(classes(set));
      blocks.add(
          new Histograms(
              List.of(
                  new Histograms.Plot(
                      titled("Size of objects", set),
                      "square root of the box's area, px",
                      set.objectSizes()),
                  new Histograms.Plot(
                      titled("Shape of objects", set),
                      "width of the box over its height",
                      set.aspectRatios()))));
    }
    return new Section("What is there", "", blocks);
  }

  private String titled(String title, SetNumbers set) {
    return result.sets().size() > 1 ? title + ", " + set.name() : title;
  }

  private static Table classes(SetNumbers set) {
    List<List<String>> rows = new ArrayList<>();
    set.classes()
        .forEach(
            one ->
                rows.add(
                    List.of(
                        one.category().name(),
                        Numbers.count(one.photos()),
                        Numbers.count(one.objects()))));
    rows.add(List.of("clean", Numbers.count(set.cleanPhotos()), ""));
    rows.add(List.of("all", Numbers.count(set.photos()), Numbers.count(set.objects())));
    String sizes =
        set.photoSizes().stream()
            .limit(SIZES)
            .map(
                size ->
                    Numbers.count(size.photos()) + " of " + size.widthPx() + "x" + size.heightPx())
            .collect(Collectors.joining(", "));
    int more = set.photoSizes().size() - SIZES;
    return new Table(
        set.name() + ": photos " + sizes + (more > 0 ? " and " + more + " more sizes" : ""),
        Column.wordThenNumbers("class", "photos", "objects"),
        rows);
  }

  private Section section(CheckRule rule) {
    List<CheckFinding> findings = result.of(rule);
    List<ReportBlock> blocks = new ArrayList<>();
    List<CutOutPicture> drawn = drawn(findings);
    if (!drawn.isEmpty()) {
      blocks.add(
          new LabelPictures(
              drawn.size() < findings.size()
                  ? drawn.size() + " of " + findings.size() + " are shown"
                  : "",
              drawn));
    }
    Table table = table(findings);
    blocks.add(
        findings.size() > OPEN_ROWS
            ? new Folded("List of " + Numbers.counted(findings.size(), "finding"), table)
            : table);
    return new Section(rule.title() + ": " + Numbers.count(findings.size()), rule.advice(), blocks);
  }

  /** Some of them, spread over all. */
  private List<CutOutPicture> drawn(List<CheckFinding> findings) {
    List<CutOutPicture> drawn = new ArrayList<>();
    int shown = Math.min(PICTURES, findings.size());
    for (int i = 0; i < shown; i++) {
      CheckFinding finding = findings.get((int) ((long) i * findings.size() / shown));
      pictures
          .of(finding)
          .ifPresent(
              picture -> drawn.add(new CutOutPicture(name(finding), words(finding), picture)));
    }
    return drawn;
  }

  private static String name(CheckFinding finding) {
    return finding.photos().get(finding.photos().size() - 1).fileName();
  }

  private static String words(CheckFinding finding) {
    return finding.finding().record() + ": " + finding.finding().reason();
  }

  private static Table table(List<CheckFinding> findings) {
    List<List<String>> rows = new ArrayList<>();
    for (CheckFinding one : findings.subList(0, Math.min(ROWS, findings.size()))) {
      rows.add(List.of(one.finding().file(), one.finding().record(), one.finding().reason()));
    }
    if (rows.size() < findings.size()) {
      rows.add(List.of("and " + (findings.size() - rows.size()) + " more", "", ""));
    }
    return new Table(
        "",
        List.of(new Column("file", false), new Column("record", false), new Column("rule", false)),
        rows);
  }
}
