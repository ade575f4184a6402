package io.faultline.internal.region;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Labelled regions made on the spot. */
final class Regions {
  private Regions() {}

  static Region negative(double iou, double side) {
    return new Region(Box.ofSize(0, 0, side, side), iou, 0, false);
  }

  static Region positive(double iou, double side) {
    return new Region(Box.ofSize(0, 0, side, side), iou, 1, false);
  }

  /** Photos with ids 1, 2, ... and random regions, a truth box first. */
  static List<LabelledRegions> random(int photos, int perPhoto, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledRegions> all = new ArrayList<>();
    for (int id = 1; id <= photos; id++) {
      List<Region> regions = new ArrayList<>();
      regions.add(new Region(Box.ofSize(0, 0, 9, 9), 1, 1, true));
      for (int i = 0; i < perPhoto; i++) {
        double iou = random.nextInt(100) / 100.0;
        double side = 1 + random.nextInt(50);
        regions.add(iou >= 0.7 ? positive(iou, side) : negative(iou, side));
      }
      all.add(new LabelledRegions(id, regions));
    }
    return all;
  }

  static int[] labels(int negatives, int positives) {
    int[] labels = new int[negatives + positives];
    for (int i = 0; i < positives; i++) {
      labels[i * labels.length / Math.max(1, positives)] = 1;
    }
    return labels;
  }
}
