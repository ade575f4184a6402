package io.faultline.internal.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall, F1 and support per class of single-label predictions, with accuracy and the
 * two averages: the values and the text of scikit-learn's {@code classification_report} with {@code
 * zero_division=0} and two digits.
 *
 * @param classes one row per class, in the order of the names
 * @param accuracy right answers over all answers, 0 without any
 * @param macroAverage the plain mean over classes
 * @param weightedAverage the mean weighted by support
 */
public record ClassificationReport(
    List<Row> classes, double accuracy, Row macroAverage, Row weightedAverage) {
  private static final String WEIGHTED = "weighted avg";
  private static final int COLUMN = 9;

  /**
   * One line; the three numbers are in [0, 1], 0 where they are undefined.
   *
   * @param name the class, or the kind of average
   * @param precision right answers over answers of this class
   * @param recall right answers over truths of this class
   * @param f1 harmonic mean of both
   * @param support truths of this class
   */
  public record Row(String name, double precision, double recall, double f1, long support) {}

  /** Copies the list. */
  public ClassificationReport {
    classes = List.copyOf(classes);
  }

  /**
   * Counts answers.
   *
   * @param truth class index per sample, in {@code [0, names.size())}
   * @param predicted class index per sample, as many as {@code truth}
   * @param names one per class
   * @throws IllegalArgumentException if lengths differ, an index is out of range or there is no
   *     class
   */
  public static ClassificationReport of(int[] truth, int[] predicted, List<String> names) {
    check(truth, predicted, names);
    long[] right = new long[names.size()];
    long[] answers = new long[names.size()];
    long[] support = new long[names.size()];
    for (int i = 0; i < truth.length; i++) {
      support[truth[i]]++;
      answers[predicted[i]]++;
      right[truth[i]] += truth[i] == predicted[i] ? 1 : 0;
    }
    List<Row> rows = new ArrayList<>();
    long rightOnes = 0;
    for (int c = 0; c < right.length; c++) {
      double precision = ratio(right[c], answers[c]);
      double recall = ratio(right[c], support[c]);
      double f1 = ratio(2 * precision * recall, precision + recall);
      rows.add(new Row(names.get(c), precision, recall, f1, support[c]));
      rightOnes += right[c];
    }
    return new ClassificationReport(
        rows,
        ratio(rightOnes, truth.length),
        average("macro avg", rows, truth.length, row -> 1),
        average(WEIGHTED, rows, truth.length, row -> (double) row.support()));
  }

  /** The table, byte for byte as scikit-learn prints it, with a newline at the end. */
  public String text() {
    int width = length(WEIGHTED);
    for (Row row : classes) {
      width = Math.max(width, length(row.name()));
    }
    StringBuilder text = new StringBuilder();
    text.append(right("", width)).append(' ');
    for (String head : List.of("precision", "recall", "f1-score", "support")) {
      text.append(' ').append(right(head, COLUMN));
    }
    text.append("\n\n");
    for (Row row : classes) {
      append(text, row, width);
    }
    text.append('\n');
    line(text, "accuracy", width, "", "", digits(accuracy), macroAverage.support());
    append(text, macroAverage, width);
    append(text, weightedAverage, width);
    return text.toString();
  }

  private static void append(StringBuilder text, Row row, int width) {
    line(
        text,
        row.name(),
        width,
        digits(row.precision()),
        digits(row.recall()),
        digits(row.f1()),
        row.support());
  }

  private static void line(
      StringBuilder text, String name, int width, String p, String r, String f1, long support) {
    text.append(right(name, width)).append(' ');
    for (String cell : List.of(p, r, f1, Long.toString(support))) {
      text.append(' ').append(right(cell, COLUMN));
    }
    text.append('\n');
  }

  /** Two digits as Python rounds them: the exact binary value, halves to even. */
  private static String digits(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - length(text))) + text;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Row average(
      String name, List<Row> rows, long samples, ToDoubleFunction<Row> weight) {
    double all = rows.stream().mapToDouble(weight).sum();
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    for (Row row : rows) {
      double w = weight.applyAsDouble(row);
      precision += w * row.precision();
      recall += w * row.recall();
      f1 += w * row.f1();
    }
    return new Row(name, ratio(precision, all), ratio(recall, all), ratio(f1, all), samples);
  }

  private static double ratio(long part, long whole) {
    return ratio((double) part, (double) whole);
  }

  private static double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }

  private static void check(int[] truth, int[] predicted, List<String> names) {
    if (truth.length != predicted.length || names.isEmpty()) {
      throw new IllegalArgumentException(
          truth.length
              + " truths, "
              + predicted.length
              + " predictions, "
              + names.size()
              + " classes; truths and predictions must be as many, classes at least one");
    }
    for (int i = 0; i < truth.length; i++) {
      if (Math.min(truth[i], predicted[i]) < 0
          || Math.max(truth[i], predicted[i]) >= names.size()) {
        throw new IllegalArgumentException(
            "sample "
                + i
                + ": classes are "
                + truth[i]
                + " and "
                + predicted[i]
                + "; they must be in [0, "
                + names.size()
                + ")");
      }
    }
  }
}
