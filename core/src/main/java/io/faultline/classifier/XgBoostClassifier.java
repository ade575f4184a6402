package io.faultline.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.feature.FeatureMatrix;
import java.io.IOException;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * Gradient-boosted trees on frozen features (Chen and Guestrin 2016), through XGBoost's histogram
 * method. One class is learnt as a yes-or-no question; several, together with background, as one
 * softmax, so that the classes of a region compete and the background's share is left out of the
 * result.
 *
 * <p>The model is held in native memory: close it. Calls from several threads wait for one another.
 */
public final class XgBoostClassifier implements RegionClassifier {
  private final byte[] model;
  private final Booster booster;
  private final int classes;
  private final int dimension;
  private boolean closed;

  private XgBoostClassifier(byte[] model, Booster booster, int classes, int dimension) {
    this.model = model;
    this.booster = booster;
    this.classes = classes;
    this.dimension = dimension;
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
    FeatureRows.check(heldOut.features(), rows.features().columns());
    XgBoostTraining training = new XgBoostTraining(classes, options, threads, progress);
    try {
      return load(training.run(rows, heldOut), threads);
    } catch (XGBoostError e) {
      throw new FaultlineException(
          Problem.INTERNAL, "XGBoost: training failed: " + firstLine(e), e);
    } catch (LinkageError e) {
      throw unavailable(e);
    }
  }

  /**
   * Takes up a model that {@link #save} gave. Only the form is checked here: XGBoost trusts what it
   * reads, and a changed byte can end the process. The caller must know the bytes to be whole, by a
   * fingerprint kept beside them.
   *
   * @throws FaultlineException with {@code MODEL} where the bytes are something else
   */
  public static XgBoostClassifier load(byte[] model, int threads) {
    // XGBoost takes everything else for its oldest binary format, which it reads unchecked.
    if (model.length < 2 || model[0] != '{' || model[1] == '"') {
      throw new FaultlineException(Problem.MODEL, "XGBoost model: is not universal binary JSON");
    }
    Booster booster = null;
    boolean taken = false;
    try {
      booster = XGBoost.loadModel(model);
      booster.setParam("nthread", threads);
      booster.setParam("verbosity", 0);
      int dimension = Math.toIntExact(booster.getNumFeature());
      XgBoostClassifier loaded =
          new XgBoostClassifier(model.clone(), booster, classes(booster), dimension);
      loaded.checkOutput();
      taken = true;
      return loaded;
    } catch (XGBoostError | IOException e) {
      throw new FaultlineException(
          Problem.MODEL, "XGBoost model: cannot be read: " + firstLine(e), e);
    } catch (LinkageError e) {
      throw unavailable(e);
    } finally {
      if (booster != null && !taken) {
        booster.dispose();
      }
    }
  }

  /** The model in XGBoost's universal binary JSON (UBJ), which its other bindings read too. */
  public byte[] save() {
    return model.clone();
  }

  @Override
  public synchronized float[][] probabilities(FeatureMatrix features) {
    if (closed) {
      throw new IllegalStateException("this classifier is closed");
    }
    FeatureRows.check(features, dimension);
    if (features.rows() == 0) {
      return new float[0][];
    }
    float[][] scores = predict(features.toArray(), features.rows());
    // Column 0 is the background's, where it has one.
    return classes == 1
        ? scores
        : Arrays.stream(scores)
            .map(s -> Arrays.copyOfRange(s, 1, s.length))
            .toArray(float[][]::new);
  }

  private float[][] predict(float[] values, int rows) {
    try {
      return booster.inplace_predict(values, rows, dimension, Float.NaN);
    } catch (XGBoostError e) {
      throw new FaultlineException(
          Problem.MODEL, "XGBoost model: prediction failed: " + firstLine(e), e);
    }
  }

  @Override
  public int classes() {
    return classes;
  }

  /** Frees the native memory; the classifier must not be used afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    booster.dispose();
  }

  private static int classes(Booster booster) throws XGBoostError {
    @Nullable String classes = booster.getAttr(XgBoostTraining.CLASSES);
    if (classes == null || !classes.matches("[1-9][0-9]{0,5}")) {
      throw new FaultlineException(
          Problem.MODEL, "XGBoost model: does not say how many classes it tells apart");
    }
    return Integer.parseInt(classes);
  }

  private void checkOutput() {
    int width = predict(new float[dimension], 1)[0].length;
    int needed = classes == 1 ? 1 : classes + 1;
    if (width != needed) {
      throw new FaultlineException(
          Problem.MODEL,
          "XGBoost model: gives " + width + " values; " + classes + " classes need " + needed);
    }
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
