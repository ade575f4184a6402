package io.faultline.spark;

import io.faultline.FaultlineException;
import java.util.List;
import java.util.Locale;

/**
 * Writes region features and labels of a large labelled dataset: {@code spark-submit --class
 * io.faultline.spark.FeatureJob faultline-spark.jar --data DATA --model MODEL --out FOLDER}. A job
 * that was killed goes on where it was if it is started again. {@code docs/spark.md} explains
 * options and columns.
 */
public final class FeatureJob {
  private FeatureJob() {}

  /**
   * Runs a job. Returns if it succeeded.
   *
   * @throws FaultlineException if it failed, which makes Spark report a failed application
   */
  public static void main(String[] arguments) {
    SparkJob.main(
        screen -> {
          FeatureOptions options = FeatureOptions.parse(List.of(arguments));
          return new SparkJob.Work(
              options.master(),
              spark -> {
                WaveRun.Summary summary = FeatureRun.run(spark, options, screen);
                return String.format(
                    Locale.ROOT,
                    "%,d photos have their features (%,d computed now, %,d with an error) after"
                        + " %.1f s. Rows: %s/rows",
                    summary.photos(),
                    summary.inspected(),
                    summary.errors(),
                    summary.seconds(),
                    options.out());
              });
        });
  }
}
