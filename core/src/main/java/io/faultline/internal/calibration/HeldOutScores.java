package io.faultline.internal.calibration;

import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.RegionClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/** The calibration of a classifier on a store that it did not learn from. */
public final class HeldOutScores {
  private HeldOutScores() {}

  /**
   * Scores all rows photo by photo and fits one calibration per class.
   *
   * @param store held-out regions; a row's weight says how many of its photo it stands for, so that
   *     probabilities are those among all regions of a photo
   * @param group the number of a photo's group
   * @return one per class; none for a store without rows
   */
  public static List<CalibrationChoice> calibrate(
      RegionClassifier raw, FeatureStore store, LongToIntFunction group, CalibrationMethod method) {
    if (store.rows() == 0) {
      return List.of();
    }
    List<List<ScoredRows.Row>> scored = new ArrayList<>();
    for (int c = 0; c < raw.classes(); c++) {
      scored.add(new ArrayList<>());
    }
    store.scan(
        photo -> {
          float[][] probabilities = raw.probabilities(photo.features());
          int number = group.applyAsInt(photo.imageId());
          for (int row = 0; row < photo.rows(); row++) {
            for (int c = 0; c < raw.classes(); c++) {
              scored
                  .get(c)
                  .add(
                      new ScoredRows.Row(
                          Calibration.logOdds(probabilities[row][c]),
                          photo.label(row) == c + 1,
                          photo.weight(row),
                          number));
            }
          }
        });
    return scored.stream().map(rows -> CalibrationChoice.of(new ScoredRows(rows), method)).toList();
  }
}
