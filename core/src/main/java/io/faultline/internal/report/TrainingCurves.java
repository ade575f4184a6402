package io.faultline.internal.report;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.charts.Chart;
import io.faultline.internal.charts.Chart.Mark;
import io.faultline.internal.charts.Chart.Point;
import io.faultline.internal.charts.ChartSheet;
import io.faultline.internal.finetuning.EpochLog;
import io.faultline.internal.finetuning.OverfittingGap;
import io.faultline.internal.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Fine-tuning epoch by epoch: loss, accuracy and recall as charts with the best epoch marked, and
 * what they say about over-fitting in words.
 *
 * @param epochs of a run, in order
 */
public record TrainingCurves(List<EpochLog> epochs) {
  private static final String TITLE = "Fine-tuning";

  /** Copies the list. */
  public TrainingCurves {
    epochs = List.copyOf(epochs);
  }

  /** A section of a report. */
  public ReportContent.Section section() {
    return new ReportContent.Section(
        TITLE, words(), List.of(new ReportBlock.Figures(List.of(loss(), accuracy()))));
  }

  /**
   * Writes the curves as one SVG picture, light whatever shows it.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, new ChartSheet(TITLE, List.of(loss(), accuracy()), words()).svg());
  }

  private String words() {
    return gap().sentence();
  }

  private OverfittingGap gap() {
    return OverfittingGap.of(epochs);
  }

  private Chart loss() {
    Map<String, List<Double>> curves = new LinkedHashMap<>();
    curves.put("training", values(EpochLog::trainLoss));
    curves.put("held out", values(EpochLog::validationLoss));
    curves.put("one answer for all", values(EpochLog::guessLoss));
    return Charts.loss(curves, best(EpochLog::validationLoss));
  }

  private Chart accuracy() {
    Map<String, List<Double>> curves = new LinkedHashMap<>();
    curves.put("training", values(EpochLog::trainAccuracy));
    curves.put("held out", values(EpochLog::validationAccuracy));
    curves.put("held-out recall", values(EpochLog::validationRecall));
    return Charts.accuracy(curves, best(EpochLog::validationAccuracy));
  }

  private List<Double> values(ToDoubleFunction<EpochLog> value) {
    return epochs.stream().mapToDouble(value).boxed().toList();
  }

  private List<Mark> best(ToDoubleFunction<EpochLog> value) {
    int best = gap().bestEpoch();
    if (epochs.size() < 2) {
      return List.of();
    }
    return epochs.stream()
        .filter(epoch -> epoch.epoch() == best)
        .map(epoch -> new Mark("best: epoch " + best, new Point(best, value.applyAsDouble(epoch))))
        .toList();
  }
}
