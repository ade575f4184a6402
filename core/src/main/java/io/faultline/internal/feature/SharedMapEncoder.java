package io.faultline.internal.feature;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.network.PhotoMap;
import io.faultline.internal.network.RegionNetwork;
import java.util.List;

/**
 * Encodes regions from one pass over the photo: every region is pooled from the shared feature map
 * (SPPnet, He et al. 2014). The network belongs to the caller.
 */
public record SharedMapEncoder(RegionNetwork network) implements RegionEncoder {

  @Override
  public PhotoEncoder open(Raster raster) {
    PhotoMap map = network.map(raster);
    return new PhotoEncoder() {
      @Override
      public FeatureMatrix encode(List<Box> boxes) {
        return FeatureMatrix.owning(boxes.size(), dimension(), map.encode(boxes));
      }

      @Override
      public void close() {
        map.close();
      }
    };
  }

  @Override
  public int dimension() {
    return network.spec().featureDimension();
  }
}
