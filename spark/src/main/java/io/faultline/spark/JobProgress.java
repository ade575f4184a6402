package io.faultline.spark;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Tells how far a job is: photos done, errors, rate and time left, every few seconds. The same
 * figures are accumulators in Spark's UI. A task that is repeated counts twice here, and never in
 * the results.
 */
final class JobProgress implements AutoCloseable {
  private static final int SECONDS = 5;

  private final LongAccumulator photos;
  private final LongAccumulator errors;
  private final Consumer<String> listener;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "faultline-progress");
            thread.setDaemon(true);
            return thread;
          });
  private final double[] costs;
  private final long began = System.nanoTime();
  private String said = "";

  /**
   * Begins to tell.
   *
   * @param costs of the photos, in the order in which they are worked on
   */
  JobProgress(JavaSparkContext spark, double[] costs, Consumer<String> listener) {
    this.costs = costs.clone();
    this.listener = listener;
    photos = spark.sc().longAccumulator("Faultline: photos done");
    errors = spark.sc().longAccumulator("Faultline: photos with an error");
    Future<?> unused = clock.scheduleAtFixedRate(this::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Counts photos inside tasks. */
  LongAccumulator photos() {
    return photos;
  }

  /** Counts errors inside tasks. */
  LongAccumulator errors() {
    return errors;
  }

  private void tell() {
    String line = line(photos.value(), errors.value(), costs, seconds());
    if (!line.equals(said) && photos.value() > 0) {
      said = line;
      listener.accept(line);
    }
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /**
   * One line: photos done, errors, rate, and the time left for what the other photos cost.
   *
   * @param costs of the photos, the first of which are done
   */
  static String line(long photos, long errors, double[] costs, double seconds) {
    int done = (int) Math.min(photos, costs.length);
    double paid = Arrays.stream(costs, 0, done).sum();
    double owed = Arrays.stream(costs, done, costs.length).sum();
    return String.format(
        Locale.ROOT,
        "%,d of %,d photos, %,d with an error, %.1f photos/s, %s left",
        done,
        costs.length,
        errors,
        done / Math.max(seconds, 1e-3),
        time(Math.round(seconds * owed / Math.max(paid, 1e-9))));
  }

  private static String time(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
