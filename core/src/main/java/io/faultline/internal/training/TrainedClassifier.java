package io.faultline.internal.training;

import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.calibration.Calibration;
import io.faultline.internal.calibration.CalibrationChoice;
import io.faultline.weights.NamedTensor;
import java.util.List;

/** A classifier as a bundle keeps it, with its calibration and what it took. */
final class TrainedClassifier {
  private final ClassifierKind kind;
  private final List<NamedTensor> tensors;
  private final byte[] model;
  private final List<CalibrationChoice> calibrations;
  private final double seconds;

  /**
   * Copies the bytes.
   *
   * @param tensors what goes beside the network's
   * @param model its own format, or empty
   * @param calibrations one per class, or none where nothing is held out
   * @param seconds of learning and calibrating
   */
  TrainedClassifier(
      ClassifierKind kind,
      List<NamedTensor> tensors,
      byte[] model,
      List<CalibrationChoice> calibrations,
      double seconds) {
    this.kind = kind;
    this.tensors = List.copyOf(tensors);
    this.model = model.clone();
    this.calibrations = List.copyOf(calibrations);
    this.seconds = seconds;
  }

  ClassifierKind kind() {
    return kind;
  }

  List<NamedTensor> tensors() {
    return tensors;
  }

  byte[] model() {
    return model.clone();
  }

  /** One per class, or none. */
  List<Calibration> calibration() {
    return calibrations.stream().map(CalibrationChoice::calibration).toList();
  }

  List<CalibrationChoice> choices() {
    return calibrations;
  }

  double seconds() {
    return seconds;
  }
}
