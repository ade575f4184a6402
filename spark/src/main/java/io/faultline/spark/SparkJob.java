package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** What the main methods of jobs share: a session, a last line, and an exit code. */
final class SparkJob {
  /** Set by the command line, which prints faults itself and wants an exit code. */
  private static final String CHILD = "faultline.child";

  /** Set by the command line where the user wants the stack trace. */
  private static final String DEBUG = "faultline.debug";

  private SparkJob() {}

  /**
   * A job whose options are read.
   *
   * @param master where Spark runs, if the caller of the job has not said so
   * @param run does the job and gives the last line of the screen
   */
  record Work(Optional<String> master, Function<SparkSession, String> run) {}

  /**
   * Runs a job.
   *
   * @param job reads the options; it is given the screen
   * @throws FaultlineException if it failed, which makes Spark report a failed application
   */
  static void main(Function<Consumer<String>, Work> job) {
    Consumer<String> screen = System.err::println;
    try {
      run(job.apply(screen), screen);
    } catch (FaultlineException e) {
      if (!Boolean.getBoolean(CHILD)) {
        throw e;
      }
      screen.accept("faultline: " + e.getMessage());
      if (Boolean.getBoolean(DEBUG)) {
        e.printStackTrace();
      }
      System.exit(e.problem().exitCode());
    }
  }

  private static void run(Work work, Consumer<String> screen) {
    SparkConf conf =
        SparkSettings.applyTo(new SparkConf()).setIfMissing("spark.app.name", "Faultline");
    work.master().ifPresent(conf::setMaster);
    SparkSession spark = started(conf);
    try {
      screen.accept(work.run().apply(spark));
    } finally {
      spark.stop();
    }
  }

  private static SparkSession started(SparkConf conf) {
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) { // Scala throws checked exceptions that it does not declare.
      throw new FaultlineException(
          Problem.USAGE,
          "Spark does not start with master "
              + conf.get("spark.master", "(none)")
              + ": "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()),
          e);
    }
  }
}
