package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhoto;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How {@link BoxRanking#CRACKS} was learnt: on all boxes of synthetic photos of three shapes; a box
 * counts as good from IoU 0.6 on.
 */
final class SyntheticRanking {
  private static final int[][] SIZES = {{256, 256}, {480, 320}, {200, 360}};
  private static final double GOOD_IOU = 0.6;

  private static final Union UNION =
      Union.of(
          RidgeProposals.standard(),
          SelectiveSearch.fast(),
          AdaptiveThreshold.standard(),
          DenseGrid.sparse());

  private SyntheticRanking() {}

  static List<Double> weights(int photosPerSize) {
    List<RankingFit.Labelled> labelled = new ArrayList<>();
    for (int[] size : SIZES) {
      SyntheticPhotos photos =
          new SyntheticPhotos(
              new RunSeed(7), new SyntheticPhotos.Options(size[0], size[1], 0.2, 2, 3));
      for (int i = 0; i < photosPerSize; i++) {
        labelled.add(labelled(photos.photo(i)));
      }
    }
    return RankingFit.of(labelled).orElseThrow().weights();
  }

  private static RankingFit.Labelled labelled(SyntheticPhoto photo) {
    List<Box> cracks = photo.cracks().stream().map(crack -> crack.box()).toList();
    return RankingFit.Labelled.of(
        photo.photo(),
        UNION.candidates(photo.photo()),
        cracks,
        GOOD_IOU,
        Integer.MAX_VALUE,
        new SplittableRandom(1));
  }

  /** Prints weights as {@link BoxRanking} holds them. */
  static String source(List<Double> weights) {
    return String.join(
        ", ", weights.stream().map(w -> String.valueOf(Math.rint(w * 1e4) / 1e4)).toList());
  }
}
