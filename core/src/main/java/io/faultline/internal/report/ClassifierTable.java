package io.faultline.internal.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.calibration.Reliability;
import io.faultline.internal.charts.Chart;
import io.faultline.internal.charts.Chart.Axis;
import io.faultline.internal.charts.Chart.Curve;
import io.faultline.internal.charts.Chart.Point;
import io.faultline.internal.charts.ChartSheet;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.Figures;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent.Section;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The classifiers of a training run: how well each is calibrated and, where several were trained on
 * the same features, how they compare.
 *
 * @param rows one per classifier, the simpler ones first
 * @param chosen the one that the model has
 */
public record ClassifierTable(List<ClassifierTable.Row> rows, ClassifierKind chosen) {
  /** What must stand beside the numbers. */
  public static final String CAVEAT =
      "Measured on the held-out photos, which also chose the epoch, the calibrations, the"
          + " number of trees, the thresholds and this model, so all numbers are a little too"
          + " good. A small difference between two classifiers may be chance: measure both on"
          + " other photos.";

  private static final String TITLE = "Reliability of probabilities";

  /** Copies the list. */
  public ClassifierTable {
    rows = List.copyOf(rows);
  }

  /**
   * One classifier.
   *
   * @param calibration what makes probabilities of its scores, such as {@code platt}; several, one
   *     per class, joined by {@code +}; {@code none}
   * @param brier of held-out regions, mean over the classes; NaN where nothing is held out
   * @param reliability of held-out regions, one per class; none where nothing is held out
   * @param trainingSeconds after fine-tuning and feature extraction, which all share
   * @param found how it finds objects, where that was measured
   */
  public record Row(
      ClassifierKind kind,
      String calibration,
      double brier,
      List<Reliability> reliability,
      double trainingSeconds,
      Optional<Found> found) {
    /** Copies the list. */
    public Row {
      reliability = List.copyOf(reliability);
    }
  }

  /**
   * What a detector with that classifier finds on the held-out photos.
   *
   * @param ap COCO's AP
   * @param ap50 AP at IoU 0.5
   * @param precision at its own threshold, all classes together, IoU 0.5; -1 where undefined
   * @param recall likewise
   * @param f1 likewise
   * @param threshold that it would choose itself
   * @param secondsPerPhoto of detection, proposals included
   * @param bytes of its bundle
   */
  public record Found(
      double ap,
      double ap50,
      double precision,
      double recall,
      double f1,
      double threshold,
      double secondsPerPhoto,
      long bytes) {}

  /** Whether several were compared. */
  public boolean compares() {
    return rows.stream().filter(row -> row.found().isPresent()).count() > 1;
  }

  /** Whether anything was calibrated or measured. */
  public boolean calibrates() {
    return rows.stream().anyMatch(row -> !row.reliability().isEmpty());
  }

  /** The columns of {@link #texts}. */
  public static List<String> columns() {
    return List.of(
        "classifier",
        "AP",
        "AP50",
        "precision",
        "recall",
        "F1",
        "Brier",
        "training",
        "per photo",
        "size");
  }

  /** The compared classifiers as text, the chosen one starred. */
  public List<List<String>> texts() {
    List<List<String>> texts = new ArrayList<>();
    for (Row row : rows) {
      Found found = row.found().orElseThrow();
      texts.add(
          List.of(
              row.kind().text() + (row.kind() == chosen ? " *" : ""),
              Numbers.score(found.ap()),
              Numbers.score(found.ap50()),
              Numbers.score(found.precision()),
              Numbers.score(found.recall()),
              Numbers.score(found.f1()),
              Numbers.fixed(row.brier(), 5),
              Numbers.fixed(row.trainingSeconds(), 1) + " s",
              Numbers.fixed(1000 * found.secondsPerPhoto(), 0) + " ms",
              Numbers.fixed(found.bytes() / 1e6, 2) + " MB"));
    }
    return texts;
  }

