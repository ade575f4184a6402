package io.faultline.internal.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;

/**
 * The network's own head: a linear layer and one sigmoid per class, on features that are already
 * computed. Sums run in float64 over the columns in order, so a row gives the same result alone and
 * in any batch. Immutable.
 */
public final class HeadClassifier implements RegionClassifier {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private final int classes;
  private final int dimension;
  private final float[] weight;
  private final float[] bias;

  /**
   * Copies the layer, as torch's {@code Linear} keeps it.
   *
   * @param weight {@code [classes][dimension]} in row order
   * @param bias one per class
   */
  public HeadClassifier(int dimension, float[] weight, float[] bias) {
    if (bias.length == 0 || !(dimension > 0) || weight.length != (long) bias.length * dimension) {
      throw new IllegalArgumentException(
          weight.length + " weights do not fit " + bias.length + " classes of " + dimension);
    }
    this.classes = bias.length;
    this.dimension = dimension;
    this.weight = weight.clone();
    this.bias = bias.clone();
  }

  /**
   * Takes the layer out of saved tensors.
   *
   * @param layer the name before {@code .weight} and {@code .bias}, such as {@code fc}
   * @throws FaultlineException with {@code MODEL} where they are missing or do not fit together
   */
  public static HeadClassifier of(Weights weights, String layer) {
    NamedTensor bias = tensor(weights, layer + BIAS, 1);
    NamedTensor weight = tensor(weights, layer + WEIGHT, 2);
    int dimension = weight.shape()[1];
    weights.require(layer + WEIGHT, bias.elements(), dimension);
    if (bias.elements() == 0 || dimension == 0) {
      throw new FaultlineException(
          Problem.MODEL, weights.source() + ": tensor " + weight.name() + " is empty");
    }
    return new HeadClassifier(dimension, weight.values(), bias.values());
  }

  private static NamedTensor tensor(Weights weights, String name, int rank) {
    return weights
        .find(name)
        .filter(tensor -> tensor.shape().length == rank)
        .orElseThrow(
            () ->
                new FaultlineException(
                    Problem.MODEL,
                    weights.source() + ": tensor " + name + " of rank " + rank + " is missing"));
  }

  /** The tensors {@code layer.weight} and {@code layer.bias}. */
  public List<NamedTensor> tensors(String layer) {
    return List.of(
        new NamedTensor(layer + WEIGHT, new int[] {classes, dimension}, weight),
        new NamedTensor(layer + BIAS, new int[] {classes}, bias));
  }

  @Override
  public float[][] probabilities(FeatureMatrix features) {
    FeatureCheck.require(features, dimension);
    float[][] probabilities = new float[features.rows()][classes];
    for (int row = 0; row < features.rows(); row++) {
      for (int c = 0; c < classes; c++) {
        double logit = bias[c] + features.dot(row, weight, c * dimension);
        probabilities[row][c] = (float) (1 / (1 + Math.exp(-logit)));
      }
    }
    return probabilities;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public int columns() {
    return dimension;
  }
}
