package io.faultline.classifier;

import io.faultline.FaultlineException;
import java.util.List;

/**
 * Hyperparameters of {@link LightGbmClassifier}; names in brackets are LightGBM's.
 *
 * @param trees boosting rounds (per class), at least 1
 * @param leaves of a tree, at most [num_leaves], 2 to 4096
 * @param learningRate how much each tree counts [learning_rate], in (0, 1]
 * @param rowFraction rows drawn for each tree [bagging_fraction], in (0, 1]
 * @param columnFraction features drawn for each tree [feature_fraction], in (0, 1]
 * @param minimumLeafRows least rows in a leaf [min_data_in_leaf], at least 1
 * @param ridge L2 penalty on leaf values [lambda_l2], at least 0
 * @param balanced whether rows weigh by the inverse of their label's frequency, at most tenfold
 * @param classWeights the weight of a row by its label, background first, instead; may be empty
 * @param patience rounds without a better held-out loss after which training stops, at least 1
 * @param seed of the drawing of rows and columns
 */
public record LightGbmOptions(
    int trees,
    int leaves,
    double learningRate,
    double rowFraction,
    double columnFraction,
    int minimumLeafRows,
    double ridge,
    boolean balanced,
    List<Double> classWeights,
    int patience,
    long seed) {

  /** As {@link XgBoostOptions#DEFAULT}: as many leaves as its trees can have. */
  public static final LightGbmOptions DEFAULT =
      new LightGbmOptions(200, 16, 0.1, 0.8, 0.5, 20, 1, true, List.of(), 20, 0);

  /**
   * Checks the ranges.
   *
   * @throws FaultlineException with {@code USAGE} where a value is out of its range
   */
  public LightGbmOptions {
    OptionRange range = new OptionRange("lightgbm");
    range.count("trees", trees);
    range.require(leaves >= 2 && leaves <= 4096, "leaves", leaves, "2 to 4096");
    range.share("learning-rate", learningRate);
    range.share("row-fraction", rowFraction);
    range.share("column-fraction", columnFraction);
    range.count("minimum-leaf-rows", minimumLeafRows);
    range.amount("ridge", ridge);
    range.count("patience", patience);
    classWeights = List.copyOf(classWeights);
    range.weights(classWeights);
  }

  /** The same with another seed. */
  public LightGbmOptions withSeed(long newSeed) {
    return new LightGbmOptions(
        trees,
        leaves,
        learningRate,
        rowFraction,
        columnFraction,
        minimumLeafRows,
        ridge,
        balanced,
        classWeights,
        patience,
        newSeed);
  }
}
