package io.faultline.spark;

import io.faultline.FaultlineException;
import java.util.List;
import java.util.Locale;

/**
 * Detects on an archive of photos: {@code spark-submit --class io.faultline.spark.DetectJob
 * faultline-spark.jar --model MODEL --photos PATH... --out FOLDER}. A job that was killed goes on
 * where it was if it is started again. {@code docs/spark.md} explains options and results.
 */
public final class DetectJob {
  private DetectJob() {}

  /**
   * Runs a job. Returns if it succeeded.
   *
   * @throws FaultlineException if it failed, which makes Spark report a failed application
   */
  public static void main(String[] arguments) {
    SparkJob.main(
        screen -> {
          DetectOptions options = DetectOptions.parse(List.of(arguments));
          return new SparkJob.Work(
              options.master(),
              spark -> {
                WaveRun.Summary summary = DetectRun.run(spark, options, screen);
                return String.format(
                    Locale.ROOT,
                    "%,d photos have their rows (%,d inspected now, %,d with an error) after %.1f s."
                        + " Rows: %s/rows",
                    summary.photos(),
                    summary.inspected(),
                    summary.errors(),
                    summary.seconds(),
                    options.out());
              });
        });
  }
}
