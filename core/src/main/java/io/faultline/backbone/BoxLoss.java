package io.faultline.backbone;

import io.faultline.geometry.Box;
import io.faultline.geometry.BoxCoder;
import io.faultline.geometry.BoxDelta;
import io.faultline.region.Region;
import java.util.List;

/**
 * How far predicted boxes lie from the objects: the second half of Fast R-CNN's loss (Girshick
 * 2015, equations 1 to 3). Smooth L1 of the deltas that would move each positive region onto its
 * object, summed over the four, as a mean over all regions; negatives teach nothing. Deltas are in
 * units of their usual deviations, 0.1 of a side for shifts and 0.2 for growths.
 *
 * @param weight how much it counts beside the loss of classes; 0 leaves it out
 */
record BoxLoss(double weight) {
  /** Values of a delta. */
  static final int DELTAS = 4;

  private static final double SHIFT = 0.1;
  private static final double GROWTH = 0.2;

  /**
   * Loss and gradient of a batch.
   *
   * @param regions with their labels
   * @param objects the truth boxes of each region's photo, in the same pixels
   * @param deltas predicted, {@code [regions][classes][4]} in row order
   */
  LossValue evaluate(List<Region> regions, List<List<Box>> objects, float[] deltas) {
    int n = regions.size();
    int row = deltas.length / n;
    float[] gradient = new float[deltas.length];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      Region region = regions.get(i);
      if (region.positive() && !objects.get(i).isEmpty()) {
        double[] target = target(region.box(), nearest(region.box(), objects.get(i)));
        int at = i * row + (region.label() - 1) * DELTAS;
        for (int k = 0; k < DELTAS; k++) {
          double off = deltas[at + k] - target[k];
          sum += Math.abs(off) < 1 ? off * off / 2 : Math.abs(off) - 0.5;
          gradient[at + k] = (float) (weight * Math.max(-1, Math.min(1, off)) / n);
        }
      }
    }
    return new LossValue(weight * sum / n, gradient);
  }

  private static double[] target(Box region, Box object) {
    BoxDelta delta = BoxCoder.encode(region, object);
    return new double[] {
      delta.dx() / SHIFT, delta.dy() / SHIFT, delta.dw() / GROWTH, delta.dh() / GROWTH
    };
  }

  private static Box nearest(Box region, List<Box> objects) {
    Box best = objects.get(0);
    for (Box object : objects) {
      best = object.iou(region) > best.iou(region) ? object : best;
    }
    return best;
  }
}
