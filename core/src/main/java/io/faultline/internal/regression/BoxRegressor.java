package io.faultline.internal.regression;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import io.faultline.internal.geometry.BoxCoder;
import io.faultline.internal.geometry.BoxDelta;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Class-specific box regression (R-CNN, arXiv 1311.2524, appendix C): from a proposal's features to
 * the shift and growth that put it onto its object, by ridge regression on pairs of proposals and
 * truth boxes. Immutable.
 *
 * <p>Where we differ: features are scaled to a mean norm of 20, as R-CNN's were, so that penalties
 * around its 1000 mean the same here; the penalty of each class is the one, from 10 to 100,000,
 * that gives held-out pairs the best mean IoU (none at all where nothing helps), and 1000 where
 * nothing is held out.
 */
public final class BoxRegressor {
  private static final double[] LAMBDAS = {10, 100, 1000, 10_000, 100_000};
  private static final double USUAL_LAMBDA = 1000;
  private static final int DELTAS = 4;

  /** Fewer pairs than this teach a class nothing: its boxes stay where they are. */
  private static final int FEWEST_PAIRS = 20;

  private static final String TENSOR = "regression.weight";

  private final int dimension;

  /** {@code [classes][4][dimension + 1]} for unscaled features, the intercept last. */
  private final double[][][] weights;

  private BoxRegressor(int dimension, double[][][] weights) {
    this.dimension = dimension;
    this.weights = weights;
  }

  /**
   * Learns one regression per class.
   *
   * @param train pairs of any overlap that the caller finds near enough (R-CNN: IoU above 0.6)
   * @param heldOut pairs that choose the penalty; may be empty
   * @param classes how many, background left out
   */
  public static BoxRegressor fit(BoxPairs train, BoxPairs heldOut, int classes) {
    int dimension = train.features().columns();
    double scale = FeatureScale.of(train.features());
    double[][][] weights = new double[classes][][];
    for (int c = 0; c < classes; c++) {
      weights[c] = fit(ClassPairs.of(train, c + 1, scale), ClassPairs.of(heldOut, c + 1, scale));
      for (double[] target : weights[c]) {
        for (int i = 0; i < Math.min(dimension, target.length - 1); i++) {
          target[i] *= scale;
        }
      }
    }
    return new BoxRegressor(dimension, weights);
  }

  private static double[][] fit(ClassPairs train, ClassPairs heldOut) {
    if (train.size() < FEWEST_PAIRS) {
      return new double[DELTAS][train.columns() + 1];
    }
    RidgeRegression ridge = new RidgeRegression(train.features(), train.deltas());
    if (heldOut.size() == 0) {
      return ridge.solve(USUAL_LAMBDA);
    }
    double[][] best = new double[DELTAS][train.columns() + 1];
    double bestIou = heldOut.meanIou(best);
    for (double lambda : LAMBDAS) {
      double[][] solved = ridge.solve(lambda);
      double iou = heldOut.meanIou(solved);
      if (iou > bestIou) {
        best = solved;
        bestIou = iou;
      }
    }
    return best;
  }

  /**
   * Where the object of a class is that a proposal points at; not clipped to the photo.
   *
   * @param features the proposal's row is {@code row}
   * @param classIndex from 0
   */
  public Box refine(Box proposal, FeatureMatrix features, int row, int classIndex) {
    if (features.columns() != dimension) {
      throw new IllegalArgumentException(
          "features have " + features.columns() + " columns; " + dimension + " are needed");
    }
    double[] delta = new double[DELTAS];
    for (int k = 0; k < DELTAS; k++) {
      double[] w = weights[classIndex][k];
      double sum = w[dimension];
      for (int i = 0; i < dimension; i++) {
        sum += w[i] * features.at(row, i);
      }
      delta[k] = sum;
    }
    return BoxCoder.decode(proposal, new BoxDelta(delta[0], delta[1], delta[2], delta[3]));
  }

  /** The weights as tensors for a bundle, {@code [classes][4][dimension + 1]}. */
  public List<NamedTensor> tensors() {
    float[] flat = new float[weights.length * DELTAS * (dimension + 1)];
    int at = 0;
    for (double[][] oneClass : weights) {
      for (double[] target : oneClass) {
        for (double value : target) {
          flat[at++] = (float) value;
        }
      }
    }
    return List.of(
        new NamedTensor(TENSOR, new int[] {weights.length, DELTAS, dimension + 1}, flat));
  }

  /**
   * The regressor that a bundle's tensors hold, if any.
   *
   * @throws io.faultline.FaultlineException with {@code MODEL} where its shape does not fit
   */
  public static Optional<BoxRegressor> of(Weights tensors, int classes, int dimension) {
    if (tensors.find(TENSOR).isEmpty()) {
      return Optional.empty();
    }
    float[] flat = tensors.require(TENSOR, classes, DELTAS, dimension + 1).values();
    double[][][] weights = new double[classes][DELTAS][dimension + 1];
    int at = 0;
    for (double[][] oneClass : weights) {
      for (double[] target : oneClass) {
        for (int i = 0; i <= dimension; i++) {
          target[i] = flat[at++];
        }
      }
    }
    return Optional.of(new BoxRegressor(dimension, weights));
  }

  /** The pairs of one class, features scaled. */
  private record ClassPairs(
      int columns, List<float[]> rows, List<Box> proposals, List<Box> truths) {
    static ClassPairs of(BoxPairs pairs, int label, double scale) {
      int columns = pairs.features().columns();
      ClassPairs chosen =
          new ClassPairs(columns, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int row = 0; row < pairs.features().rows(); row++) {
        if (pairs.labels().get(row) == label) {
          float[] values = new float[columns];
          for (int i = 0; i < columns; i++) {
            values[i] = (float) (pairs.features().at(row, i) * scale);
          }
          chosen.rows().add(values);
          chosen.proposals().add(pairs.proposals().get(row));
          chosen.truths().add(pairs.truths().get(row));
        }
      }
      return chosen;
    }

    int size() {
      return rows.size();
    }

    float[][] features() {
      return rows.toArray(new float[0][]);
    }

    double[][] deltas() {
      double[][] deltas = new double[size()][];
      for (int i = 0; i < size(); i++) {
        BoxDelta delta = BoxCoder.encode(proposals.get(i), truths.get(i));
        deltas[i] = new double[] {delta.dx(), delta.dy(), delta.dw(), delta.dh()};
      }
      return deltas;
    }

    /** Mean IoU of the refined proposals with their truth. */
    double meanIou(double[][] weights) {
      double sum = 0;
      for (int i = 0; i < size(); i++) {
        double[] delta = new double[DELTAS];
        for (int k = 0; k < DELTAS; k++) {
          delta[k] = weights[k][columns];
          for (int j = 0; j < columns; j++) {
            delta[k] += weights[k][j] * rows.get(i)[j];
          }
        }
        Box refined =
            BoxCoder.decode(proposals.get(i), new BoxDelta(delta[0], delta[1], delta[2], delta[3]));
        sum += refined.iou(truths.get(i));
      }
      return sum / size();
    }
  }
}