  /** The compared classifiers, one line each after a header. */
  public String csv() {
    StringBuilder csv =
        new StringBuilder(
            "classifier,chosen,calibration,AP,AP50,precision,recall,f1,threshold,brier,"
                + "trainingSeconds,detectionSecondsPerPhoto,bytes\n");
    for (Row row : rows) {
      Found found = row.found().orElseThrow();
      StringJoiner line = new StringJoiner(",", "", "\n");
      line.add(row.kind().text())
          .add(Boolean.toString(row.kind() == chosen))
          .add(row.calibration());
      double[] numbers = {
        found.ap(),
        found.ap50(),
        found.precision(),
        found.recall(),
        found.f1(),
        found.threshold(),
        row.brier(),
        row.trainingSeconds(),
        found.secondsPerPhoto()
      };
      for (double number : numbers) {
        line.add(Numbers.shortest(Double.isFinite(number) ? number : -1));
      }
      csv.append(line.add(Long.toString(found.bytes())));
    }
    return csv.toString();
  }

  /** What belongs into a report: the table where there is one, and the reliability picture. */
  public Section section() {
    List<ReportBlock> blocks = new ArrayList<>();
    if (compares()) {
      String[] numbers = columns().subList(1, columns().size()).toArray(String[]::new);
      blocks.add(new Table("", Column.wordThenNumbers(columns().get(0), numbers), texts()));
    }
    if (calibrates()) {
      blocks.add(new Figures(List.of(chart())));
    }
    return new Section(
        "Classifiers",
        compares()
            ? "All learnt from the same frozen features; the star marks the one in the model. "
                + CAVEAT
            : words(),
        blocks);
  }

  /** The picture as an SVG file of its own. */
  public String reliabilitySvg() {
    return new ChartSheet(TITLE, List.of(chart()), words()).svg();
  }

  private String words() {
    StringJoiner briers = new StringJoiner(", ");
    for (Row row : rows) {
      briers.add(
          row.kind().text() + " (" + row.calibration() + ") " + Numbers.fixed(row.brier(), 5));
    }
    return "If probabilities are true, the points lie on the diagonal: of the regions with a"
        + " probability of 0.3, three in ten hold an object. Each point stands for equally"
        + " many expected objects, counted on held-out regions that its calibration was"
        + " not fitted on; Brier score (0 is best): "
        + briers
        + ".";
  }

  private Chart chart() {
    List<Curve> curves = new ArrayList<>();
    for (Row row : rows) {
      for (int c = 0; c < row.reliability().size(); c++) {
        String name =
            row.kind().text() + (row.reliability().size() > 1 ? ", class " + (c + 1) : "");
        curves.add(
            new Curve(
                name,
                row.reliability().get(c).bins().stream()
                    .map(bin -> new Point(bin.predicted(), bin.observed()))
                    .toList()));
      }
    }
    curves.add(new Curve("exact", List.of(new Point(0, 0), new Point(1, 1))));
    return new Chart(
        "What came true of a probability",
        Axis.unit("probability"),
        Axis.unit("share with an object"),
        curves,
        List.of());
  }

  void addTo(ObjectNode root) {
    ArrayNode array = root.putArray("classifiers");
    for (Row row : rows) {
      ObjectNode node = array.addObject();
      node.put("classifier", row.kind().text());
      node.put("chosen", row.kind() == chosen);
      node.put("calibration", row.calibration());
      MetricsJson.put(node, "brier", row.brier());
      MetricsJson.put(node, "trainingSeconds", row.trainingSeconds());
      row.found()
          .ifPresent(
              found -> {
                MetricsJson.put(node, "AP", found.ap());
                MetricsJson.put(node, "AP50", found.ap50());
                MetricsJson.put(node, "precision", found.precision());
                MetricsJson.put(node, "recall", found.recall());
                MetricsJson.put(node, "f1", found.f1());
                MetricsJson.put(node, "threshold", found.threshold());
                MetricsJson.put(node, "detectionSecondsPerPhoto", found.secondsPerPhoto());
                node.put("bytes", found.bytes());
              });
    }
  }
}
