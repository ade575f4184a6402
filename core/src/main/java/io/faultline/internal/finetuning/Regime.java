package io.faultline.internal.finetuning;

/** How regions reach the network. */
public enum Regime {
  /**
   * One pass of the trunk per photo, regions pooled from its map (SPPnet, He et al. 2014; Fast
   * R-CNN, Girshick 2015). About a hundred times cheaper, and the default.
   */
  SHARED,
  /** Every region cropped, warped to a square and passed alone (R-CNN, Girshick et al. 2014). */
  WARP
}
