package io.faultline.internal.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Samples with known recall, for tests of what is proved from them. */
final class RecallSamples {
  private RecallSamples() {}

  /** Objects with these scores, NaN where never found, one per photo and group. */
  static RecallSample of(double... scores) {
    List<RecallSample.Unit> units = new ArrayList<>();
    for (double score : scores) {
      units.add(new RecallSample.Unit("group " + units.size(), score));
    }
    return new RecallSample(units, List.of(), List.of(), units.size(), 0);
  }

  /**
   * Independent objects, of one group so that nothing is resampled: a share of {@code ceiling} has
   * a score, evenly between 0 and 1, so that the recall at threshold {@code t} is {@link #recall}.
   */
  static RecallSample drawn(int objects, double ceiling, SplittableRandom random) {
    List<RecallSample.Unit> units = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      double score = random.nextDouble() < ceiling ? random.nextDouble() : Double.NaN;
      units.add(new RecallSample.Unit("all", score));
    }
    return new RecallSample(units, List.of(), List.of(), objects, 0);
  }

  /** The true recall of {@link #drawn} at a threshold. */
  static double recall(double ceiling, double threshold) {
    return ceiling * (1 - threshold);
  }
}
