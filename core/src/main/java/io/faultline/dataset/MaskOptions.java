package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;

/**
 * How masks become boxes; see {@link MaskConverter}.
 *
 * @param threshold a mask pixel is set where its grey value is greater; 0 to 254
 * @param closingSide side in pixels of the square that closes gaps; 1 (no closing) to 999
 * @param minAreaPx components of the closed mask of at most so many pixels are dropped as specks; 0
 *     keeps all
 * @param mergeDistancePx boxes closer than this become one box; 0 merges nothing, not even boxes
 *     that overlap
 */
public record MaskOptions(int threshold, int closingSide, int minAreaPx, double mergeDistancePx) {
  /** Threshold 127, closing 15x15, specks up to 20 px, merging below 10 px. */
  public static final MaskOptions DEFAULT = new MaskOptions(127, 15, 20, 10);

  /** Checks the ranges; a number out of range is a fault of {@link Problem#USAGE}. */
  public MaskOptions {
    require(threshold >= 0 && threshold <= 254, "threshold", threshold, "0 to 254");
    require(closingSide >= 1 && closingSide <= 999, "closing-side", closingSide, "1 to 999");
    require(minAreaPx >= 0, "min-area-px", minAreaPx, ">= 0");
    require(
        mergeDistancePx >= 0 && Double.isFinite(mergeDistancePx),
        "merge-distance-px",
        mergeDistancePx,
        ">= 0");
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new FaultlineException(
          Problem.USAGE, "mask options: " + name + " is " + value + "; must be " + rule);
    }
  }
}
