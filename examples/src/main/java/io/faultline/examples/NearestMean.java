package io.faultline.examples;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;

/**
 * A classifier of one's own: a region is of the class to whose mean its features are nearest. It is
 * named in {@code META-INF/services}, so {@code classifier.kind=nearest-mean} works wherever this
 * jar is on the class path, on the command line too, and in the models trained so.
 */
public final class NearestMean implements ClassifierType<NearestMean.Options> {
  private static final String MEANS = "nearest-mean.means";
  private static final String SHARPNESS = "nearest-mean.sharpness";

  /**
   * Its settings: {@code classifier.nearest-mean.sharpness} is the only one.
   *
   * @param sharpness how fast probabilities change with the distance, in (0, 100]
   */
  public record Options(double sharpness) {
    /** Checks the range. */
    public Options {
      if (!(sharpness > 0) || sharpness > 100) {
        throw new IllegalArgumentException(
            "sharpness is " + sharpness + "; it must be in (0, 100]");
      }
    }
  }

  @Override
  public String name() {
    return "nearest-mean";
  }

  @Override
  public Options defaults() {
    return new Options(1);
  }

  @Override
  public Learnt learn(Options options, LearningTask task) {
    int columns = task.store().columns();
    double[][] sums = new double[task.classes() + 1][columns];
    long[] counts = new long[task.classes() + 1];
    task.store()
        .scan(
            photo -> {
              for (int row = 0; row < photo.rows(); row++) {
                counts[photo.label(row)]++;
                for (int c = 0; c < columns; c++) {
                  sums[photo.label(row)][c] += photo.features().at(row, c);
                }
              }
            });
    float[] means = new float[sums.length * columns];
    for (int label = 0; label < sums.length; label++) {
      for (int c = 0; c < columns; c++) {
        means[label * columns + c] = (float) (sums[label][c] / Math.max(1, counts[label]));
      }
    }
    float sharpness = (float) options.sharpness();
    return Learnt.asTensors(
        new Scorer(means, columns, sharpness),
        List.of(
            new NamedTensor(MEANS, new int[] {sums.length, columns}, means),
            new NamedTensor(SHARPNESS, new int[] {1}, new float[] {sharpness})));
  }

  @Override
  public RegionClassifier read(Weights tensors, byte[] model) {
    NamedTensor means = tensors.find(MEANS).orElseThrow();
    float sharpness = tensors.require(SHARPNESS, 1).values()[0];
    return new Scorer(means.values(), means.shape()[1], sharpness);
  }

  /** Scores regions; background is label 0, class {@code c} is label {@code c + 1}. */
  private static final class Scorer implements RegionClassifier {
    private final float[] means;
    private final int columns;
    private final double sharpness;

    Scorer(float[] means, int columns, double sharpness) {
      this.means = means;
      this.columns = columns;
      this.sharpness = sharpness;
    }

    @Override
    public float[][] probabilities(FeatureMatrix features) {
      float[][] probabilities = new float[features.rows()][classes()];
      for (int row = 0; row < features.rows(); row++) {
        double background = distance(features, row, 0);
        for (int c = 0; c < classes(); c++) {
          double nearer = background - distance(features, row, c + 1);
          probabilities[row][c] = (float) (1 / (1 + Math.exp(-sharpness * nearer)));
        }
      }
      return probabilities;
    }

    private double distance(FeatureMatrix features, int row, int label) {
      double square = 0;
      for (int c = 0; c < columns; c++) {
        double apart = features.at(row, c) - means[label * columns + c];
        square += apart * apart;
      }
      return Math.sqrt(square);
    }

    @Override
    public int classes() {
      return means.length / columns - 1;
    }

    @Override
    public int columns() {
      return columns;
    }
  }
}
