package io.faultline.spark;

import io.faultline.FaultlineException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Detects on an archive of photos: {@code spark-submit --class io.faultline.spark.DetectJob
 * faultline-spark.jar --model MODEL --photos PATH... --out FOLDER}. A job that was killed goes on
 * where it was if it is started again. {@code docs/spark.md} explains options and results.
 */
public final class DetectJob {
  /** Set by the command line, which prints faults itself and wants an exit code. */
  private static final String CHILD = "faultline.child";

  private DetectJob() {}

  /**
   * Runs a job. Returns if it succeeded.
   *
   * @throws FaultlineException if it failed, which makes Spark report a failed application
   */
  public static void main(String[] arguments) {
    boolean child = Boolean.getBoolean(CHILD);
    try {
      run(List.of(arguments), System.err);
    } catch (FaultlineException e) {
      if (!child) {
        throw e;
      }
      System.err.println("faultline: " + e.getMessage());
      System.exit(e.problem().exitCode());
    }
  }

  private static void run(List<String> arguments, PrintStream screen) {
    DetectOptions options = DetectOptions.parse(arguments);
    SparkConf conf =
        SparkSettings.applyTo(new SparkConf()).setIfMissing("spark.app.name", "Faultline");
    options.master().ifPresent(conf::setMaster);
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    try {
      DetectRun.Summary summary = DetectRun.run(spark, options, screen::println);
      screen.println(
          String.format(
              Locale.ROOT,
              "%,d photos have their rows (%,d inspected now, %,d with an error) after %.1f s. Rows: %s/rows",
              summary.photos(),
              summary.inspected(),
              summary.errors(),
              summary.seconds(),
              options.out()));
    } finally {
      spark.stop();
    }
  }
}
