package io.faultline.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark for tests: in this JVM, or with executors that are processes of their own. */
final class Sessions {
  private Sessions() {}

  static SparkSession local() {
    return start("local[2]");
  }

  /** Two executors of one core each. */
  static SparkSession twoExecutors() {
    Objects.requireNonNull(
        System.getenv("SPARK_HOME"), "SPARK_HOME must name a folder whose jars hold Spark");
    return start("local-cluster[2,1,2048]");
  }

  private static SparkSession start(String master) {
    SparkConf conf =
        SparkSettings.applyTo(new SparkConf())
            .setAppName("test")
            .setMaster(master)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.executor.memory", "1g")
            .set("spark.sql.shuffle.partitions", "4")
            .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .set("spark.executor.extraClassPath", classPath());
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Options of a job. */
  static DetectOptions options(Path photos, Path out, String... more) {
    return DetectOptions.parse(
        Stream.concat(
                Stream.of(
                    "--model", "crack", "--photos", photos.toString(), "--out", out.toString()),
                Stream.of(more))
            .toList());
  }

  /** The JSON lines that a job wrote. */
  static List<String> lines(Path out) throws IOException {
    try (Stream<Path> parts = Files.list(out.resolve("json"))) {
      return parts
          .filter(part -> part.toString().endsWith(".jsonl"))
          .sorted()
          .flatMap(Sessions::linesOf)
          .toList();
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
