package io.faultline.internal.classifier;

import io.faultline.FaultlineException;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;

/**
 * Linear support vector machines, one per class against all the rest, with hard-negative mining as
 * in R-CNN (Girshick et al. 2014, section 2.3 and appendix B). The probability is the sigmoid of
 * the margin, which only a calibration makes one.
 *
 * <p>Trained by liblinear (L2-regularised hinge loss, dual coordinate descent), which gets a random
 * generator of its own for every training: nothing is shared between threads. Immutable.
 */
public final class LinearSvm implements RegionClassifier {
  private static final String LAYER = "svm";

  private final HeadClassifier layer;

  private LinearSvm(HeadClassifier layer) {
    this.layer = layer;
  }

  /**
   * Trains on all rows of a store, of which memory holds a working set.
   *
   * @param classes how many, background left out
   * @param workingRows positives and negatives of a class that are held at a time, at most
   * @throws FaultlineException with {@code INPUT} where a class has no positive, with {@code MODEL}
   *     where a feature is not finite
   */
  public static LinearSvm train(
      FeatureStore store,
      int classes,
      LinearSvmOptions options,
      int workingRows,
      Progress progress) {
    int columns = store.columns();
    double scale = LinearSvmTraining.scale(store, options.targetNorm());
    float[] weight = new float[Math.multiplyExact(classes, columns)];
    float[] bias = new float[classes];
    progress.begin("training SVM", classes, "classes");
    try {
      for (int c = 0; c < classes; c++) {
        LinearSvmTraining training =
            new LinearSvmTraining(store, c + 1, options, scale, workingRows);
        double[] plane = training.run();
        for (int i = 0; i < columns; i++) {
          weight[c * columns + i] = (float) (plane[i] * scale);
        }
        bias[c] = (float) (plane[columns] * options.bias());
        progress.advance(c + 1);
      }
    } finally {
      progress.end();
    }
    return new LinearSvm(new HeadClassifier(columns, weight, bias));
  }

  /**
   * Takes it out of saved tensors.
   *
   * @throws FaultlineException with {@code MODEL} where they are missing or do not fit together
   */
  public static LinearSvm of(Weights weights) {
    return new LinearSvm(HeadClassifier.of(weights, LAYER));
  }

  /** The tensors {@code svm.weight} and {@code svm.bias}. */
  public List<NamedTensor> tensors() {
    return layer.tensors(LAYER);
  }

  @Override
  public float[][] probabilities(FeatureMatrix features) {
    return layer.probabilities(features);
  }

  @Override
  public int classes() {
    return layer.classes();
  }

  @Override
  public int columns() {
    return layer.columns();
  }
}
