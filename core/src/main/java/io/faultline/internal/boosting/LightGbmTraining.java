package io.faultline.internal.boosting;

import io.faultline.Progress;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.internal.classifier.ClassWeights;
import io.faultline.internal.classifier.FeatureCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One training of a LightGBM model; all native memory is freed when {@link #run} returns. */
final class LightGbmTraining {
  private final int classes;
  private final LightGbmOptions options;
  private final int threads;
  private final Progress progress;

  LightGbmTraining(int classes, LightGbmOptions options, int threads, Progress progress) {
    if (!(classes > 0) || !(threads > 0)) {
      throw new IllegalArgumentException(classes + " classes, " + threads + " threads");
    }
    this.classes = classes;
    this.options = options;
    this.threads = threads;
    this.progress = progress;
  }

  /** Trains and returns LightGBM's text; {@code heldOut} without rows means no early stopping. */
  String run(LabelledFeatures rows, LabelledFeatures heldOut) {
    List<Double> weights =
        ClassWeights.of("lightgbm", options.classWeights(), options.balanced(), rows, classes);
    LightGbmLibrary.load();
    progress.begin("training LightGBM", options.trees(), "trees");
    try (LightGbmData training = data(rows, weights, Optional.empty())) {
      return heldOut.rows() == 0 ? boost(training) : boost(training, heldOut, weights);
    } finally {
      progress.end();
    }
  }

  private String boost(LightGbmData training) {
    try (LightGbmBooster booster = new LightGbmBooster(training, parameters())) {
      return boost(booster, false);
    }
  }

  private String boost(LightGbmData training, LabelledFeatures heldOut, List<Double> weights) {
    try (LightGbmData watched = data(heldOut, weights, Optional.of(training));
        LightGbmBooster booster = new LightGbmBooster(training, parameters())) {
      booster.watch(watched);
      return boost(booster, true);
    }
  }

  private String boost(LightGbmBooster booster, boolean watched) {
    double bestLoss = Double.POSITIVE_INFINITY;
    int best = 0;
    int rounds = 0;
    boolean finished = false;
    while (!finished && rounds < options.trees()) {
      finished = booster.update();
      rounds++;
      progress.advance(rounds);
      if (watched) {
        double loss = booster.loss();
        if (loss < bestLoss) {
          bestLoss = loss;
          best = rounds;
        } else if (rounds - best >= options.patience()) {
          break;
        }
      }
    }
    if (watched) {
      progress.note("LightGBM: held-out loss " + (float) bestLoss + " with " + best + " trees");
    }
    return booster.text(best > 0 ? best : rounds);
  }

  private String parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (classes == 1) {
      parameters.put("objective", "binary");
      parameters.put("metric", "binary_logloss");
    } else {
      parameters.put("objective", "multiclass");
      parameters.put("metric", "multi_logloss");
      parameters.put("num_class", classes + 1);
    }
    parameters.put("num_leaves", options.leaves());
    parameters.put("learning_rate", options.learningRate());
    parameters.put("bagging_fraction", options.rowFraction());
    parameters.put("bagging_freq", options.rowFraction() < 1 ? 1 : 0);
    parameters.put("feature_fraction", options.columnFraction());
    parameters.put("min_data_in_leaf", options.minimumLeafRows());
    parameters.put("lambda_l2", options.ridge());
    // Every value is there: comparisons stay plain ones, which LightGbmTree relies on.
    parameters.put("use_missing", false);
    parameters.put("seed", options.seed().orElse(0L));
    parameters.put("deterministic", true);
    parameters.put("force_row_wise", true);
    parameters.put("num_threads", threads);
    parameters.put("verbosity", -1);
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private LightGbmData data(
      LabelledFeatures rows, List<Double> weights, Optional<LightGbmData> reference) {
    int columns = rows.features().columns();
    FeatureCheck.require(rows.features(), columns);
    LightGbmData data =
        LightGbmData.of(rows.features().toArray(), rows.rows(), columns, parameters(), reference);
    float[] labels = new float[rows.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = rows.label(row);
    }
    try {
      data.set("label", labels);
      data.set("weight", ClassWeights.ofRows(rows, weights));
      return data;
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }
}
