package io.faultline.network;

/** Where batch norm takes its statistics from. */
enum Normalisation {
  /** From what training has gathered. */
  RUNNING,
  /** From the batch itself, which is gathered too. */
  BATCH
}
