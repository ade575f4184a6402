package io.faultline.internal.boosting;

import io.faultline.FaultlineException;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.classifier.FeatureCheck;
import java.util.List;

/**
 * Gradient-boosted trees by LightGBM (Ke et al. 2017): one output for one class, otherwise a
 * softmax over background and classes.
 *
 * <p>LightGBM's native library trains; the trees are then walked in plain Java, which gives what
 * LightGBM gives, needs no library where cracks are only looked for, and keeps a damaged model away
 * from native code. Immutable, and free for any number of threads.
 */
public final class LightGbmClassifier implements RegionClassifier {
  private final byte[] model;
  private final LightGbmText text;

  private LightGbmClassifier(byte[] model) {
    this.model = model;
    this.text = LightGbmText.read(model);
  }

  /**
   * Trains until the loss on {@code heldOut} has not fallen for as many rounds as the options'
   * patience, and keeps the trees up to the best round. Without rows held out it trains all trees.
   * The result depends on rows, options and seed, not on the number of threads.
   *
   * @param classes how many, background left out
   * @param threads how many LightGBM may use; they change the speed alone
   * @throws FaultlineException with {@code INPUT} where no row is of a class, with {@code MODEL}
   *     where a feature is not finite, with {@code INTERNAL} where LightGBM cannot run here
   */
  public static LightGbmClassifier train(
      LabelledFeatures rows,
      LabelledFeatures heldOut,
      int classes,
      LightGbmOptions options,
      int threads,
      Progress progress) {
    heldOut.counts(classes);
    FeatureCheck.require(heldOut.features(), rows.features().columns());
    try {
      return load(
          LightGbmText.seal(
              new LightGbmTraining(classes, options, threads, progress).run(rows, heldOut)));
    } catch (LinkageError e) {
      throw LightGbmLibrary.unavailable(e);
    }
  }

  /**
   * Takes up a model that {@link #save} gave.
   *
   * @throws FaultlineException with {@code MODEL} where the bytes are something else
   */
  public static LightGbmClassifier load(byte[] model) {
    return new LightGbmClassifier(model.clone());
  }

  /** The model in LightGBM's own text, which its other bindings read too. */
  public byte[] save() {
    return model.clone();
  }

  @Override
  public float[][] probabilities(FeatureMatrix features) {
    FeatureCheck.require(features, text.columns());
    float[][] probabilities = new float[features.rows()][];
    for (int row = 0; row < features.rows(); row++) {
      double[] raw = raw(features, row);
      probabilities[row] =
          raw.length == 1 ? new float[] {(float) (1 / (1 + Math.exp(-raw[0])))} : softmax(raw);
    }
    return probabilities;
  }

  private double[] raw(FeatureMatrix features, int row) {
    double[] raw = new double[text.outputs()];
    List<LightGbmTree> trees = text.trees();
    for (int i = 0; i < trees.size(); i++) {
      raw[i % raw.length] += trees.get(i).value(features, row);
    }
    return raw;
  }

  /** Output 0 is the background's. */
  private static float[] softmax(double[] raw) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : raw) {
      most = Math.max(most, value);
    }
    double sum = 0;
    for (double value : raw) {
      sum += Math.exp(value - most);
    }
    float[] probabilities = new float[raw.length - 1];
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] = (float) (Math.exp(raw[c + 1] - most) / sum);
    }
    return probabilities;
  }

  @Override
  public int classes() {
    return text.outputs() == 1 ? 1 : text.outputs() - 1;
  }

  @Override
  public int columns() {
    return text.columns();
  }
}
