package io.faultline.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the regions that one photo gives to a training step in the shared regime, as Fast R-CNN
 * does (Girshick 2015, section 2.3: 64 of a photo, a quarter of them positive).
 */
public final class RegionSampler {
  private RegionSampler() {}

  /**
   * At most {@code count} different regions, at most {@code floor(count * positiveFraction)} of
   * them positive, each equally likely; where positives are few, negatives take their places. Where
   * negatives are few, there are fewer than {@code count}. The order of the photo is kept.
   *
   * @param count at least 1
   * @param positiveFraction in [0, 1]
   */
  public static LabelledRegions sample(
      LabelledRegions photo, int count, double positiveFraction, SplittableRandom random) {
    if (!(count > 0)) {
      throw new IllegalArgumentException("regions per photo is " + count + "; must be > 0");
    }
    if (!(positiveFraction >= 0 && positiveFraction <= 1)) {
      throw new IllegalArgumentException(
          "positive fraction is " + positiveFraction + "; must be in [0, 1]");
    }
    List<Integer> positives = new ArrayList<>();
    List<Integer> negatives = new ArrayList<>();
    for (int i = 0; i < photo.regions().size(); i++) {
      (photo.regions().get(i).positive() ? positives : negatives).add(i);
    }
    int positiveCount = Math.min(positives.size(), (int) Math.floor(count * positiveFraction));
    int negativeCount = Math.min(negatives.size(), count - positiveCount);
    int[] drawn = new int[positiveCount + negativeCount];
    int next = 0;
    for (int position : Draw.distinct(positives.size(), positiveCount, random)) {
      drawn[next++] = positives.get(position);
    }
    for (int position : Draw.distinct(negatives.size(), negativeCount, random)) {
      drawn[next++] = negatives.get(position);
    }
    Arrays.sort(drawn);
    return new LabelledRegions(
        photo.imageId(), Arrays.stream(drawn).mapToObj(photo.regions()::get).toList());
  }
}
