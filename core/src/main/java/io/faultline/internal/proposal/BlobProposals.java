package io.faultline.internal.proposal;

import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Boxes of what is darker or brighter than its surroundings, whatever its shape: pits, pores,
 * stains, spalls, cells. {@link RidgeProposals} finds lines, from two pixels of width on; this
 * finds spots from a few pixels on.
 *
 * <p>On a pyramid of the photo, from its full size on, the difference of two Gaussians (Marr and
 * Hildreth 1980) compares each place with its surroundings. {@link ResponseBoxes} makes boxes of
 * the differences. Largest boxes first; any number of threads may call one instance.
 *
 * @param innerPx sigma of the smaller Gaussian in pixels of a level, greater than 0
 * @param outerPx sigma of the larger one, greater than the smaller
 * @param levels how many sizes are searched, each half of the one before, at least 1; levels that
 *     would be smaller than 4 pixels are left out
 * @param responses how boxes are made of differences
 * @param maxPixels the most pixels that are searched, greater than 0: larger photos are scaled down
 *     first and the boxes scaled back
 */
public record BlobProposals(
    double innerPx, double outerPx, int levels, ResponseBoxes responses, int maxPixels)
    implements ProposalGenerator {

  /** Checks the ranges. */
  public BlobProposals {
    if (!(innerPx > 0) || !(outerPx > innerPx) || !Double.isFinite(outerPx)) {
      throw new IllegalArgumentException(
          "sigmas of blobs are " + innerPx + " and " + outerPx + " px; 0 < the first < the second");
    }
    if (!(levels > 0) || !(maxPixels > 0)) {
      throw new IllegalArgumentException(
          "levels and most pixels of blobs are "
              + levels
              + " and "
              + maxPixels
              + "; each must be > 0");
    }
  }

  /**
   * Five levels, eleven shares, no closing: about 5,000 boxes on 256x256 pixels, for a ranking to
   * choose from. Chosen on magnetic tiles and blood cells; no number is sharp.
   */
  public static BlobProposals standard() {
    return new BlobProposals(
        0.8,
        4,
        5,
        new ResponseBoxes(
            List.of(0.003, 0.006, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.17, 0.24, 0.32),
            List.of(1),
            1,
            5),
        500_000);
  }

  @Override
  public Proposals propose(Raster raster) {
    try (PointerScope scope = new PointerScope()) {
      return responses.onPyramid(raster, maxPixels, levels, false, this::differences);
    }
  }

  private FilterResponse differences(Mat level) {
    Mat inner = smooth(level, innerPx);
    Mat outer = smooth(level, outerPx);
    Mat dark = new Mat();
    opencv_core.subtract(outer, inner, dark);
    Mat bright = new Mat();
    opencv_core.subtract(inner, outer, bright);
    return new FilterResponse(dark, bright);
  }

  private static Mat smooth(Mat level, double sigma) {
    Mat smooth = new Mat();
    opencv_imgproc.GaussianBlur(
        level, smooth, new Size(0, 0), sigma, sigma, opencv_core.BORDER_REFLECT_101, 0);
    return smooth;
  }

  @Override
  public String describe() {
    return "blob(inner="
        + innerPx
        + ";outer="
        + outerPx
        + ";levels="
        + levels
        + ";"
        + responses.describe()
        + ";max-pixels="
        + maxPixels
        + ")";
  }
}
