package io.faultline.internal.experiment;

import io.faultline.internal.settings.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A configuration that a search tries.
 *
 * @param number from 0, which is the configuration that the search began with
 * @param config whole, for a training of full length
 */
public record Candidate(int number, PipelineConfig config) {
  static final int BASE = 0;

  /** Whether this is the configuration that the search began with. */
  public boolean base() {
    return number == BASE;
  }

  /** {@code base}, {@code c01}, {@code c02} and so on. */
  public String name() {
    return base() ? "base" : String.format(Locale.ROOT, "c%02d", number);
  }

  /** The same for a training of fewer epochs, whose time limit shrinks alike. */
  PipelineConfig shortened(int epochs) {
    List<String> sets = new ArrayList<>();
    sets.add("fine-tune.epochs=" + epochs);
    double share = (double) epochs / config.fineTune().epochs();
    config.fineTune().hours().ifPresent(hours -> sets.add("fine-tune.hours=" + hours * share));
    return config.with(sets.toArray(String[]::new));
  }
}
