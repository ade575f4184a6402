package io.faultline.internal.finetuning;

/** Adds up loss and answers over the batches of an epoch. */
final class BatchScore {
  private double loss;
  private long logits;
  private long right;
  private long positives;
  private long found;
  private long skipped;

  /** Takes in one batch; {@code mean} is its mean loss. */
  void add(double mean, float[] batchLogits, double[] targets) {
    loss += mean * batchLogits.length;
    logits += batchLogits.length;
    for (int i = 0; i < batchLogits.length; i++) {
      boolean truth = targets[i] > 0.5;
      boolean answer = batchLogits[i] > 0;
      right += truth == answer ? 1 : 0;
      positives += truth ? 1 : 0;
      found += truth && answer ? 1 : 0;
    }
  }

  /** Counts a pass or a step whose numbers were not finite, and that taught nothing. */
  void addSkipped() {
    skipped++;
  }

  long skipped() {
    return skipped;
  }

  /** Takes in what another one counted. */
  void add(BatchScore other) {
    skipped += other.skipped;
    loss += other.loss;
    logits += other.logits;
    right += other.right;
    positives += other.positives;
    found += other.found;
  }

  double loss() {
    return logits == 0 ? Double.NaN : loss / logits;
  }

  double accuracy() {
    return logits == 0 ? Double.NaN : (double) right / logits;
  }

  /** The share of yes among the right answers. */
  double share() {
    return logits == 0 ? Double.NaN : (double) positives / logits;
  }

  double recall() {
    return positives == 0 ? Double.NaN : (double) found / positives;
  }
}
