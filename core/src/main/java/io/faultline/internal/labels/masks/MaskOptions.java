package io.faultline.internal.labels.masks;

import io.faultline.FaultlineException;
import io.faultline.Problem;

/**
 * How masks become boxes; see {@link MaskConverter}.
 *
 * @param rule which values stand for an object
 * @param inversion whether objects are what is not set
 * @param closingSide side in pixels of the square that closes gaps; 1 (no closing) to 999
 * @param minAreaPx components of the closed mask of at most so many pixels are dropped as specks; 0
 *     keeps all
 * @param mergeDistancePx boxes closer than this become one box; 0 merges nothing, not even boxes
 *     that overlap
 */
public record MaskOptions(
    MaskRule rule,
    MaskInversion inversion,
    int closingSide,
    int minAreaPx,
    double mergeDistancePx) {
  /** Values by themselves, closing 15x15, specks up to 20 px, merging below 10 px. */
  public static final MaskOptions DEFAULT =
      new MaskOptions(new MaskRule.Automatic(), MaskInversion.NOTICE, 15, 20, 10);

  /** Checks the ranges; a number out of range is a fault of {@link Problem#USAGE}. */
  public MaskOptions {
    require(closingSide >= 1 && closingSide <= 999, "closing-side", closingSide, "1 to 999");
    require(minAreaPx >= 0, "min-area-px", minAreaPx, ">= 0");
    require(
        mergeDistancePx >= 0 && Double.isFinite(mergeDistancePx),
        "merge-distance-px",
        mergeDistancePx,
        ">= 0");
  }

  /** For masks of grey values with a threshold, as {@link MaskRule.Above}. */
  public MaskOptions(int threshold, int closingSide, int minAreaPx, double mergeDistancePx) {
    this(
        new MaskRule.Above(threshold),
        MaskInversion.NOTICE,
        closingSide,
        minAreaPx,
        mergeDistancePx);
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new FaultlineException(
          Problem.USAGE, "mask options: " + name + " is " + value + "; must be " + rule);
    }
  }
}
