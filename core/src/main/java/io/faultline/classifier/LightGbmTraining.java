package io.faultline.classifier;

import io.faultline.Progress;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  String run(LabelledFeatures rows, LabelledFeatures heldOut) throws LGBMException {
    List<Double> weights =
        ClassWeights.of("lightgbm", options.classWeights(), options.balanced(), rows, classes);
    LightGbmLibrary.load();
    progress.begin("training LightGBM", options.trees(), "trees");
    @Nullable LGBMDataset training = null;
    @Nullable LGBMDataset watched = null;
    @Nullable LGBMBooster booster = null;
    try {
      training = dataset(rows, weights, null);
      booster = LGBMBooster.create(training, parameters());
      if (heldOut.rows() > 0) {
        watched = dataset(heldOut, weights, training);
        booster.addValidData(watched);
      }
      return boost(booster, watched != null);
    } finally {
      if (booster != null) {
        booster.close();
      }
      close(watched);
      close(training);
      progress.end();
    }
  }

  private String boost(LGBMBooster booster, boolean watched) throws LGBMException {
    double bestLoss = Double.POSITIVE_INFINITY;
    int best = 0;
    int rounds = 0;
    boolean finished = false;
    while (!finished && rounds < options.trees()) {
      finished = booster.updateOneIter();
      rounds++;
      progress.advance(rounds);
      if (watched) {
        double loss = booster.getEval(1)[0];
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
    return booster.saveModelToString(
        0, best > 0 ? best : rounds, LGBMBooster.FeatureImportanceType.SPLIT);
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
    parameters.put("seed", options.seed() & Integer.MAX_VALUE);
    parameters.put("deterministic", true);
    parameters.put("force_row_wise", true);
    parameters.put("num_threads", threads);
    parameters.put("verbosity", -1);
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private LGBMDataset dataset(
      LabelledFeatures rows, List<Double> weights, @Nullable LGBMDataset reference)
      throws LGBMException {
    int columns = rows.features().columns();
    FeatureRows.check(rows.features(), columns);
    LGBMDataset dataset =
        LGBMDataset.createFromMat(
            rows.features().toArray(), rows.rows(), columns, true, parameters(), reference);
    float[] labels = new float[rows.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = rows.label(row);
    }
    dataset.setField("label", labels);
    dataset.setField("weight", ClassWeights.ofRows(rows, weights));
    return dataset;
  }

  private static void close(@Nullable LGBMDataset dataset) throws LGBMException {
    if (dataset != null) {
      dataset.close();
    }
  }
}
