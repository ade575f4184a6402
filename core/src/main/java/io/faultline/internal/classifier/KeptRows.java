package io.faultline.internal.classifier;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.StoredRegions;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The rows of greatest key among all that are offered, at most so many: random keys make it an even
 * draw, scores make it the hardest rows. Memory holds what is kept and no more.
 */
final class KeptRows {
  private static final Comparator<Kept> ORDER =
      Comparator.comparingDouble(Kept::key).thenComparing(Kept::row, Comparator.reverseOrder());

  private final int most;
  private final PriorityQueue<Kept> rows = new PriorityQueue<>(ORDER);

  KeptRows(int most) {
    this.most = most;
  }

  /** One row: {@code row} is its number in the store. */
  record Kept(double key, long row, int label, List<float[]> vector) {
    float[] values() {
      return vector.get(0);
    }
  }

  /** Offers a row; of equal keys the earlier row wins. */
  void offer(StoredRegions photo, int row, double key) {
    long number = photo.firstRow() + row;
    if (most == 0 || (rows.size() == most && !beats(key, number, rows.element()))) {
      return;
    }
    if (rows.size() == most) {
      rows.remove();
    }
    rows.add(new Kept(key, number, photo.label(row), List.of(photo.features().row(row))));
  }

  private static boolean beats(double key, long row, Kept least) {
    return key > least.key() || (key == least.key() && row < least.row());
  }

  /** What is kept, in the store's order. */
  List<Kept> inOrder() {
    return rows.stream().sorted(Comparator.comparingLong(Kept::row)).toList();
  }

  /** Rows as something to learn from. */
  static LabelledFeatures labelled(int columns, List<Kept> rows) {
    return new LabelledFeatures(
        FeatureMatrix.ofRows(columns, rows.stream().map(Kept::values).toList()),
        rows.stream().mapToInt(Kept::label).toArray());
  }
}
