package io.faultline.internal.settings;

/**
 * How much of the frozen features is kept.
 *
 * @param megabytes of disk for all features of a run, at most; photos get equal shares
 * @param rowsPerPhoto regions of a photo (or tile), at most
 * @param workingRows regions that a classifier holds in memory while it learns, at most
 * @param hardNegativeRounds how often XGBoost and LightGBM learn again with the negatives that they
 *     take for objects most; not needed where all regions fit into memory
 */
public record StoreConfig(
    int megabytes, int rowsPerPhoto, int workingRows, int hardNegativeRounds) {
  /** Checks ranges. */
  public StoreConfig {
    if (!(megabytes > 0)) {
      throw new IllegalArgumentException("megabytes is " + megabytes + "; it must be > 0");
    }
    if (rowsPerPhoto < 4) {
      throw new IllegalArgumentException("rows-per-photo is " + rowsPerPhoto + "; it must be >= 4");
    }
    if (workingRows < 4) {
      throw new IllegalArgumentException("working-rows is " + workingRows + "; it must be >= 4");
    }
    if (hardNegativeRounds < 0) {
      throw new IllegalArgumentException(
          "hard-negative-rounds is " + hardNegativeRounds + "; it must be >= 0");
    }
  }
}
