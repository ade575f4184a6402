package io.faultline.internal.boosting;

import io.faultline.Progress;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.internal.classifier.ClassWeights;
import io.faultline.internal.classifier.FeatureCheck;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** One training of an XGBoost model; all native memory is freed when {@link #run} returns. */
final class XgBoostTraining {
  /** The attribute of the saved model that says how many classes it tells apart. */
  static final String CLASSES = "faultline_classes";

  static final String FORMAT = "ubj";

  private final int classes;
  private final XgBoostOptions options;
  private final int threads;
  private final Progress progress;

  XgBoostTraining(int classes, XgBoostOptions options, int threads, Progress progress) {
    if (!(classes > 0) || !(threads > 0)) {
      throw new IllegalArgumentException(classes + " classes, " + threads + " threads");
    }
    this.classes = classes;
    this.options = options;
    this.threads = threads;
    this.progress = progress;
  }

  /** Trains and returns the model; {@code heldOut} without rows means no early stopping. */
  byte[] run(LabelledFeatures rows, LabelledFeatures heldOut) throws XGBoostError {
    List<Double> weights =
        ClassWeights.of("xgboost", options.classWeights(), options.balanced(), rows, classes);
    return run(() -> matrix(rows, weights), heldOut, weights);
  }

  /** As above, from rows in files: memory holds a part of them at a time. */
  byte[] run(XgBoostFiles rows, LabelledFeatures heldOut) throws XGBoostError {
    List<Double> weights =
        ClassWeights.of(
            "xgboost", options.classWeights(), options.balanced(), rows.counts(classes));
    return run(() -> rows.matrix(weights), heldOut, weights);
  }

  /** What is learnt from; the caller frees it. */
  private interface Rows {
    DMatrix matrix() throws XGBoostError;
  }

  private byte[] run(Rows rows, LabelledFeatures heldOut, List<Double> weights)
      throws XGBoostError {
    progress.begin("training XGBoost", options.trees(), "trees");
    DMatrix training = null;
    DMatrix watched = null;
    Booster booster = null;
    try {
      training = rows.matrix();
      watched = heldOut.rows() == 0 ? null : matrix(heldOut, weights);
      Map<String, DMatrix> watches = new LinkedHashMap<>();
      if (watched != null) {
        watches.put("held-out", watched);
      }
      // No rounds: this call prints the loss of each round on standard output.
      booster = XGBoost.train(training, parameters(), 0, watches, null, null);
      booster.setAttr(CLASSES, Integer.toString(classes));
      return boost(booster, training, watched);
    } finally {
      if (booster != null) {
        booster.dispose();
      }
      dispose(watched);
      dispose(training);
      progress.end();
    }
  }

  /** Keeps the model of the best round, so that what is saved is exactly what is used. */
  private byte[] boost(Booster booster, DMatrix training, @Nullable DMatrix watched)
      throws XGBoostError {
    byte[] best = new byte[0];
    float bestLoss = Float.POSITIVE_INFINITY;
    int bestRound = 0;
    for (int round = 0; round < options.trees(); round++) {
      booster.update(training, round);
      progress.advance(round + 1);
      if (watched != null) {
        float loss = loss(booster, watched, round);
        if (loss < bestLoss) {
          best = booster.toByteArray(FORMAT);
          bestLoss = loss;
          bestRound = round;
        } else if (round - bestRound >= options.patience()) {
          break;
        }
      }
    }
    if (watched != null) {
      progress.note("XGBoost: held-out loss " + bestLoss + " with " + (bestRound + 1) + " trees");
    }
    return best.length > 0 ? best : booster.toByteArray(FORMAT);
  }

  private static float loss(Booster booster, DMatrix watched, int round) throws XGBoostError {
    float[] loss = new float[1];
    booster.evalSet(new DMatrix[] {watched}, new String[] {"held-out"}, round, loss);
    return loss[0];
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    if (classes == 1) {
      parameters.put("objective", "binary:logistic");
      parameters.put("eval_metric", "logloss");
    } else {
      parameters.put("objective", "multi:softprob");
      parameters.put("eval_metric", "mlogloss");
      parameters.put("num_class", classes + 1);
    }
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", options.depth());
    parameters.put("eta", options.learningRate());
    parameters.put("subsample", options.rowFraction());
    parameters.put("colsample_bytree", options.columnFraction());
    parameters.put("min_child_weight", options.minimumLeafWeight());
    parameters.put("lambda", options.ridge());
    parameters.put("seed", options.seed().orElse(0L));
    // Otherwise the draws go on from wherever this thread's generator stands.
    parameters.put("seed_per_iteration", true);
    parameters.put("nthread", threads);
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static DMatrix matrix(LabelledFeatures rows, List<Double> weights) throws XGBoostError {
    int columns = rows.features().columns();
    FeatureCheck.require(rows.features(), columns);
    // NaN marks a missing value; the default would be 0, which half of all features after a ReLU
    // are.
    DMatrix matrix = new DMatrix(rows.features().toArray(), rows.rows(), columns, Float.NaN);
    float[] labels = new float[rows.rows()];
    IntStream.range(0, labels.length).forEach(i -> labels[i] = rows.label(i));
    matrix.setLabel(labels);
    matrix.setWeight(ClassWeights.ofRows(rows, weights));
    return matrix;
  }

  private static void dispose(@Nullable DMatrix matrix) {
    if (matrix != null) {
      matrix.dispose();
    }
  }
}
