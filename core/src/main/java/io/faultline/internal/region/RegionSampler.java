package io.faultline.internal.region;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the regions that one photo gives to a training step in the shared regime, as Fast R-CNN
 * does (Girshick 2015, section 2.3: 64 of a photo, a quarter of them positive).
 */
public final class RegionSampler {
  private RegionSampler() {}

  /** Negatives that overlap an object this much are near misses (Fast R-CNN, section 2.3). */
  private static final double NEAR_MISS_IOU = 0.1;

  /**
   * Which regions are drawn.
   *
   * @param count at most so many regions, at least 1
   * @param positiveFraction share of positives, at most, in [0, 1]: {@code floor(count *
   *     positiveFraction)}
   * @param jitterIou where positives are fewer, truth boxes moved at random take their places: each
   *     still overlaps its object by this much, in (0, 1]. At 1, and in photos without truth boxes,
   *     negatives take them
   * @param nearMissFraction share of negatives that overlap an object by at least 0.1, in [0, 1];
   *     where either kind is few, the other takes its places. 0 draws all negatives alike
   */
  public record Options(
      int count, double positiveFraction, double jitterIou, double nearMissFraction) {
    /** Checks the ranges. */
    public Options {
      if (!(count > 0)) {
        throw new IllegalArgumentException("count is " + count + "; it must be > 0");
      }
      if (!(positiveFraction >= 0 && positiveFraction <= 1)) {
        throw new IllegalArgumentException(
            "positive-fraction is " + positiveFraction + "; it must be in [0, 1]");
      }
      if (!(jitterIou > 0 && jitterIou <= 1)) {
        throw new IllegalArgumentException("jitter-iou is " + jitterIou + "; it must be in (0, 1]");
      }
      if (!(nearMissFraction >= 0 && nearMissFraction <= 1)) {
        throw new IllegalArgumentException(
            "near-miss-fraction is " + nearMissFraction + "; it must be in [0, 1]");
      }
    }
  }

  /**
   * Draws the regions, each of a kind equally likely and none twice; the order of the photo is
   * kept, and moved truth boxes come last. Where negatives are few, there are fewer than {@code
   * count}.
   */
  public static LabelledRegions sample(
      LabelledRegions photo, Options options, SplittableRandom random) {
    List<Integer> positives = new ArrayList<>();
    List<Integer> nearMisses = new ArrayList<>();
    List<Integer> negatives = new ArrayList<>();
    for (int i = 0; i < photo.regions().size(); i++) {
      Region region = photo.regions().get(i);
      boolean near = options.nearMissFraction() > 0 && region.iou() >= NEAR_MISS_IOU;
      (region.positive() ? positives : near ? nearMisses : negatives).add(i);
    }
    int share = (int) Math.floor(options.count() * options.positiveFraction());
    int positiveCount = Math.min(positives.size(), share);
    List<Region> truths = photo.regions().stream().filter(Region::truth).toList();
    int jittered = truths.isEmpty() || options.jitterIou() == 1 ? 0 : share - positiveCount;
    int rest =
        Math.min(options.count() - positiveCount - jittered, nearMisses.size() + negatives.size());
    int nearCount =
        Math.max(
            rest - negatives.size(),
            Math.min(nearMisses.size(), (int) Math.round(rest * options.nearMissFraction())));
    List<Integer> drawn = new ArrayList<>();
    draw(positives, positiveCount, random, drawn);
    draw(nearMisses, nearCount, random, drawn);
    draw(negatives, rest - nearCount, random, drawn);
    List<Region> regions = new ArrayList<>();
    drawn.stream().sorted().map(photo.regions()::get).forEach(regions::add);
    for (int i = 0; i < jittered; i++) {
      regions.add(TruthJitter.draw(truths, options.jitterIou(), random));
    }
    return new LabelledRegions(photo.imageId(), regions);
  }

  private static void draw(
      List<Integer> from, int count, SplittableRandom random, List<Integer> into) {
    for (int position : Draw.distinct(from.size(), count, random)) {
      into.add(from.get(position));
    }
  }
}
