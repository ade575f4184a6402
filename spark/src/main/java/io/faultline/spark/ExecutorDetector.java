package io.faultline.spark;

import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.detection.PhotoInspector;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.detection.TileHelpers;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.reading.ReadOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * The one detector of a JVM, which all its tasks share. It is loaded by the first task that needs
 * it and closed when the JVM ends. A task computes with as many threads as {@code spark.task.cpus}
 * says.
 */
final class ExecutorDetector {
  /** How long the end of a JVM waits for photos that are still being inspected. */
  private static final long CLOSE_MILLIS = 5000;

  private static final Map<String, ExecutorDetector> BY_HASH = new HashMap<>();
  private static int loads;

  private final RegionDetector detector;
  private final PhotoInspector inspector;
  private final int threads;

  private ExecutorDetector(RegionDetector detector, int threads) {
    this.detector = detector;
    this.threads = threads;
    inspector =
        new PhotoInspector(
            detector,
            ReadOptions.DEFAULT.with(detector.manifest().exif()),
            threads == 1 ? TileHelpers.NONE : new TileHelpers(helpers(), threads - 1));
  }

  /** The detector of a model in this JVM. Other tasks wait while it is being loaded. */
  static ExecutorDetector of(SharedModel model) {
    synchronized (BY_HASH) {
      ExecutorDetector known = BY_HASH.get(model.hash());
      if (known == null) {
        known = load(model);
        BY_HASH.put(model.hash(), known);
      }
      return known;
    }
  }

  /** How many detectors this JVM has loaded. */
  static int loads() {
    synchronized (BY_HASH) {
      return loads;
    }
  }

  private static ExecutorDetector load(SharedModel model) {
    DetectorBundle bundle = model.bundle();
    RegionDetector detector = NativeLibraries.oneJvmAtATime(() -> RegionDetector.of(bundle));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeSoon(detector)));
    loads++;
    return new ExecutorDetector(detector, taskThreads());
  }

  private static int taskThreads() {
    return SparkEnv.get() == null
        ? 1
        : Math.max(1, SparkEnv.get().conf().getInt("spark.task.cpus", 1));
  }

  private static ExecutorService helpers() {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "faultline-tiles");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void closeSoon(RegionDetector detector) {
    Thread closing = new Thread(detector::close, "faultline-close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Inspects a photo on the calling thread.
   *
   * @param name what the outcome calls it
   * @param file what faults call it
   * @param bytes gets the bytes of its file; its exceptions are thrown
   */
  PhotoOutcome inspect(String name, String file, Supplier<byte[]> bytes) {
    Libtorch.useThreads(threads);
    return inspector.inspect(name, file, bytes);
  }

  /** Ends the task if Spark has asked it to, such as when another attempt was faster. */
  static void stopIfKilled() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new org.apache.spark.TaskKilledException("stopped between two photos");
    }
  }

  /** The engine, for work other than inspecting photos. */
  RegionDetector regions() {
    Libtorch.useThreads(threads);
    return detector;
  }
}
