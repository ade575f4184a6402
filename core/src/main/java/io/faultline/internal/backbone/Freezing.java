package io.faultline.internal.backbone;

/**
 * What of a trunk training leaves as it is.
 *
 * @param stages how many leading stages keep all their tensors, the stem being the first: 0 trains
 *     all
 * @param batchNorm whether batch norm keeps its statistics and scales in the other stages, too;
 *     means nothing to a trunk without batch norm
 */
public record Freezing(int stages, boolean batchNorm) {
  /** Everything is trained. */
  public static final Freezing NONE = new Freezing(0, false);
}
