package io.faultline.internal.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.calibration.Calibration;
import io.faultline.internal.finetuning.BinaryCrossEntropy;
import io.faultline.internal.finetuning.RegionLoss;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

public class HeadClassifierTest extends RegionClassifierContract {

  /** Plain gradient descent, one linear layer. */
  @Override
  public RegionClassifier train(LabelledFeatures rows, int classes) {
    int columns = rows.features().columns();
    RegionLoss loss = new BinaryCrossEntropy();
    float[] weight = new float[classes * columns];
    float[] bias = new float[classes];
    float[] targets = new float[rows.rows() * classes];
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.label(row) > 0) {
        targets[row * classes + rows.label(row) - 1] = 1;
      }
    }
    for (int step = 0; step < 150; step++) {
      float[][] odds = new HeadClassifier(columns, weight, bias).probabilities(rows.features());
      float[] logits = new float[targets.length];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (float) Calibration.logOdds(odds[i / classes][i % classes]);
      }
      float[] gradient = loss.evaluate(logits, targets).gradient();
      for (int i = 0; i < gradient.length; i++) {
        int c = i % classes;
        bias[c] -= gradient[i];
        for (int column = 0; column < columns; column++) {
          weight[c * columns + column] -= gradient[i] * rows.features().at(i / classes, column);
        }
      }
    }
    return new HeadClassifier(columns, weight, bias);
  }

  @Override
  public RegionClassifier reload(RegionClassifier classifier) {
    List<NamedTensor> tensors = ((HeadClassifier) classifier).tensors("fc");
    return HeadClassifier.of(Weights.of("model", tensors), "fc");
  }

  @Test
  void itIsALinearLayerAndASigmoid() {
    HeadClassifier head = new HeadClassifier(2, new float[] {1, 2, -1, 0}, new float[] {0.5f, 0});
    float[] p = head.probabilities(new FeatureMatrix(1, 2, new float[] {1, -2}))[0];
    assertThat(p[0]).isCloseTo((float) (1 / (1 + Math.exp(2.5))), within(1e-7f));
    assertThat(p[1]).isCloseTo((float) (1 / (1 + Math.exp(1))), within(1e-7f));
  }

  @Test
  void tensorsThatDoNotFitAreNamed() {
    NamedTensor weight = new NamedTensor("fc.weight", new int[] {1, 3}, new float[3]);
    NamedTensor bias = new NamedTensor("fc.bias", new int[] {2}, new float[2]);
    assertThatThrownBy(() -> HeadClassifier.of(Weights.of("m", List.of(weight, bias)), "fc"))
        .isInstanceOf(FaultlineException.class)
        .hasMessage("m: tensor fc.weight: shape is [1, 3]; [2, 3] is needed");
    assertThatThrownBy(() -> HeadClassifier.of(Weights.of("m", List.of(weight)), "fc"))
        .isInstanceOf(FaultlineException.class)
        .hasMessage("m: tensor fc.bias of rank 1 is missing");
    assertThatThrownBy(() -> new HeadClassifier(2, new float[3], new float[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
