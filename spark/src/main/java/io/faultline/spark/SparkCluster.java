package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.cluster.Cluster;
import io.faultline.internal.cluster.RemoteWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;

/** Parts of a command as tasks of Spark, one task for each part. */
public final class SparkCluster implements Cluster {
  private static final long POLL_MILLIS = 500;

  /** For {@link java.util.ServiceLoader}. */
  public SparkCluster() {}

  @Override
  public List<byte[]> map(
      String master, List<String> arguments, List<String> parts, String unit, Progress progress) {
    if (parts.isEmpty()) {
      return List.of();
    }
    SparkConf conf =
        SparkSettings.applyTo(new SparkConf())
            .setAppName("faultline " + arguments.get(0))
            .setMaster(master);
    String jars = System.getProperty("faultline.jars", "");
    if (!master.startsWith("local[") && !jars.isEmpty()) {
      conf.setIfMissing("spark.jars", jars);
    }
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return map(spark, List.copyOf(arguments), parts, unit, progress);
    }
  }

  private static List<byte[]> map(
      JavaSparkContext spark,
      List<String> arguments,
      List<String> parts,
      String unit,
      Progress progress) {
    LongAccumulator done = spark.sc().longAccumulator("Faultline: " + unit + " done");
    List<String> line = new ArrayList<>(arguments);
    progress.begin("spark", parts.size(), unit);
    try {
      JavaFutureAction<List<byte[]>> result =
          spark
              .parallelize(parts, parts.size())
              .map(
                  part -> {
                    byte[] answer = RemoteWork.find().run(line, part);
                    done.add(1);
                    return answer;
                  })
              .collectAsync();
      return await(result, parts.size(), done, progress);
    } finally {
      progress.end();
    }
  }

  private static List<byte[]> await(
      JavaFutureAction<List<byte[]>> result, int parts, LongAccumulator done, Progress progress) {
    long told = 0;
    while (true) {
      try {
        return result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = Math.min(parts, done.value());
        if (now > told) {
          told = now;
          progress.advance(now);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        result.cancel(true);
        throw new FaultlineException(Problem.CANCELLED, "stopped", e);
      } catch (ExecutionException e) {
        throw fault(e);
      }
    }
  }

  /** The fault of a part where it is one of Faultline's, in whatever Spark wraps it. */
  private static RuntimeException fault(ExecutionException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof FaultlineException fault) {
        return fault;
      }
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new FaultlineException(
        Problem.INTERNAL, "a part failed on the cluster: " + firstLine(cause), cause);
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
