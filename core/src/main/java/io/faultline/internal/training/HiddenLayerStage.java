package io.faultline.internal.training;

import io.faultline.internal.finetuning.Regime;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.HiddenDirections;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalStage;
import java.util.List;

/** Confines the hidden layer to the directions that some of the training photos show. */
record HiddenLayerStage(PipelineConfig config, PhotoCache photos) {
  /** Photos whose regions show in which directions the layer varies, at most twice these. */
  private static final int PHOTOS = 64;

  /**
   * Changes the network where that pays: it has a large hidden layer on regions of a shared map.
   *
   * @param learnt the pieces that were learnt from
   * @return how many directions are left; the length of a feature vector where nothing is changed
   */
  int run(RegionNetwork network, List<Piece> learnt, ProposalStage.Result proposed) {
    NetworkSpec spec = network.spec();
    if (spec.head() != Head.HIDDEN
        || spec.hidden() < HiddenDirections.MIN_HIDDEN
        || config.fineTune().regime() == Regime.WARP) {
      return spec.featureDimension();
    }
    int step = Math.max(1, learnt.size() / PHOTOS);
    try (HiddenDirections directions = new HiddenDirections(network)) {
      for (int i = 0; i < learnt.size(); i += step) {
        Piece piece = learnt.get(i);
        directions.add(piece.raster(photos), proposed.of(piece.record()).boxes());
      }
      return directions.confine();
    }
  }
}
