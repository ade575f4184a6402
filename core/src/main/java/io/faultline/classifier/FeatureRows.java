package io.faultline.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.feature.FeatureMatrix;

/** The check that every classifier makes before it looks at features. */
final class FeatureRows {
  private FeatureRows() {}

  /**
   * All values in row order.
   *
   * @throws FaultlineException with {@code MODEL} where the width is another one or a value is not
   *     finite
   */
  static float[] checked(FeatureMatrix features, int columns) {
    if (features.columns() != columns) {
      throw new FaultlineException(
          Problem.MODEL,
          "features: width is "
              + features.columns()
              + "; the classifier was trained on "
              + columns
              + " (is it of another backbone?)");
    }
    float[] values = features.toArray();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new FaultlineException(
            Problem.MODEL,
            "features: row "
                + i / columns
                + ", column "
                + i % columns
                + " is "
                + values[i]
                + "; it must be finite (did fine-tuning diverge?)");
      }
    }
    return values;
  }
}
