package io.faultline.internal.finetuning;

import io.faultline.geometry.Box;
import io.faultline.internal.region.Region;
import java.util.List;

/**
 * One thing that fine-tuning teaches about every region: what the layer puts out, what it should
 * put out, and how wrong that is. A new one is one class and one line in {@link
 * FineTuneOptions#heads}.
 */
interface RegionHead {
  /** A target where nothing is taught. */
  double NOTHING = Double.NaN;

  /** The name of its layer. */
  String name();

  /** Values per region. */
  int outputs();

  /**
   * What the outputs should be, {@code [regions][outputs]} in row order.
   *
   * @param regions as the network sees them
   * @param objects of each region's photo, in the same pixels; {@link Region#object} counts in them
   */
  double[] targets(List<Region> regions, List<List<Box>> objects);

  /**
   * Loss and gradient of a batch, as a mean over its regions.
   *
   * @param outputs {@code [regions][outputs]} in row order
   * @param targets likewise
   */
  LossValue loss(float[] outputs, double[] targets);
}
