package io.faultline.report;

import io.faultline.report.Chart.Axis;
import io.faultline.report.Chart.Curve;
import io.faultline.report.Chart.Mark;
import io.faultline.report.Chart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The charts a report holds. */
public final class Charts {
  private Charts() {}

  /** Precision against recall, one curve per class; marks such as the operating point. */
  public static Chart precisionRecall(List<Curve> curves, List<Mark> marks) {
    return new Chart(
        "Precision against recall", Axis.unit("recall"), Axis.unit("precision"), curves, marks);
  }

  /** F1 against the score threshold, one curve per class. */
  public static Chart f1(List<Curve> curves, List<Mark> marks) {
    return new Chart(
        "F1 against threshold", Axis.unit("score threshold"), Axis.unit("F1"), curves, marks);
  }

  /** Loss per epoch; each list holds one value per epoch, from the first on. */
  public static Chart loss(Map<String, List<Double>> perEpoch) {
    List<Double> all = perEpoch.values().stream().flatMap(List::stream).toList();
    return epochs("Loss per epoch", Axis.fromZero("loss", all), perEpoch);
  }

  /** Accuracy per epoch, in [0, 1]; each list holds one value per epoch, from the first on. */
  public static Chart accuracy(Map<String, List<Double>> perEpoch) {
    return epochs("Accuracy per epoch", Axis.unit("accuracy"), perEpoch);
  }

  /** Recall against how many proposals per photo are kept; the horizontal axis is logarithmic. */
  public static Chart recallByProposals(List<Curve> curves) {
    double most =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::x)
            .filter(Double::isFinite)
            .max()
            .orElse(10);
    return new Chart(
        "Recall against proposals per photo",
        new Axis("proposals per photo (best first)", 1, Math.max(10, most), true),
        Axis.unit("recall"),
        curves,
        List.of());
  }

  private static Chart epochs(String title, Axis y, Map<String, List<Double>> perEpoch) {
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
    return new Chart(title, new Axis("epoch", 1, longest, false), y, curves, List.of());
  }
}
