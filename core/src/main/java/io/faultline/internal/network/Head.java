package io.faultline.internal.network;

/** What lies between a region's pooled grid and the output layer: the region's features. */
public enum Head {
  /** A hidden layer that sees every cell of the grid. */
  HIDDEN,
  /** Nothing: the mean of the grid's cells. */
  POOLED,
  /**
   * The trunk's own layer to ImageNet's 1000 classes on the mean of the grid's cells, then ReLU; it
   * comes with the pretrained weights and is trained on.
   */
  IMAGENET_LOGITS
}
