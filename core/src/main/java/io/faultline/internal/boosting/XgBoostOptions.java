package io.faultline.internal.boosting;

import io.faultline.internal.classifier.ClassWeights;
import io.faultline.internal.classifier.OptionRange;
import java.util.List;
import java.util.Optional;

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
 * @param seed of the drawing of rows and columns; 0 to 2147483647; none derives one from the seed
 *     of the run
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
    Optional<Long> seed) {

  /**
   * Shallow trees, a third of XGBoost's default rate and only part of the rows and columns at a
   * time: the usual guard against overfitting where there are hundreds of correlated features and
   * few photos.
   */
  public static final XgBoostOptions DEFAULT =
      new XgBoostOptions(200, 4, 0.1, 0.8, 0.5, 1, 1, true, List.of(), 20, Optional.empty());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException where a value is out of its range
   */
  public XgBoostOptions {
    OptionRange.count("trees", trees);
    OptionRange.require(depth >= 1 && depth <= 16, "depth", depth, "1 to 16");
    OptionRange.share("learning-rate", learningRate);
    OptionRange.share("row-fraction", rowFraction);
    OptionRange.share("column-fraction", columnFraction);
    OptionRange.amount("minimum-leaf-weight", minimumLeafWeight);
    OptionRange.amount("ridge", ridge);
    OptionRange.count("patience", patience);
    classWeights = List.copyOf(classWeights);
    OptionRange.weights(classWeights);
    seed.ifPresent(OptionRange::seed);
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
        Optional.of(newSeed));
  }

  /**
   * Refuses class weights that do not fit.
   *
   * @param classes how many, background left out
   * @throws io.faultline.FaultlineException with {@code USAGE}
   */
  public void requireFit(int classes) {
    ClassWeights.requireFit("xgboost", classWeights, classes);
  }

  /** The same with this seed where none is set, cut to 31 bits. */
  public XgBoostOptions seededBy(long derived) {
    return seed.isPresent() ? this : withSeed(derived & Integer.MAX_VALUE);
  }
}
