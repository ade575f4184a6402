package io.faultline.classifier;

import io.faultline.feature.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;

/** A classifier whose probabilities pass through a calibration of their log-odds, one per class. */
public final class CalibratedClassifier implements RegionClassifier {
  private final RegionClassifier raw;
  private final List<Calibration> calibrations;

  /** Wraps a classifier with saved calibrations, one per class. */
  public CalibratedClassifier(RegionClassifier raw, List<Calibration> calibrations) {
    if (calibrations.size() != raw.classes()) {
      throw new IllegalArgumentException(
          raw.classes() + " classes do not fit " + calibrations.size() + " calibrations");
    }
    this.raw = raw;
    this.calibrations = List.copyOf(calibrations);
  }

  /** Fits one calibration per class on rows that {@code raw} did not learn from; at least one. */
  public static CalibratedClassifier fit(RegionClassifier raw, LabelledFeatures heldOut) {
    float[][] probabilities = raw.probabilities(heldOut.features());
    List<Calibration> calibrations = new ArrayList<>();
    for (int c = 0; c < raw.classes(); c++) {
      double[] scores = new double[heldOut.rows()];
      boolean[] positives = new boolean[heldOut.rows()];
      for (int row = 0; row < scores.length; row++) {
        scores[row] = Calibration.logOdds(probabilities[row][c]);
        positives[row] = heldOut.label(row) == c + 1;
      }
      calibrations.add(Calibration.fit(scores, positives));
    }
    return new CalibratedClassifier(raw, calibrations);
  }

  /** What was fitted, one per class. */
  public List<Calibration> calibrations() {
    return calibrations;
  }

  @Override
  public float[][] probabilities(FeatureMatrix features) {
    float[][] probabilities = raw.probabilities(features);
    for (float[] row : probabilities) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) calibrations.get(c).probability(Calibration.logOdds(row[c]));
      }
    }
    return probabilities;
  }

  @Override
  public int classes() {
    return raw.classes();
  }
}
