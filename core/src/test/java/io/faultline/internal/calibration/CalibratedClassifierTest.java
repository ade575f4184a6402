package io.faultline.internal.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.classifier.HeadClassifier;
import io.faultline.internal.classifier.HeadClassifierTest;
import io.faultline.internal.classifier.RegionClassifierContract;
import io.faultline.internal.classifier.ToyFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratedClassifierTest extends RegionClassifierContract {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  /** Isotonic and Platt in turn, over the head. */
  @Override
  public RegionClassifier train(LabelledFeatures rows, int classes) {
    RegionClassifier raw = new HeadClassifierTest().train(rows, classes);
    List<Calibration> calibrations = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      calibrations.addAll(
          calibrations(raw, rows, c % 2 == 0 ? CalibrationMethod.ISOTONIC : CalibrationMethod.PLATT)
              .subList(c, c + 1));
    }
    return new CalibratedClassifier(raw, calibrations);
  }

  private List<Calibration> calibrations(
      RegionClassifier raw, LabelledFeatures rows, CalibrationMethod method) {
    try (FeatureStore store = ToyFeatures.store(folder.resolve("held-out"), rows, 50)) {
      return HeldOutScores.calibrate(raw, store, id -> (int) id, method).stream()
          .map(CalibrationChoice::calibration)
          .toList();
    }
  }

  @Override
  public RegionClassifier reload(RegionClassifier classifier) {
    CalibratedClassifier calibrated = (CalibratedClassifier) classifier;
    List<Calibration> read = new ArrayList<>();
    try {
      for (Calibration one : calibrated.calibrations()) {
        read.add(
            JSON.readValue(
                JSON.writerFor(Calibration.class).writeValueAsString(one), Calibration.class));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    return new CalibratedClassifier(calibrated.raw(), read);
  }

  @Test
  void anOverconfidentClassifierIsCorrectedClassByClass() {
    // Twice the true log-odds of the first class, and the second class's base rate is wrong.
    LabelledFeatures heldOut = ToyFeatures.clouds(6000, 2, 1, 21);
    float[] weight = {2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
    RegionClassifier raw = new HeadClassifier(ToyFeatures.COLUMNS, weight, new float[] {0, 3});
    List<Calibration> fitted = calibrations(raw, heldOut, CalibrationMethod.PLATT);
    assertThat(((PlattCalibration) fitted.get(0)).slope()).isCloseTo(0.5, within(0.1));
    assertThat(((PlattCalibration) fitted.get(1)).intercept()).isLessThan(-3);
    CalibratedClassifier calibrated = new CalibratedClassifier(raw, fitted);
    FeatureMatrix fresh = ToyFeatures.clouds(3000, 2, 1, 22).features();
    float[][] probabilities = calibrated.probabilities(fresh);
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      for (float[] row : probabilities) {
        sum += row[c];
      }
      assertThat(sum / probabilities.length).isCloseTo(1 / 3.0, within(0.03));
    }
  }

  @Test
  void itTakesTheSameRegionsForObjectsAsBefore() {
    LabelledFeatures rows = ToyFeatures.clouds(900, 2, 1, 21);
    RegionClassifier raw = new HeadClassifierTest().train(rows, 2);
    RegionClassifier calibrated =
        new CalibratedClassifier(raw, calibrations(raw, rows, CalibrationMethod.ISOTONIC));
    float[][] before = raw.probabilities(rows.features());
    float[][] after = calibrated.probabilities(rows.features());
    for (int row = 0; row < rows.rows(); row++) {
      for (int c = 0; c < 2; c++) {
        assertThat(after[row][c] >= calibrated.decisionPoint(c))
            .isEqualTo(before[row][c] >= raw.decisionPoint(c));
      }
    }
  }

  @Test
  void calibrationsAndClassesMustFit() {
    RegionClassifier raw = new HeadClassifier(1, new float[] {1}, new float[] {0});
    assertThatThrownBy(() -> new CalibratedClassifier(raw, List.of()))
        .hasMessage("1 classes do not fit 0 calibrations");
  }
}
