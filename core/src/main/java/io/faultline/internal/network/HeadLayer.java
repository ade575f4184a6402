package io.faultline.internal.network;

/**
 * A linear layer on a region's features that a training adds beside the network's own output. It
 * starts with zeros and goes with the training: what the network keeps is what its trunk and hidden
 * layer learnt by it.
 *
 * @param name of its tensors, {@code .weight} and {@code .bias}; no other layer's
 * @param outputs values per region, at least 1
 */
public record HeadLayer(String name, int outputs) {
  /** Checks the number of outputs. */
  public HeadLayer {
    if (!(outputs > 0)) {
      throw new IllegalArgumentException(name + ": outputs is " + outputs + "; it must be > 0");
    }
  }
}
