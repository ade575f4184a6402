package io.faultline.internal.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Takes the time of every stage of a run. */
public final class StageClock {
  private final LongSupplier nanoTime;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  public StageClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Does the work and adds its seconds to the stage. */
  public <T> T time(String stage, Supplier<T> work) {
    long start = nanoTime.getAsLong();
    try {
      return work.get();
    } finally {
      seconds.merge(stage, (nanoTime.getAsLong() - start) / 1e9, Double::sum);
    }
  }

  /** Seconds by stage, in the order they first ran. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }
}
