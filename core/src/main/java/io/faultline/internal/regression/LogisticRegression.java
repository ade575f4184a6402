package io.faultline.internal.regression;

import io.faultline.classifier.FeatureMatrix;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Logistic regression with an unpenalised intercept: minimises the mean cross-entropy plus {@code
 * penalty * |w|^2} by L-BFGS (Liu and Nocedal 1989) with a backtracking line search, from zero. The
 * function is convex, so the minimum is the only one.
 */
final class LogisticRegression {
  private static final int MAX_ITERATIONS = 100;
  private static final int MAX_HALVINGS = 30;
  private static final int HISTORY = 8;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double TOLERANCE = 1e-7;

  private final FeatureMatrix features;
  private final double scale;
  private final double[] targets;
  private final double penalty;

  private LogisticRegression(
      FeatureMatrix features, double scale, double[] targets, double penalty) {
    this.features = features;
    this.scale = scale;
    this.targets = targets;
    this.penalty = penalty;
  }

  /**
   * The weights for scaled features, the intercept last.
   *
   * @param features at least one row
   * @param scale what every feature is multiplied by
   * @param targets one per row, in [0, 1]
   * @param penalty at least 0
   */
  static double[] solve(FeatureMatrix features, double scale, double[] targets, double penalty) {
    if (features.rows() == 0 || targets.length != features.rows()) {
      throw new IllegalArgumentException(
          features.rows() + " rows do not fit " + targets.length + " targets; both must be > 0");
    }
    return new LogisticRegression(features, scale, targets, penalty).minimise();
  }

  /** A point with its value and gradient. */
  @SuppressWarnings("ArrayRecordComponent") // Vectors of one minimisation; none is compared.
  private record Point(double[] weights, double value, double[] gradient) {}

  /** How point and gradient changed in an iteration. */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  private record Change(double[] step, double[] gradient) {}

  private double[] minimise() {
    Point at = at(new double[features.columns() + 1]);
    Deque<Change> history = new ArrayDeque<>();
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      Point next = lower(at, direction(at.gradient(), history));
      boolean done = !(next.value() < at.value() - TOLERANCE * Math.abs(at.value()));
      Change change =
          new Change(
              difference(next.weights(), at.weights()), difference(next.gradient(), at.gradient()));
      at = next;
      if (done) {
        break;
      }
      if (dot(change.step(), change.gradient()) > 0) {
        history.addLast(change);
      }
      if (history.size() > HISTORY) {
        history.removeFirst();
      }
    }
    return at.weights();
  }

  /** The first point on the way that is lower by enough; the same point where there is none. */
  private Point lower(Point at, double[] direction) {
    double slope = dot(at.gradient(), direction);
    double length = 1;
    for (int i = 0; i < MAX_HALVINGS; i++) {
      double[] weights = at.weights().clone();
      add(weights, length, direction);
      Point next = at(weights);
      if (next.value() <= at.value() + SUFFICIENT_DECREASE * length * slope) {
        return next;
      }
      length /= 2;
    }
    return at;
  }

  /** Downhill, bent by the curvature seen so far: the two loops of L-BFGS. */
  private static double[] direction(double[] gradient, Deque<Change> history) {
    double[] direction = new double[gradient.length];
    add(direction, -1, gradient);
    double[] shares = new double[history.size()];
    int k = history.size();
    for (Iterator<Change> newest = history.descendingIterator(); newest.hasNext(); ) {
      Change change = newest.next();
      shares[--k] = dot(change.step(), direction) / dot(change.step(), change.gradient());
      add(direction, -shares[k], change.gradient());
    }
    if (!history.isEmpty()) {
      Change last = history.getLast();
      double curvature = dot(last.step(), last.gradient()) / dot(last.gradient(), last.gradient());
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= curvature;
      }
    }
    for (Change change : history) {
      double back = dot(change.gradient(), direction) / dot(change.step(), change.gradient());
      add(direction, shares[k++] - back, change.step());
    }
    return direction;
  }

  private Point at(double[] weights) {
    int columns = features.columns();
    int rows = features.rows();
    double[] gradient = new double[columns + 1];
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double logit = 0;
      for (int i = 0; i < columns; i++) {
        logit += weights[i] * features.at(row, i);
      }
      logit = logit * scale + weights[columns];
      sum += Math.max(logit, 0) - logit * targets[row] + Math.log1p(Math.exp(-Math.abs(logit)));
      double off = (1 / (1 + Math.exp(-logit)) - targets[row]) / rows;
      for (int i = 0; i < columns; i++) {
        gradient[i] += off * features.at(row, i);
      }
      gradient[columns] += off;
    }
    double squares = 0;
    for (int i = 0; i < columns; i++) {
      squares += weights[i] * weights[i];
      gradient[i] = gradient[i] * scale + 2 * penalty * weights[i];
    }
    return new Point(weights, sum / rows + penalty * squares, gradient);
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    add(difference, -1, b);
    return difference;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
