package io.faultline.internal.training;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier from outside of the library: this class, and a line in {@code META-INF/services}.
 * Every region gets its class's share of the training regions, times a factor.
 */
public final class BaseRateType implements ClassifierType<BaseRateType.Options> {
  private static final String RATES = "base-rate.rates";

  /** The factor is in (0, 1]. */
  public record Options(double factor) {
    /** Checks the range. */
    public Options {
      if (!(factor > 0) || factor > 1) {
        throw new IllegalArgumentException("factor is " + factor + "; it must be in (0, 1]");
      }
    }
  }

  @Override
  public String name() {
    return "base-rate";
  }

  @Override
  public Options defaults() {
    return new Options(1);
  }

  @Override
  public Learnt learn(Options options, LearningTask task) {
    float[] rates = new float[task.classes()];
    task.store()
        .scan(
            photo -> {
              for (int row = 0; row < photo.rows(); row++) {
                if (photo.label(row) > 0) {
                  rates[photo.label(row) - 1] += (float) (options.factor() / task.store().rows());
                }
              }
            });
    NamedTensor tensor = new NamedTensor(RATES, new int[] {rates.length, 1}, rates);
    return Learnt.asTensors(
        new BaseRate(rates, task.store().columns()), List.of(tensor, width(task)));
  }

  private static NamedTensor width(LearningTask task) {
    return new NamedTensor(
        "base-rate.columns", new int[] {1}, new float[] {task.store().columns()});
  }

  @Override
  public RegionClassifier read(Weights tensors, byte[] model) {
    return new BaseRate(
        tensors.find(RATES).orElseThrow().values(),
        (int) tensors.require("base-rate.columns", 1).values()[0]);
  }

  private static final class BaseRate implements RegionClassifier {
    private final float[] rates;
    private final int columns;

    BaseRate(float[] rates, int columns) {
      this.rates = rates;
      this.columns = columns;
    }

    @Override
    public float[][] probabilities(FeatureMatrix features) {
      float[][] probabilities = new float[features.rows()][];
      Arrays.setAll(probabilities, row -> rates.clone());
      return probabilities;
    }

    @Override
    public int classes() {
      return rates.length;
    }

    @Override
    public int columns() {
      return columns;
    }
  }
}
