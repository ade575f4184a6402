package io.faultline.internal.feature;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.Warp;
import io.faultline.internal.network.RegionNetwork;
import java.util.List;

/**
 * Encodes every region by itself: cropped with context, warped to a square and passed through the
 * network (R-CNN, Girshick et al. 2014). The network belongs to the caller.
 *
 * @param cropSide side of the square in pixels
 * @param contextPadding pixels of context on each side, at the warped scale
 */
public record WarpEncoder(RegionNetwork network, int cropSide, int contextPadding)
    implements RegionEncoder {
  /** Crops passed at a time: bounds memory. */
  private static final int CROPS_AT_ONCE = 32;

  @Override
  public PhotoEncoder open(Raster raster) {
    return new PhotoEncoder() {
      @Override
      public FeatureMatrix encode(List<Box> boxes) {
        return encoded(raster, boxes);
      }

      @Override
      public void close() {
        // Crops are passed as they are asked for: nothing is kept.
      }
    };
  }

  private FeatureMatrix encoded(Raster raster, List<Box> boxes) {
    float[] features = new float[boxes.size() * dimension()];
    for (int from = 0; from < boxes.size(); from += CROPS_AT_ONCE) {
      int to = Math.min(boxes.size(), from + CROPS_AT_ONCE);
      List<Raster> crops =
          boxes.subList(from, to).stream()
              .map(box -> Warp.cropAndWarp(raster, box, cropSide, contextPadding))
              .toList();
      float[] rows = network.encodeCrops(crops);
      System.arraycopy(rows, 0, features, from * dimension(), rows.length);
    }
    return FeatureMatrix.owning(boxes.size(), dimension(), features);
  }

  @Override
  public int dimension() {
    return network.spec().featureDimension();
  }
}
