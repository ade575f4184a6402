package io.faultline.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** The rows of a task's photos, inspected one after the other as they are asked for. */
final class PackRows implements Iterator<Row> {
  private final Deque<ListedPhoto> photos = new ArrayDeque<>();
  private final PhotoInspection inspection;
  private final LongAccumulator done;
  private final LongAccumulator failed;

  PackRows(
      Iterator<List<ListedPhoto>> packs,
      PhotoInspection inspection,
      LongAccumulator done,
      LongAccumulator failed) {
    packs.forEachRemaining(photos::addAll);
    this.inspection = inspection;
    this.done = done;
    this.failed = failed;
  }

  @Override
  public boolean hasNext() {
    return !photos.isEmpty();
  }

  @Override
  public Row next() {
    ListedPhoto photo = photos.poll();
    if (photo == null) {
      throw new NoSuchElementException();
    }
    ExecutorDetector.stopIfKilled();
    Object[] outcome = inspection.file(photo.name(), photo.shown(), photo.path(), photo.length());
    Row row = ResultRows.row(photo, inspection.model().hash(), outcome);
    done.add(1);
    if (!row.isNullAt(ResultSchema.ROW.fieldIndex("error"))) {
      failed.add(1);
    }
    return row;
  }
}
