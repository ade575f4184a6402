package io.faultline.spark;

import io.faultline.internal.provenance.IoReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Inspects photos inside tasks: opens the file there, and gives every photo an outcome.
 *
 * @param model the model
 * @param conf how file systems are reached
 */
record PhotoInspection(SharedModel model, Broadcast<SerializableConfiguration> conf)
    implements Serializable {
  /** The longest file that fits an array. */
  private static final long LONGEST_FILE = Integer.MAX_VALUE - 8;

  /** The row of a listed photo. */
  Row row(ListedPhoto photo) {
    return ResultRows.row(
        photo, model.hash(), file(photo.name(), photo.shown(), photo.path(), photo.length()));
  }

  /**
   * The outcome of a file, as values of {@link ResultSchema#OUTCOME}.
   *
   * @param name what results call it
   * @param shown what faults call it
   * @param length bytes of the file; 0 or less if unknown
   */
  Object[] file(String name, String shown, String path, long length) {
    if (length > LONGEST_FILE) {
      return ResultRows.failed(
          ResultRows.UNREADABLE,
          shown + ": is " + length + " bytes; must be at most " + LONGEST_FILE,
          0);
    }
    Configuration hadoop = conf.value().value();
    long began = System.nanoTime();
    try {
      return ResultRows.outcome(
          ExecutorDetector.of(model).inspect(name, shown, () -> read(path, hadoop)), millis(began));
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      boolean missing = cause instanceof FileNotFoundException;
      String reason = missing ? "no such file" : IoReason.of(cause);
      return ResultRows.failed(
          missing ? ResultRows.MISSING : ResultRows.IO,
          shown + ": cannot be read (" + reason + ")",
          millis(began));
    }
  }

  /** As {@link #file}, for a photo in memory. */
  Object[] bytes(String name, byte[] photo) {
    long began = System.nanoTime();
    return ResultRows.outcome(
        ExecutorDetector.of(model).inspect(name, name, () -> photo), millis(began));
  }

  private static byte[] read(String path, Configuration hadoop) {
    try {
      return HadoopFiles.bytes(path, hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long millis(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }
}
