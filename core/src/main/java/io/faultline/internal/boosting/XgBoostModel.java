package io.faultline.internal.boosting;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An XGBoost model read without XGBoost, which trusts every number in it. Scores are XGBoost's:
 * sums in float32 in the order of the trees, then its sigmoid or softmax.
 *
 * @param classes how many are told apart, background left out
 * @param columns the width of features
 * @param start the sum before the first tree
 * @param trees in the order of boosting
 * @param groups which output each tree adds to
 */
record XgBoostModel(
    int classes, int columns, float start, List<XgBoostTree> trees, List<Integer> groups) {
  private static final int MAX_CLASSES = 100_000;
  private static final int MAX_COLUMNS = 10_000_000;

  /** What XGBoost keeps a sigmoid's exponential finite by. */
  private static final float MAX_EXPONENT = 88.7f;

  XgBoostModel {
    trees = List.copyOf(trees);
    groups = List.copyOf(groups);
  }

  /**
   * Reads universal binary JSON.
   *
   * @throws FaultlineException with {@code MODEL} where it is anything but a model that our
   *     training gives
   */
  static XgBoostModel read(byte[] bytes) {
    try {
      return parse(UniversalBinaryJson.read(bytes));
    } catch (IllegalArgumentException e) {
      throw new FaultlineException(Problem.MODEL, "XGBoost model: " + e.getMessage(), e);
    }
  }

  private static XgBoostModel parse(Map<String, Object> root) {
    Map<String, Object> learner = object(root, "learner");
    int classes = integer(object(learner, "attributes"), XgBoostTraining.CLASSES, 1, MAX_CLASSES);
    Map<String, Object> shape = object(learner, "learner_model_param");
    int columns = integer(shape, "num_feature", 1, MAX_COLUMNS);
    int outputs = integer(shape, "num_class", 0, MAX_CLASSES + 1);
    if (outputs != (classes == 1 ? 0 : classes + 1)) {
      throw new IllegalArgumentException(
          "num_class is " + outputs + " for " + classes + " classes");
    }
    String objective = classes == 1 ? "binary:logistic" : "multi:softprob";
    requireText(object(learner, "objective"), "name", objective);
    Map<String, Object> booster = object(learner, "gradient_booster");
    requireText(booster, "name", "gbtree");
    Map<String, Object> model = object(booster, "model");
    if (!(model.get("trees") instanceof List<?> list)) {
      throw new IllegalArgumentException("trees is missing");
    }
    return new XgBoostModel(
            classes, columns, start(shape, classes), trees(list, columns), groups(model, outputs))
        .checked();
  }

  private XgBoostModel checked() {
    if (trees.isEmpty() || trees.size() != groups.size()) {
      throw new IllegalArgumentException(
          "has " + trees.size() + " trees, and tree_info names " + groups.size());
    }
    return this;
  }

  private static List<XgBoostTree> trees(List<?> list, int columns) {
    List<XgBoostTree> trees = new ArrayList<>();
    for (Object one : list) {
      try {
        trees.add(new XgBoostTree(asObject(one, "trees"), columns));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("tree " + trees.size() + ": " + e.getMessage(), e);
      }
    }
    return trees;
  }

  private static List<Integer> groups(Map<String, Object> model, int outputs) {
    List<Integer> groups = new ArrayList<>();
    for (double group : UniversalBinaryJson.numbers(model, "tree_info")) {
      if (group != (int) group || group < 0 || group >= Math.max(1, outputs)) {
        throw new IllegalArgumentException("tree_info [" + groups.size() + "] is " + group);
      }
      groups.add((int) group);
    }
    return groups;
  }

  /** The score of no tree: of one class a probability, of several added to all outputs alike. */
  private static float start(Map<String, Object> shape, int classes) {
    String text = text(shape, "base_score");
    float score;
    try {
      score = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("base_score is not a number", e);
    }
    boolean valid =
        classes == 1 ? score > 0 && score < 1 : Math.abs(score) <= RegionClassifier.MAX_LOG_ODDS;
    if (!valid) {
      throw new IllegalArgumentException("base_score is " + score);
    }
    return classes == 1 ? (float) -Math.log(1f / score - 1f) : score;
  }

  /** The probability of every class for a row. */
  float[] probabilities(FeatureMatrix features, int row) {
    float[] sums = new float[classes == 1 ? 1 : classes + 1];
    Arrays.fill(sums, start);
    for (int i = 0; i < trees.size(); i++) {
      sums[groups.get(i)] += trees.get(i).value(features, row);
    }
    return classes == 1 ? sigmoid(sums) : softmax(sums);
  }

  private static float[] sigmoid(float[] sums) {
    float exponential = (float) Math.exp(Math.min(-sums[0], MAX_EXPONENT));
    return new float[] {1f / (exponential + 1f)};
  }

  /** Output 0 is the background's. */
  private static float[] softmax(float[] sums) {
    float most = Float.NEGATIVE_INFINITY;
    for (float sum : sums) {
      most = Math.max(most, sum);
    }
    double total = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (float) Math.exp(sums[i] - most);
      total += sums[i];
    }
    float[] probabilities = new float[sums.length - 1];
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] = sums[c + 1] / (float) total;
    }
    return probabilities;
  }

  private static Map<String, Object> object(Map<String, Object> parent, String field) {
    return asObject(parent.get(field), field);
  }

  @SuppressWarnings("unchecked") // The reader makes maps of text alone.
  private static Map<String, Object> asObject(@Nullable Object value, String field) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException(field + " is missing, or not an object");
  }

  private static String text(Map<String, Object> parent, String field) {
    if (parent.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(field + " is missing, or not a text");
  }

  private static void requireText(Map<String, Object> parent, String field, String needed) {
    if (!Objects.equals(parent.get(field), needed)) {
      throw new IllegalArgumentException(field + " is not " + needed);
    }
  }

  /** XGBoost writes the numbers of its parameters as text. */
  private static int integer(Map<String, Object> parent, String field, int least, int most) {
    String text = text(parent, field);
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(field + " is not a number from " + least + " to " + most);
    }
    return number;
  }
}
