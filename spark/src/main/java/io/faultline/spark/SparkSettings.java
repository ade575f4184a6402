package io.faultline.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/**
 * Settings of Spark under which Faultline's native libraries work well. A job of one's own applies
 * them before its session starts: {@code SparkSettings.applyTo(conf)}.
 */
public final class SparkSettings {
  /** The environment that the command line gives to its own JVM, with the reasons there. */
  private static final Map<String, String> ENVIRONMENT =
      new TreeMap<>(
          Map.of(
              "OMP_WAIT_POLICY", "passive",
              "OPENBLAS_NUM_THREADS", "1",
              "OPENCV_LOG_LEVEL", "OFF",
              "MALLOC_MMAP_THRESHOLD_", "33554432",
              "MALLOC_TRIM_THRESHOLD_", "4294967296",
              "MALLOC_TOP_PAD_", "67108864"));

  private SparkSettings() {}

  /**
   * Sets the environment of executors: native threads sleep at a barrier, OpenBLAS adds no threads
   * of its own, and freed memory is kept for the next photo. What is set already stays.
   *
   * @return the same configuration
   */
  public static SparkConf applyTo(SparkConf conf) {
    ENVIRONMENT.forEach((name, value) -> conf.setIfMissing("spark.executorEnv." + name, value));
    return conf;
  }
}
