package io.faultline.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
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
 * @param classWeights the weight of a row by its label, background first; empty = all 1
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
    List<Double> classWeights,
    int patience,
    long seed) {

  /**
   * Shallow trees, a third of XGBoost's default rate and only part of the rows and columns at a
   * time: the usual guard against overfitting where there are hundreds of correlated features and
   * few photos.
   */
  public static final XgBoostOptions DEFAULT =
      new XgBoostOptions(200, 4, 0.1, 0.8, 0.5, 1, 1, List.of(), 20, 0);

  /**
   * Checks the ranges.
   *
   * @throws FaultlineException with {@code USAGE} where a value is out of its range
   */
  public XgBoostOptions {
    require(trees >= 1, "trees", trees, ">= 1");
    require(depth >= 1 && depth <= 16, "depth", depth, "1 to 16");
    require(learningRate > 0 && learningRate <= 1, "learning-rate", learningRate, "in (0, 1]");
    require(rowFraction > 0 && rowFraction <= 1, "row-fraction", rowFraction, "in (0, 1]");
    require(
        columnFraction > 0 && columnFraction <= 1, "column-fraction", columnFraction, "in (0, 1]");
    require(finite(minimumLeafWeight), "minimum-leaf-weight", minimumLeafWeight, ">= 0");
    require(finite(ridge), "ridge", ridge, ">= 0");
    require(patience >= 1, "patience", patience, ">= 1");
    classWeights = List.copyOf(classWeights);
    for (double weight : classWeights) {
      require(weight > 0 && finite(weight), "class-weights", weight, "> 0");
    }
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
        classWeights,
        patience,
        newSeed);
  }

  private static boolean finite(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new FaultlineException(
          Problem.USAGE, "xgboost: " + name + " is " + value + "; it must be " + rule);
    }
  }
}
