package io.faultline.internal.classifier;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.StoredRegions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Clouds of points: background around the origin, class {@code c} moved along axis {@code c}. */
public final class ToyFeatures {
  public static final int COLUMNS = 6;

  private ToyFeatures() {}

  /** Labels go round: 0, 1, ..., classes, 0, 1, ... */
  public static LabelledFeatures clouds(int rows, int classes, double distance, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * COLUMNS];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = row % (classes + 1);
      for (int column = 0; column < COLUMNS; column++) {
        double centre = labels[row] == column + 1 ? distance : 0;
        values[row * COLUMNS + column] = (float) (centre + gaussian(random));
      }
    }
    return new LabelledFeatures(new FeatureMatrix(rows, COLUMNS, values), labels);
  }

  /** As {@link #clouds} of one class, of which so many rows are positive. */
  public static LabelledFeatures rare(int rows, int positives, double distance, long seed) {
    LabelledFeatures even = clouds(2 * rows, 1, distance, seed);
    List<float[]> values = new ArrayList<>();
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = row < positives ? 1 : 0;
      values.add(even.features().row(2 * row + labels[row]));
    }
    return new LabelledFeatures(FeatureMatrix.ofRows(COLUMNS, values), labels);
  }

  /**
   * A store of rows, so many to a photo; objects overlap a truth box wholly, the rest not at all.
   */
  public static FeatureStore store(Path file, LabelledFeatures rows, int perPhoto) {
    FeatureStore store = FeatureStore.create(file, rows.features().columns());
    for (int from = 0; from < rows.rows(); from += perPhoto) {
      int count = Math.min(perPhoto, rows.rows() - from);
      List<float[]> values = new ArrayList<>();
      int[] labels = new int[count];
      float[] ious = new float[count];
      float[] weights = new float[count];
      for (int i = 0; i < count; i++) {
        values.add(rows.features().row(from + i));
        labels[i] = rows.label(from + i);
        ious[i] = labels[i] > 0 ? 1 : 0;
        weights[i] = 1;
      }
      store.add(
          new StoredRegions(
              from,
              FeatureMatrix.ofRows(rows.features().columns(), values),
              labels,
              ious,
              weights));
    }
    return store;
  }

  /** The area under the ROC curve of one class's probability, equal scores counting half. */
  static double auc(float[][] probabilities, LabelledFeatures rows, int classIndex) {
    double wins = 0;
    long pairs = 0;
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < rows.rows(); j++) {
        if (rows.label(i) == classIndex + 1 && rows.label(j) != classIndex + 1) {
          wins +=
              0.5 + 0.5 * Float.compare(probabilities[i][classIndex], probabilities[j][classIndex]);
          pairs++;
        }
      }
    }
    return wins / pairs;
  }

  static FeatureMatrix row(FeatureMatrix features, int row) {
    float[] values = new float[features.columns()];
    for (int column = 0; column < values.length; column++) {
      values[column] = features.at(row, column);
    }
    return new FeatureMatrix(1, values.length, values);
  }

  private static double gaussian(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
