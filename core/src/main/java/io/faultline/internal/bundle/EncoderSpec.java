package io.faultline.internal.bundle;

import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.feature.SharedMapEncoder;
import io.faultline.internal.feature.WarpEncoder;
import io.faultline.internal.finetuning.FineTuneOptions.WarpOptions;
import io.faultline.internal.network.RegionNetwork;

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
