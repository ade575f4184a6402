package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.internal.geometry.ScoreOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * All detections of one class with what became of them, best score first; equal scores by photo id
 * and then in the order given. Everything else (AP, recall, curves, resampling) is a pass over
 * these arrays.
 */
final class ClassMatches {
  private static final int RANGES = AreaRange.values().length;

  private final Category category;

  /** Objects to be found, {@code [size class][photo]}. */
  private final int[][] objects;

  private final double[] score;
  private final int[] photo;

  /** Position among the photo's detections of this class, 0 = best. */
  private final int[] rank;

  /** Bits per IoU threshold, {@code [size class][detection]}; see {@link PhotoMatcher#match}. */
  private final int[][] hit;

  private final int[][] ignored;

  private ClassMatches(Category category, int[][] objects, List<Cell> cells) {
    this.category = category;
    this.objects = objects;
    int n = cells.stream().mapToInt(cell -> cell.score.length).sum();
    double[] unsorted = new double[n];
    int at = 0;
    for (Cell cell : cells) {
      System.arraycopy(cell.score, 0, unsorted, at, cell.score.length);
      at += cell.score.length;
    }
    int[] order = ScoreOrder.descending(unsorted);
    int[] place = new int[n];
    for (int i = 0; i < n; i++) {
      place[order[i]] = i;
    }
    score = new double[n];
    photo = new int[n];
    rank = new int[n];
    hit = new int[RANGES][n];
    ignored = new int[RANGES][n];
    at = 0;
    for (Cell cell : cells) {
      for (int d = 0; d < cell.score.length; d++) {
        int i = place[at++];
        score[i] = cell.score[d];
        photo[i] = cell.photo;
        rank[i] = d;
        for (int r = 0; r < RANGES; r++) {
          hit[r][i] = cell.hit[r][d];
          ignored[r][i] = cell.ignored[r][d];
        }
      }
    }
  }

  Category category() {
    return category;
  }

  int photos() {
    return objects[0].length;
  }

  int size() {
    return score.length;
  }

  double score(int i) {
    return score[i];
  }

  int photo(int i) {
    return photo[i];
  }

  int rank(int i) {
    return rank[i];
  }

  boolean hit(AreaRange range, int i, int threshold) {
    return (hit[range.row()][i] & 1 << threshold) != 0;
  }

  boolean ignored(AreaRange range, int i, int threshold) {
    return (ignored[range.row()][i] & 1 << threshold) != 0;
  }

  /** Objects to be found in one photo. */
  int objects(AreaRange range, int photoIndex) {
    return objects[range.row()][photoIndex];
  }

  /** Objects to be found where photo {@code p} counts {@code drawn[p]} times. */
  long objects(AreaRange range, int[] drawn) {
    long sum = 0;
    int[] perPhoto = objects[range.row()];
    for (int p = 0; p < perPhoto.length; p++) {
      sum += (long) perPhoto[p] * drawn[p];
    }
    return sum;
  }

  /** The matched detections of one class in one photo. */
  private static final class Cell {
    final int photo;
    final double[] score;
    final int[][] hit;
    final int[][] ignored;

    Cell(int photo, double[] score) {
      this.photo = photo;
      this.score = score;
      hit = new int[RANGES][score.length];
      ignored = new int[RANGES][score.length];
    }
  }

  /** Collects photos in the order of their ids. */
  static final class Builder {
    private final Category category;
    private final int[][] objects;
    private final List<Cell> cells = new ArrayList<>();

    Builder(Category category, int photos) {
      this.category = category;
      this.objects = new int[RANGES][photos];
    }

    void add(int photo, List<Annotation> truths, List<Detection> detections) {
      PhotoMatcher matcher = new PhotoMatcher(truths, detections);
      Cell cell =
          new Cell(photo, matcher.detections().stream().mapToDouble(Detection::score).toArray());
      for (AreaRange range : AreaRange.values()) {
        int r = range.row();
        objects[r][photo] = matcher.objects(range);
        matcher.match(range, cell.hit[r], cell.ignored[r]);
      }
      if (cell.score.length > 0) {
        cells.add(cell);
      }
    }

    ClassMatches build() {
      return new ClassMatches(category, objects, cells);
    }
  }
}
