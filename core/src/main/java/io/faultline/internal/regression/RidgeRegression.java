package io.faultline.internal.regression;

/**
 * Ridge regression with an unpenalised intercept and several targets (Hoerl and Kennard 1970):
 * minimises {@code |T - X W - b|^2 + lambda |W|^2} by the normal equations of centred data and a
 * Cholesky factorisation.
 */
final class RidgeRegression {
  private final int columns;
  private final int targets;
  private final double[] featureMean;
  private final double[] targetMean;

  /** {@code X'X} of centred features, lower triangle, {@code [columns][columns]}. */
  private final double[][] gram;

  /** {@code X'T} of centred data, {@code [columns][targets]}. */
  private final double[][] cross;

  /**
   * Sums up the data once; {@link #solve} may then be asked for several lambdas.
   *
   * @param x {@code [rows][columns]}, at least one row
   * @param t {@code [rows][targets]}
   */
  RidgeRegression(float[][] x, double[][] t) {
    this.columns = x[0].length;
    this.targets = t[0].length;
    this.featureMean = new double[columns];
    this.targetMean = new double[targets];
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < columns; i++) {
        featureMean[i] += x[row][i] / x.length;
      }
      for (int k = 0; k < targets; k++) {
        targetMean[k] += t[row][k] / x.length;
      }
    }
    this.gram = new double[columns][columns];
    this.cross = new double[columns][targets];
    double[] centred = new double[columns];
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < columns; i++) {
        centred[i] = x[row][i] - featureMean[i];
      }
      add(centred, t[row]);
    }
  }

  private void add(double[] centred, double[] target) {
    for (int i = 0; i < columns; i++) {
      if (centred[i] != 0) {
        for (int j = 0; j <= i; j++) {
          gram[i][j] += centred[i] * centred[j];
        }
        for (int k = 0; k < targets; k++) {
          cross[i][k] += centred[i] * (target[k] - targetMean[k]);
        }
      }
    }
  }

  /**
   * The weights for one penalty, {@code [targets][columns + 1]}, the intercept last.
   *
   * @param lambda greater than 0
   */
  double[][] solve(double lambda) {
    double[][] lower = cholesky(lambda);
    double[][] weights = new double[targets][columns + 1];
    for (int k = 0; k < targets; k++) {
      double[] w = substitute(lower, k);
      double intercept = targetMean[k];
      for (int i = 0; i < columns; i++) {
        weights[k][i] = w[i];
        intercept -= w[i] * featureMean[i];
      }
      weights[k][columns] = intercept;
    }
    return weights;
  }

  private double[][] cholesky(double lambda) {
    double[][] lower = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i][j] + (i == j ? lambda : 0);
        for (int m = 0; m < j; m++) {
          sum -= lower[i][m] * lower[j][m];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    return lower;
  }

  /** Solves {@code L L' w = cross[k]}. */
  private double[] substitute(double[][] lower, int k) {
    double[] w = new double[columns];
    for (int i = 0; i < columns; i++) {
      double sum = cross[i][k];
      for (int m = 0; m < i; m++) {
        sum -= lower[i][m] * w[m];
      }
      w[i] = sum / lower[i][i];
    }
    for (int i = columns - 1; i >= 0; i--) {
      double sum = w[i];
      for (int m = i + 1; m < columns; m++) {
        sum -= lower[m][i] * w[m];
      }
      w[i] = sum / lower[i][i];
    }
    return w;
  }
}
