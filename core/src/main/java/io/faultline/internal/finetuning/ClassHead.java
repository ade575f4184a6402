package io.faultline.internal.finetuning;

import io.faultline.geometry.Box;
import io.faultline.internal.region.Region;
import java.util.List;

/**
 * Names what a region holds: a yes or no for every class, none for background. Its layer is the
 * network's own output.
 *
 * @param loss of each answer
 * @param outputs classes
 */
record ClassHead(RegionLoss loss, int outputs) implements RegionHead {
  @Override
  public String name() {
    return "classes";
  }

  /** One of n; background rows are zero. */
  @Override
  public double[] targets(List<Region> regions, List<List<Box>> objects) {
    double[] targets = new double[regions.size() * outputs];
    for (int i = 0; i < regions.size(); i++) {
      if (regions.get(i).positive()) {
        targets[i * outputs + regions.get(i).label() - 1] = 1;
      }
    }
    return targets;
  }

  @Override
  public LossValue loss(float[] logits, double[] targets) {
    float[] answers = new float[targets.length];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = (float) targets[i];
    }
    return loss.evaluate(logits, answers);
  }
}
