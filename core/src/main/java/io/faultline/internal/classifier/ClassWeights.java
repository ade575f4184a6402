package io.faultline.internal.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.LabelledFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What a row of each label weighs in training, background first. */
public final class ClassWeights {
  /** No row counts for more than so many: a class of a handful of rows must not rule the rest. */
  private static final double LARGEST = 10;

  private ClassWeights() {}

  /**
   * The given weights; without any, and balanced, the inverse of each label's frequency, so that
   * the most frequent one weighs 1 and none more than ten; otherwise 1.
   *
   * @param rows what is learnt from
   * @throws FaultlineException with {@code USAGE} where weights are given, but not one per label,
   *     with {@code INPUT} where no row is of a class
   */
  public static List<Double> of(
      String kind, List<Double> given, boolean balanced, LabelledFeatures rows, int classes) {
    return of(kind, given, balanced, Arrays.stream(rows.counts(classes)).asLongStream().toArray());
  }

  /**
   * As above.
   *
   * @param counts rows of each label, background first
   */
  public static List<Double> of(String kind, List<Double> given, boolean balanced, long[] counts) {
    if (LongStream.of(counts).sum() == counts[0]) {
      throw new FaultlineException(
          Problem.INPUT,
          "training regions: " + counts[0] + " background, 0 of any class; at least 1 is needed");
    }
    requireFit(kind, given, counts.length - 1);
    if (!given.isEmpty()) {
      return given;
    }
    long most = 0;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    List<Double> weights = new ArrayList<>();
    for (long count : counts) {
      weights.add(balanced && count > 0 ? Math.min(LARGEST, most / (double) count) : 1.0);
    }
    return weights;
  }

  /**
   * Refuses weights that are not one per label.
   *
   * @throws FaultlineException with {@code USAGE}
   */
  public static void requireFit(String kind, List<Double> given, int classes) {
    if (!given.isEmpty() && given.size() != classes + 1) {
      throw new FaultlineException(
          Problem.USAGE,
          "classifier."
              + kind
              + ".class-weights has "
              + given.size()
              + " values; background and each class need one, "
              + (classes + 1)
              + " in all");
    }
  }

  /** The weight of every row. */
  public static float[] ofRows(LabelledFeatures rows, List<Double> weights) {
    float[] ofRows = new float[rows.rows()];
    for (int row = 0; row < ofRows.length; row++) {
      ofRows[row] = weights.get(rows.label(row)).floatValue();
    }
    return ofRows;
  }
}
