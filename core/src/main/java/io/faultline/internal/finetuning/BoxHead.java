package io.faultline.internal.finetuning;

import io.faultline.geometry.Box;
import io.faultline.internal.geometry.BoxCoder;
import io.faultline.internal.geometry.BoxDelta;
import io.faultline.internal.region.Region;
import java.util.Arrays;
import java.util.List;

/**
 * Moves a region onto its object: the second half of Fast R-CNN's loss (Girshick 2015, equations 1
 * to 3). Smooth L1 of the deltas that would move each positive region onto its object, summed over
 * the four, as a mean over all regions; negatives teach nothing. Outputs are {@code [classes][4]},
 * deltas in units of their usual deviations, 0.1 of a side for shifts and 0.2 for growths.
 *
 * @param weight how much it counts beside the loss of classes
 * @param classes each of which has its own deltas
 */
record BoxHead(double weight, int classes) implements RegionHead {
  private static final int DELTAS = 4;
  private static final double SHIFT = 0.1;
  private static final double GROWTH = 0.2;

  @Override
  public String name() {
    return "boxes";
  }

  @Override
  public int outputs() {
    return classes * DELTAS;
  }

  @Override
  public double[] targets(List<Region> regions, List<List<Box>> objects) {
    double[] targets = new double[regions.size() * outputs()];
    Arrays.fill(targets, NOTHING);
    for (int i = 0; i < regions.size(); i++) {
      Region region = regions.get(i);
      if (region.positive() && region.object() != Region.NO_OBJECT) {
        BoxDelta delta = BoxCoder.encode(region.box(), objects.get(i).get(region.object()));
        int at = i * outputs() + (region.label() - 1) * DELTAS;
        targets[at] = delta.dx() / SHIFT;
        targets[at + 1] = delta.dy() / SHIFT;
        targets[at + 2] = delta.dw() / GROWTH;
        targets[at + 3] = delta.dh() / GROWTH;
      }
    }
    return targets;
  }

  @Override
  public LossValue loss(float[] deltas, double[] targets) {
    int regions = deltas.length / outputs();
    float[] gradient = new float[deltas.length];
    double sum = 0;
    for (int i = 0; i < deltas.length; i++) {
      if (!Double.isNaN(targets[i])) {
        double off = deltas[i] - targets[i];
        sum += Math.abs(off) < 1 ? off * off / 2 : Math.abs(off) - 0.5;
        gradient[i] = (float) (weight * Math.max(-1, Math.min(1, off)) / regions);
      }
    }
    return new LossValue(weight * sum / regions, gradient);
  }
}
