package io.faultline.internal.proposal;

import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/**
 * Boxes of what looks like a crack: thin lines, dark or bright, straight over a short way.
 *
 * <p>{@link RidgeFilter} measures lines of one width on a pyramid of the photo, so that each level
 * doubles the width. {@link ResponseBoxes} makes boxes of its responses.
 *
 * <p>Largest boxes first. The box of the whole photo is kept: cracks do cross whole photos. More
 * than {@link #maxPixels()} pixels are scaled down first and the boxes scaled back. Any number of
 * threads may call one instance.
 *
 * @param filter the line filter
 * @param levels how many halvings of the photo are searched, from half size on, at least 1; levels
 *     that would be smaller than 2 pixels are left out
 * @param responses how boxes are made of responses
 * @param maxPixels the most pixels that are searched, greater than 0
 */
public record RidgeProposals(RidgeFilter filter, int levels, ResponseBoxes responses, int maxPixels)
    implements ProposalGenerator {

  /** Checks the ranges. */
  public RidgeProposals {
    if (!(levels > 0) || !(maxPixels > 0)) {
      throw new IllegalArgumentException(
          "levels and most pixels of ridges are "
              + levels
              + " and "
              + maxPixels
              + "; each must be > 0");
    }
  }

  /**
   * Four levels, twelve shares, three closings: about 2,000 boxes on 256x256 pixels. Chosen on quay
   * walls and magnetic tiles; no number is sharp.
   */
  public static RidgeProposals standard() {
    return new RidgeProposals(
        RidgeFilter.standard(),
        4,
        new ResponseBoxes(
            List.of(0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.09, 0.11, 0.14, 0.17, 0.2),
            List.of(1, 3, 7),
            1,
            8),
        500_000);
  }

  @Override
  public Proposals propose(Raster raster) {
    try (PointerScope scope = new PointerScope()) {
      return responses.onPyramid(raster, maxPixels, levels, true, filter.lines()::apply);
    }
  }

  @Override
  public String describe() {
    return "ridge("
        + filter.describe()
        + ";levels="
        + levels
        + ";"
        + responses.describe()
        + ";max-pixels="
        + maxPixels
        + ")";
  }
}
