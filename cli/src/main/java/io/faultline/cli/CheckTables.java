package io.faultline.cli;

import io.faultline.internal.check.CheckFinding;
import io.faultline.internal.check.CheckResult;
import io.faultline.internal.check.CheckRule;
import io.faultline.internal.check.CheckRule.Weight;
import io.faultline.internal.check.Histogram;
import io.faultline.internal.check.SetNumbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of a check as text. */
final class CheckTables {
  private static final int SHOWN = 5;
  private static final int SIZES = 4;
  private static final int BAR = 30;

  private CheckTables() {}

  /** Photos, objects and how large these are. */
  static String set(SetNumbers set, boolean unicode) {
    StringBuilder text = new StringBuilder(new DatasetTable(set).text());
    text.append("\nPhoto sizes: ")
        .append(
            set.photoSizes().stream()
                .limit(SIZES)
                .map(
                    size ->
                        Figures.count(size.photos())
                            + " of "
                            + size.widthPx()
                            + "x"
                            + size.heightPx())
                .collect(Collectors.joining(", ")));
    int more = set.photoSizes().size() - SIZES;
    text.append(more > 0 ? ", " + more + " more sizes\n" : "\n");
    if (set.objects() > 0) {
      text.append("\nObject size: square root of the box's area, px\n")
          .append(histogram(set.objectSizes(), unicode))
          .append("\nObject shape: width of the box over its height\n")
          .append(histogram(set.aspectRatios(), unicode));
    }
    return text.toString();
  }

  /** Bars, without the empty bins at both ends. */
  private static String histogram(Histogram histogram, boolean unicode) {
    List<Long> counts = histogram.counts();
    int first = 0;
    int last = counts.size() - 1;
    while (first < last && counts.get(first) == 0) {
      first++;
    }
    while (last > first && counts.get(last) == 0) {
      last--;
    }
    long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    StringBuilder text = new StringBuilder();
    for (int i = first; i <= last; i++) {
      long bar = counts.get(i) == 0 ? 0 : Math.max(1, BAR * counts.get(i) / most);
      text.append(
          String.format(
                      Locale.ROOT,
                      "  %-11s %8s  %s",
                      histogram.labels().get(i),
                      Figures.count(counts.get(i)),
                      (unicode ? "\u2588" : "#").repeat((int) bar))
                  .stripTrailing()
              + "\n");
    }
    return text.toString();
  }

  /** How many findings each rule has. */
  static String counts(CheckResult result) {
    Table table = new Table("", "findings", "weight");
    result
        .counts()
        .forEach(
            (rule, count) ->
                table.row(
                    rule.title(),
                    Figures.count(count),
                    rule.weight().name().toLowerCase(Locale.ROOT)));
    return table.text();
  }

  /** The findings of a rule, the first few unless all are asked for. */
  static List<String> findings(CheckResult result, CheckRule rule, boolean all) {
    List<CheckFinding> findings = result.of(rule);
    int shown = all ? findings.size() : Math.min(SHOWN, findings.size());
    List<String> lines =
        findings.subList(0, shown).stream()
            .map(
                one ->
                    "  "
                        + one.finding().file()
                        + ": "
                        + one.finding().record()
                        + ": "
                        + one.finding().reason())
            .collect(Collectors.toList());
    if (shown < findings.size()) {
      lines.add("  and " + Figures.count(findings.size() - shown) + " more; -v lists them all");
    }
    return lines;
  }

  /** The rules whose findings are listed: notes only where all is asked for. */
  static List<CheckRule> listed(CheckResult result, boolean all) {
    return result.counts().keySet().stream()
        .filter(rule -> all || rule.weight() != Weight.NOTE)
        .toList();
  }
}
