package io.faultline.spark;

import io.faultline.FaultlineException;
import java.util.List;
import java.util.Locale;

/**
 * Trains XGBoost from the features of a {@link FeatureJob}: {@code spark-submit --class
 * io.faultline.spark.ClassifierJob faultline-spark.jar --features FOLDER --model MODEL --out FILE}.
 * {@code docs/spark.md} explains the options.
 */
public final class ClassifierJob {
  private ClassifierJob() {}

  /**
   * Runs a job. Returns if it succeeded.
   *
   * @throws FaultlineException if it failed, which makes Spark report a failed application
   */
  public static void main(String[] arguments) {
    SparkJob.main(
        screen -> {
          ClassifierOptions options = ClassifierOptions.parse(List.of(arguments));
          return new SparkJob.Work(
              options.master(),
              spark -> {
                ClassifierTraining.Summary summary = ClassifierTraining.run(spark, options, screen);
                return String.format(
                    Locale.ROOT,
                    "XGBoost learnt from %,d regions (%,d of an object). %s. Model: %s",
                    summary.rows(),
                    summary.positives(),
                    summary.operatingPoint(),
                    options.out());
              });
        });
  }
}
