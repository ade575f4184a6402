package io.faultline.internal.report;

import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.charts.Chart;
import io.faultline.internal.charts.Chart.Axis;
import io.faultline.internal.charts.Chart.Curve;
import io.faultline.internal.charts.Chart.Mark;
import io.faultline.internal.charts.Chart.Point;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.PrecisionRecallCurve;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The charts a report holds. */
public final class Charts {
  private Charts() {}

  /** Precision against recall of each class at IoU 0.5. */
  public static Chart precisionRecall(Evaluation evaluation) {
    return evaluated(
        "Precision against recall",
        Axis.unit("recall"),
        Axis.unit("precision"),
        evaluation,
        point -> new Point(point.recall(), point.precision()));
  }

  /** F1 of each class at IoU 0.5 against the threshold. */
  public static Chart f1(Evaluation evaluation) {
    List<Double> thresholds =
        evaluation.curves().stream()
            .flatMap(curve -> curve.points().stream())
            .map(PrecisionRecallCurve.Point::threshold)
            .toList();
    boolean probabilities = thresholds.stream().allMatch(score -> score >= 0 && score <= 1);
    return evaluated(
        "F1 against threshold",
        probabilities ? Axis.unit("score threshold") : Axis.fromZero("score threshold", thresholds),
        Axis.unit("F1"),
        evaluation,
        point -> new Point(point.threshold(), point.f1()));
  }

  /** Loss per epoch; each list holds one value per epoch, from the first on. */
  public static Chart loss(Map<String, List<Double>> perEpoch, List<Mark> marks) {
    List<Double> all = perEpoch.values().stream().flatMap(List::stream).toList();
    return epochs("Loss per epoch", Axis.fromZero("loss", all), perEpoch, marks);
  }

  /** Shares per epoch, in [0, 1]; each list holds one value per epoch, from the first on. */
  static Chart accuracy(Map<String, List<Double>> perEpoch, List<Mark> marks) {
    return epochs("Accuracy and recall per epoch", Axis.unit("accuracy, recall"), perEpoch, marks);
  }

  /** Recall against how many proposals per photo are kept; the horizontal axis is logarithmic. */
  public static Chart recallByProposals(ProposalCeiling ceiling) {
    List<Point> at50 = new ArrayList<>();
    List<Point> at70 = new ArrayList<>();
    double kept = 1;
    for (ProposalCeiling.Row row : ceiling.byBudget()) {
      String digits = row.name().replaceAll("\\D", "");
      // The last row keeps all: so many, on average.
      kept = digits.isEmpty() ? Math.max(kept, ceiling.boxesPerPhoto()) : Integer.parseInt(digits);
      at50.add(new Point(kept, defined(row.recallAt50())));
      at70.add(new Point(kept, defined(row.recallAt70())));
    }
    double least = at50.isEmpty() ? 1 : Math.max(1, at50.get(0).x());
    return new Chart(
        "Recall against proposals per photo",
        new Axis(
            "proposals kept per photo", least, Math.max(2 * least, kept), Chart.Scale.LOGARITHMIC),
        Axis.unit("recall"),
        List.of(new Curve("at IoU 0.5", at50), new Curve("at IoU 0.7", at70)),
        List.of());
  }

  private static double defined(double share) {
    return share == ProposalCeiling.UNDEFINED ? Double.NaN : share;
  }

  /** One curve per class; where there is one class, the threshold in use is marked. */
  private static Chart evaluated(
      String title,
      Axis x,
      Axis y,
      Evaluation evaluation,
      Function<PrecisionRecallCurve.Point, Point> place) {
    List<Curve> curves =
        evaluation.curves().stream()
            .map(c -> new Curve(c.name(), c.points().stream().map(place).toList()))
            .toList();
    Thresholds thresholds = evaluation.objects().thresholds();
    List<Mark> marks = new ArrayList<>();
    if (evaluation.curves().size() == 1) {
      // Points come with falling thresholds: the last that is kept holds all that is kept.
      PrecisionRecallCurve curve = evaluation.curves().get(0);
      double threshold = thresholds.of(curve.categoryId());
      curve.points().stream()
          .filter(point -> point.threshold() >= threshold)
          .reduce((first, second) -> second)
          .ifPresent(
              point ->
                  marks.add(
                      new Mark("threshold " + Numbers.fixed(threshold, 2), place.apply(point))));
    }
    return new Chart(title, x, y, curves, marks);
  }

  private static Chart epochs(
      String title, Axis y, Map<String, List<Double>> perEpoch, List<Mark> marks) {
    List<Curve> curves = new ArrayList<>();
    int longest = 2;
    for (Map.Entry<String, List<Double>> entry : perEpoch.entrySet()) {
      List<Point> points = new ArrayList<>();
      for (double value : entry.getValue()) {
        points.add(new Point(points.size() + 1, value));
      }
      curves.add(new Curve(entry.getKey(), points));
      longest = Math.max(longest, points.size());
    }
    return new Chart(title, new Axis("epoch", 1, longest, Chart.Scale.WHOLE), y, curves, marks);
  }
}
