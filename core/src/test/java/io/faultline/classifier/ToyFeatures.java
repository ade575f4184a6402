package io.faultline.classifier;

import io.faultline.feature.FeatureMatrix;
import java.util.SplittableRandom;

/** Clouds of points: background around the origin, class {@code c} moved along axis {@code c}. */
final class ToyFeatures {
  static final int COLUMNS = 6;

  private ToyFeatures() {}

  /** Labels go round: 0, 1, ..., classes, 0, 1, ... */
  static LabelledFeatures clouds(int rows, int classes, double distance, long seed) {
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
