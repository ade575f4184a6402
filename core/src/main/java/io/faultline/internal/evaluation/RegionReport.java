package io.faultline.internal.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a classifier judges regions one by one: as it decides itself, and what it knows whatever it
 * decides.
 *
 * @param decided precision, recall and F1 of its own decisions
 * @param trades what the best threshold for these regions reaches at the precisions of mmalek06
 *     (2024), all classes together; on another site than it learnt from, a classifier may rank well
 *     and yet decide too carefully
 */
public record RegionReport(ClassificationReport decided, List<RegionReport.Trade> trades) {
  /**
   * Precisions of two runs of mmalek06 (2024), part 3: its preferred one, and the lowest it calls
   * good.
   */
  private static final List<Double> PRECISIONS = List.of(0.73, 0.67);

  /**
   * The highest recall that any threshold reaches.
   *
   * @param precision at least this
   * @param recall in [0, 1]; 0 where no threshold is as precise
   */
  public record Trade(double precision, double recall) {}

  /** Copies the list. */
  public RegionReport {
    trades = List.copyOf(trades);
  }

  /**
   * Counts answers.
   *
   * @param answers one per region
   * @param taken what the classifier itself takes each region for: 0 for background, otherwise 1 +
   *     the class
   * @param names of the background and the classes
   * @throws IllegalArgumentException where lengths differ or a class is out of range
   */
  public static RegionReport of(List<RegionAnswer> answers, int[] taken, List<String> names) {
    int[] truth = answers.stream().mapToInt(RegionAnswer::label).toArray();
    RankedAnswers ranked = new RankedAnswers(answers);
    return new RegionReport(
        ClassificationReport.of(truth, taken, names),
        PRECISIONS.stream().map(p -> new Trade(p, ranked.recallAt(p))).toList());
  }

  /** The table and a sentence below it. */
  public String text() {
    return decided.text().stripTrailing()
        + "\n\nAt the best threshold for these regions: "
        + trades.stream()
            .map(
                t ->
                    String.format(
                        Locale.ROOT, "recall %.2f at precision %.2f", t.recall, t.precision))
            .collect(Collectors.joining(", "))
        + ".";
  }
}
