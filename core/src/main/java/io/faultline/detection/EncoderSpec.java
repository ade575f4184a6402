package io.faultline.detection;

import io.faultline.feature.RegionEncoder;
import io.faultline.feature.SharedMapEncoder;
import io.faultline.feature.WarpEncoder;
import io.faultline.network.RegionNetwork;

/**
 * How regions reach the network of a detector.
 *
 * @param warp whether every region is cropped and warped; otherwise they share the photo's map
 * @param cropSide side of a warped crop in pixels
 * @param contextPadding context around a warped crop, in pixels at the warped scale
 */
public record EncoderSpec(boolean warp, int cropSide, int contextPadding) {
  private static final int MAX_CROP_SIDE = 1024;

  /** Checks ranges. */
  public EncoderSpec {
    if (cropSide < 1 || cropSide > MAX_CROP_SIDE) {
      throw new IllegalArgumentException(
          "crop-side is " + cropSide + "; it must be 1 to " + MAX_CROP_SIDE);
    }
    if (contextPadding < 0 || 2L * contextPadding >= cropSide) {
      throw new IllegalArgumentException(
          "context-padding is " + contextPadding + "; it must be >= 0 and under half the crop");
    }
  }

  /** The encoder over a network. */
  public RegionEncoder encoder(RegionNetwork network) {
    return warp
        ? new WarpEncoder(network, cropSide, contextPadding)
        : new SharedMapEncoder(network);
  }
}
