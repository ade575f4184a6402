package io.faultline.internal.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What a calibration is fitted on: scores of one class with the truth; immutable. */
final class ScoredRows {
  private final List<Row> rows;

  /**
   * One region.
   *
   * @param score log-odds or margin, finite, larger = more likely
   * @param positive whether it holds an object of the class
   * @param weight how many regions it stands for, greater than 0
   * @param group number of the group of photos it comes from
   */
  record Row(double score, boolean positive, double weight, int group) {
    /** Checks the numbers. */
    Row {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("score is " + score + "; it must be finite");
      }
      if (!(weight > 0) || !Double.isFinite(weight)) {
        throw new IllegalArgumentException("weight is " + weight + "; it must be > 0");
      }
    }
  }

  /** Copies the list. */
  ScoredRows(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** How many. */
  int rows() {
    return rows.size();
  }

  double score(int row) {
    return rows.get(row).score();
  }

  boolean positive(int row) {
    return rows.get(row).positive();
  }

  double weight(int row) {
    return rows.get(row).weight();
  }

  int group(int row) {
    return rows.get(row).group();
  }

  /** The rows of the groups that are wanted. */
  ScoredRows ofGroups(IntPredicate wanted) {
    List<Row> chosen = new ArrayList<>();
    for (Row row : rows) {
      if (wanted.test(row.group())) {
        chosen.add(row);
      }
    }
    return new ScoredRows(chosen);
  }
}
