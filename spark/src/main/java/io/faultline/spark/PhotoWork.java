package io.faultline.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What tasks do with each photo of a job.
 *
 * @param <T> what a task is told of a photo
 */
@FunctionalInterface
interface PhotoWork<T> extends Serializable {
  /**
   * The rows of a photo, at least one. A photo that cannot be read has one row with an {@code
   * error}; nothing is thrown for it.
   */
  List<Row> rows(T photo);
}
