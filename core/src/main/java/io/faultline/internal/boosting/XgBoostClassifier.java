package io.faultline.internal.boosting;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.classifier.FeatureCheck;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted trees on frozen features (Chen and Guestrin 2016), through XGBoost's histogram
 * method. One class is learnt as a yes-or-no question; several, together with background, as one
 * softmax, so that the classes of a region compete and the background's share is left out of the
 * result.
 *
 * <p>XGBoost's native library trains; the trees are then walked in plain Java ({@link
 * XgBoostModel}), which gives what XGBoost gives and keeps a damaged model away from native code,
 * which reads it unchecked. Immutable, and free for any number of threads.
 */
public final class XgBoostClassifier implements RegionClassifier {
  private final byte[] bytes;
  private final XgBoostModel model;

  private XgBoostClassifier(byte[] bytes) {
    this.bytes = bytes;
    this.model = XgBoostModel.read(bytes);
  }

  /**
   * Trains all the trees that the options ask for. The result depends on rows, options and seed;
   * not on the thread, nor on what was trained before.
   *
   * @param classes how many, background left out
   * @param threads how many XGBoost may use; they change the speed alone
   * @throws FaultlineException with {@code INPUT} where no row is of a class, with {@code MODEL}
   *     where a feature is not finite
   */
  public static XgBoostClassifier train(
      LabelledFeatures rows, int classes, XgBoostOptions options, int threads, Progress progress) {
    FeatureMatrix none = new FeatureMatrix(0, rows.features().columns(), new float[0]);
    return train(rows, new LabelledFeatures(none, new int[0]), classes, options, threads, progress);
  }

  /**
   * As above, but stops once the loss on {@code heldOut} has not fallen for as many rounds as the
   * options' patience, and keeps the trees up to the best round. Without rows nothing is held out.
   */
  public static XgBoostClassifier train(
      LabelledFeatures rows,
      LabelledFeatures heldOut,
      int classes,
      XgBoostOptions options,
      int threads,
      Progress progress) {
    heldOut.counts(classes);
    FeatureCheck.require(heldOut.features(), rows.features().columns());
    XgBoostTraining training = new XgBoostTraining(classes, options, threads, progress);
    return trained(() -> training.run(rows, heldOut));
  }

  /**
   * As above, from all rows of a store: they go to files in {@code scratch}, and memory holds a
   * part of them at a time. The same rows in the same order give the same trees.
   *
   * @param scratch an empty folder, which the caller deletes
   */
  public static XgBoostClassifier train(
      FeatureStore store,
      Path scratch,
      LabelledFeatures heldOut,
      int classes,
      XgBoostOptions options,
      int threads,
      Progress progress) {
    heldOut.counts(classes);
    FeatureCheck.require(heldOut.features(), store.columns());
    XgBoostTraining training = new XgBoostTraining(classes, options, threads, progress);
    return trained(() -> training.run(new XgBoostFiles(store, scratch), heldOut));
  }

  /** A training that gives a model. */
  private interface Trains {
    byte[] run() throws XGBoostError;
  }

  private static XgBoostClassifier trained(Trains training) {
    try {
      return load(training.run());
    } catch (XGBoostError e) {
      throw new FaultlineException(
          Problem.INTERNAL, "XGBoost: training failed: " + firstLine(e), e);
    } catch (LinkageError e) {
      throw unavailable(e);
    }
  }

  /**
   * Takes up a model that {@link #save} gave.
   *
   * @throws FaultlineException with {@code MODEL} where the bytes are something else
   */
  public static XgBoostClassifier load(byte[] model) {
    return new XgBoostClassifier(model.clone());
  }

  /** The model in XGBoost's universal binary JSON (UBJ), which its other bindings read too. */
  public byte[] save() {
    return bytes.clone();
  }

  @Override
  public float[][] probabilities(FeatureMatrix features) {
    FeatureCheck.require(features, model.columns());
    float[][] probabilities = new float[features.rows()][];
    for (int row = 0; row < features.rows(); row++) {
      probabilities[row] = model.probabilities(features, row);
    }
    return probabilities;
  }

  @Override
  public int classes() {
    return model.classes();
  }

  @Override
  public int columns() {
    return model.columns();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static FaultlineException unavailable(LinkageError e) {
    return new FaultlineException(
        Problem.INTERNAL,
        "XGBoost: its native library cannot be loaded here (" + e + "); macOS needs libomp",
        e);
  }
}
