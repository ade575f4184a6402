package io.faultline.classifier;

import io.faultline.FaultlineException;
import java.util.List;

/**
 * Hyperparameters of {@link XgBoostClassifier}; names in brackets are XGBoost's.
 *
 * @param trees boosting rounds (per class), at least 1
 * @param depth levels of a tree [max_depth], 1 to 16
 * @param learningRate how much each tree counts [eta], in (0, 1]
 * @param rowFraction rows drawn for each tree [subsample], in (0, 1]
 * @param columnFraction features drawn for each tree [colsample_bytree], in (0, 1]
 * @param minimumLeafWeight least sum of curvature in a leaf [min_child_weight], at least 0
 * @param ridge L2 penalty on leaf values [lambda], at least 0
 * @param balanced whether rows weigh by the inverse of their label's frequency, at most tenfold
 * @param classWeights the weight of a row by its label, background first, instead; may be empty
 * @param patience rounds without a better held-out loss after which training stops, at least 1
 * @param seed of the drawing of rows and columns
 */
public record XgBoostOptions(
    int trees,
    int depth,
    double learningRate,
    double rowFraction,
    double columnFraction,
    double minimumLeafWeight,
    double ridge,
    boolean balanced,
    List<Double> classWeights,
    int patience,
    long seed) {

  /**
   * Shallow trees, a third of XGBoost's default rate and only part of the rows and columns at a
   * time: the usual guard against overfitting where there are hundreds of correlated features and
   * few photos.
   */
  public static final XgBoostOptions DEFAULT =
      new XgBoostOptions(200, 4, 0.1, 0.8, 0.5, 1, 1, true, List.of(), 20, 0);

  /**
   * Checks the ranges.
   *
   * @throws FaultlineException with {@code USAGE} where a value is out of its range
   */
  public XgBoostOptions {
    OptionRange range = new OptionRange("xgboost");
    range.count("trees", trees);
    range.require(depth >= 1 && depth <= 16, "depth", depth, "1 to 16");
    range.share("learning-rate", learningRate);
    range.share("row-fraction", rowFraction);
    range.share("column-fraction", columnFraction);
    range.amount("minimum-leaf-weight", minimumLeafWeight);
    range.amount("ridge", ridge);
    range.count("patience", patience);
    classWeights = List.copyOf(classWeights);
    range.weights(classWeights);
  }

  /** The same with another seed. */
  public XgBoostOptions withSeed(long newSeed) {
    return new XgBoostOptions(
        trees,
        depth,
        learningRate,
        rowFraction,
        columnFraction,
        minimumLeafWeight,
        ridge,
        balanced,
        classWeights,
        patience,
        newSeed);
  }
}
