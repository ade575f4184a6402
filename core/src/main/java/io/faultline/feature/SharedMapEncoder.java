package io.faultline.feature;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.network.RegionNetwork;
import java.util.List;

/**
 * Encodes regions from one pass over the photo: every region is pooled from the shared feature map
 * (SPPnet, He et al. 2014). The network belongs to the caller.
 */
public record SharedMapEncoder(RegionNetwork network) implements RegionEncoder {

  @Override
  public FeatureMatrix encode(Raster raster, List<Box> boxes) {
    return new FeatureMatrix(boxes.size(), dimension(), network.encode(raster, boxes));
  }

  @Override
  public int dimension() {
    return network.spec().featureDimension();
  }
}
