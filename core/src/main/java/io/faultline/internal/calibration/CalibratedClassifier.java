package io.faultline.internal.calibration;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import java.util.List;

/** A classifier whose probabilities pass through a calibration of their log-odds, one per class. */
public final class CalibratedClassifier implements RegionClassifier {
  private final RegionClassifier raw;
  private final List<Calibration> calibrations;

  /**
   * Wraps a classifier, which is closed with this.
   *
   * @param calibrations one per class
   */
  public CalibratedClassifier(RegionClassifier raw, List<? extends Calibration> calibrations) {
    if (calibrations.size() != raw.classes()) {
      throw new IllegalArgumentException(
          raw.classes() + " classes do not fit " + calibrations.size() + " calibrations");
    }
    this.raw = raw;
    this.calibrations = List.copyOf(calibrations);
  }

  /** What is calibrated. */
  RegionClassifier raw() {
    return raw;
  }

  /** The calibrations, one per class. */
  public List<Calibration> calibrations() {
    return calibrations;
  }

  @Override
  public float[][] probabilities(FeatureMatrix features) {
    float[][] probabilities = raw.probabilities(features);
    for (float[] row : probabilities) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) calibrated(c, row[c]);
      }
    }
    return probabilities;
  }

  @Override
  public double decisionPoint(int classIndex) {
    return (float) calibrated(classIndex, raw.decisionPoint(classIndex));
  }

  private double calibrated(int classIndex, double probability) {
    return calibrations.get(classIndex).probability(Calibration.logOdds(probability));
  }

  @Override
  public int classes() {
    return raw.classes();
  }

  @Override
  public int columns() {
    return raw.columns();
  }

  @Override
  public void close() {
    raw.close();
  }
}
