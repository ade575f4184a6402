package io.faultline.internal.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureMatrix;

/** The check that every classifier makes before it looks at features. */
public final class FeatureCheck {
  private FeatureCheck() {}

  /**
   * Refuses what no classifier can judge.
   *
   * @throws FaultlineException with {@code MODEL} where the width is another one, with {@code
   *     INPUT} where a value is not finite: weights are finite, so it is the photo's
   */
  public static void require(FeatureMatrix features, int columns) {
    if (features.columns() != columns) {
      throw new FaultlineException(
          Problem.MODEL,
          "features: width is "
              + features.columns()
              + "; the classifier was trained on "
              + columns
              + " (is it of another backbone?)");
    }
    for (int row = 0; row < features.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        float value = features.at(row, column);
        if (!Float.isFinite(value)) {
          throw new FaultlineException(
              Problem.INPUT,
              "features: row "
                  + row
                  + ", column "
                  + column
                  + " is "
                  + value
                  + "; it must be finite");
        }
      }
    }
  }
}
