package io.faultline.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** The rows of a task's photos, which are worked on one after the other as rows are asked for. */
final class PackRows<T> implements Iterator<Row> {
  private final Deque<T> photos = new ArrayDeque<>();
  private final Deque<Row> rows = new ArrayDeque<>();
  private final PhotoWork<T> work;
  private final int error;
  private final LongAccumulator done;
  private final LongAccumulator failed;

  /**
   * The rows of some photos.
   *
   * @param error the position of the column {@code error}
   */
  PackRows(
      Iterator<List<T>> packs,
      PhotoWork<T> work,
      int error,
      LongAccumulator done,
      LongAccumulator failed) {
    packs.forEachRemaining(photos::addAll);
    this.work = work;
    this.error = error;
    this.done = done;
    this.failed = failed;
  }

  @Override
  public boolean hasNext() {
    return !rows.isEmpty() || !photos.isEmpty();
  }

  @Override
  public Row next() {
    Row ready = rows.poll();
    if (ready != null) {
      return ready;
    }
    T photo = photos.poll();
    if (photo == null) {
      throw new NoSuchElementException();
    }
    ExecutorDetector.stopIfKilled();
    rows.addAll(work.rows(photo));
    done.add(1);
    Row first = rows.remove();
    if (!first.isNullAt(error)) {
      failed.add(1);
    }
    return first;
  }
}
