package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.RegionAnswer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One recipe trained with one seed, and what it says of the test photos.
 *
 * @param recipe its name
 * @param seed of the training run
 * @param own answers on the recipe's own labels, as mmalek06 (2024) reports them; negatives are
 *     drawn as for the common set
 * @param common answers on the set that all recipes share
 * @param ap50 AP of detections at IoU 0.5, where they were made
 * @param epochs how many ran
 * @param trainingSeconds of the training, proposals left out: they are made once for all
 * @param leftOut photos that could not be read, to learn from or to test on
 */
record Trial(
    String recipe,
    long seed,
    List<RegionAnswer> own,
    List<RegionAnswer> common,
    OptionalDouble ap50,
    int epochs,
    double trainingSeconds,
    List<String> leftOut) {
  /** Copies the lists. */
  Trial {
    own = List.copyOf(own);
    common = List.copyOf(common);
    leftOut = List.copyOf(leftOut);
  }
}
