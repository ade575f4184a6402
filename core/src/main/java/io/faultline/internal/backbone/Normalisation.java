package io.faultline.internal.backbone;

/** How batch norm is computed. */
enum Normalisation {
  /** Not at all: it is part of the convolution before it; see {@link FoldedBatchNorm}. */
  FOLDED,
  /** With the statistics that training has gathered. */
  RUNNING,
  /** With the batch's own statistics, which are gathered too. */
  BATCH
}
