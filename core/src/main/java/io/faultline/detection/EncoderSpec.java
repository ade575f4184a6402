package io.faultline.detection;

import io.faultline.backbone.FineTuneOptions.WarpOptions;
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
  /** Checks ranges. */
  public EncoderSpec {
    WarpOptions.requireCrop(cropSide, contextPadding);
  }

  /** The encoder over a network. */
  public RegionEncoder encoder(RegionNetwork network) {
    return warp
        ? new WarpEncoder(network, cropSide, contextPadding)
        : new SharedMapEncoder(network);
  }
}
