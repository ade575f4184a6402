package io.faultline.internal.boosting;

import io.faultline.internal.classifier.ClassWeights;
import io.faultline.internal.classifier.OptionRange;
import java.util.List;
import java.util.Optional;

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
 * @param seed of the drawing of rows and columns; 0 to 2147483647; none derives one from the seed
 *     of the run
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
    Optional<Long> seed) {

  /** As {@link XgBoostOptions#DEFAULT}: as many leaves as its trees can have. */
  public static final LightGbmOptions DEFAULT =
      new LightGbmOptions(200, 16, 0.1, 0.8, 0.5, 20, 1, true, List.of(), 20, Optional.empty());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException where a value is out of its range
   */
  public LightGbmOptions {
    OptionRange.count("trees", trees);
    OptionRange.require(leaves >= 2 && leaves <= 4096, "leaves", leaves, "2 to 4096");
    OptionRange.share("learning-rate", learningRate);
    OptionRange.share("row-fraction", rowFraction);
    OptionRange.share("column-fraction", columnFraction);
    OptionRange.count("minimum-leaf-rows", minimumLeafRows);
    OptionRange.amount("ridge", ridge);
    OptionRange.count("patience", patience);
    classWeights = List.copyOf(classWeights);
    OptionRange.weights(classWeights);
    seed.ifPresent(OptionRange::seed);
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
        Optional.of(newSeed));
  }

  /**
   * Refuses class weights that do not fit.
   *
   * @param classes how many, background left out
   * @throws io.faultline.FaultlineException with {@code USAGE}
   */
  public void requireFit(int classes) {
    ClassWeights.requireFit("lightgbm", classWeights, classes);
  }

  /** The same with this seed where none is set, cut to 31 bits. */
  public LightGbmOptions seededBy(long derived) {
    return seed.isPresent() ? this : withSeed(derived & Integer.MAX_VALUE);
  }
}
