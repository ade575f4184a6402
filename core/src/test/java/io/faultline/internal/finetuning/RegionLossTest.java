package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RegionLossTest {
  private static final List<RegionLoss> LOSSES =
      List.of(
          new BinaryCrossEntropy(),
          new BinaryCrossEntropy(2.5),
          new FocalLoss(),
          new FocalLoss(-1, 2),
          new FocalLoss(0.6, 0.5),
          new FocalLoss(0.9, 0));

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }

  /** Against torch 1.13.1 and torchvision 0.14.1; logits there are float64, here float32. */
  @Test
  void valuesAndGradientsAreThoseOfTorchvision() throws IOException {
    JsonNode golden;
    try (InputStream in = RegionLossTest.class.getResourceAsStream("/golden/losses.json")) {
      golden = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    float[] logits = floats(golden.get("logits"));
    float[] targets = floats(golden.get("targets"));
    assertThat(golden.get("cases")).hasSize(17);
    for (JsonNode expected : golden.get("cases")) {
      RegionLoss loss =
          expected.get("loss").asText().equals("bce")
              ? new BinaryCrossEntropy()
              : new FocalLoss(expected.get("alpha").asDouble(), expected.get("gamma").asDouble());
      LossValue value = loss.evaluate(logits, targets);
      double mean = expected.get("mean").asDouble();
      assertThat(value.mean()).as("%s", loss).isCloseTo(mean, within(1e-6 * mean));
      float[] gradient = value.gradient();
      for (int i = 0; i < gradient.length; i++) {
        double derivative = expected.get("gradient").get(i).asDouble();
        assertThat((double) gradient[i])
            .as("%s, logit %d", loss, i)
            .isCloseTo(derivative, within(1e-9 + 2e-6 * Math.abs(derivative)));
      }
    }
  }

  @Property
  void theDerivativeIsTheSlopeOfTheValue(
      @ForAll @DoubleRange(min = -20, max = 20) double logit,
      @ForAll @DoubleRange(min = 0, max = 1) double target) {
    double h = 1e-5;
    for (RegionLoss loss : LOSSES) {
      for (double t : new double[] {0, 1, target}) {
        double slope = (loss.value(logit + h, t) - loss.value(logit - h, t)) / (2 * h);
        assertThat(loss.derivative(logit, t))
            .as("%s at %s", loss, t)
            .isCloseTo(slope, within(1e-6));
      }
    }
  }

  @Test
  void hugeLogitsNeitherOverflowNorTurnIntoNaN() {
    for (RegionLoss loss : LOSSES) {
      for (float logit : new float[] {40, 100, 800, 1e30f, Float.MAX_VALUE}) {
        for (float target : new float[] {0, 0.3f, 1}) {
          for (float signed : new float[] {logit, -logit}) {
            LossValue value = loss.evaluate(new float[] {signed}, new float[] {target});
            assertThat(value.mean()).as("%s(%s, %s)", loss, signed, target).isFinite();
            assertThat(value.mean()).isNotNegative();
            assertThat(value.gradient()[0]).isFinite();
          }
        }
      }
      // Certain and right costs nothing; certain and wrong is linear in the logit.
      assertThat(loss.evaluate(new float[] {800}, new float[] {1}).mean()).isZero();
      double wrong = loss.evaluate(new float[] {-800}, new float[] {1}).mean();
      assertThat(loss.evaluate(new float[] {-1600}, new float[] {1}).mean())
          .isCloseTo(2 * wrong, within(1e-9));
    }
  }

  @Test
  void smallLossesKeepTheirDigits() {
    // log(1 + e^-30) to the last digits, where the naive log(1 - p) gives 0.
    assertThat(new BinaryCrossEntropy().value(30, 1))
        .isCloseTo(9.357622968839737e-14, within(1e-27));
  }

  @Test
  void aPositiveWeightIsTheSameAsWeighingThePositives() {
    float[] logits = {0.3f, -2, 5};
    float[] targets = {1, 0, 1};
    LossValue weighted = new BinaryCrossEntropy().evaluate(logits, targets, new float[] {3, 1, 3});
    LossValue positive = new BinaryCrossEntropy(3).evaluate(logits, targets);
    assertThat(positive.mean()).isCloseTo(weighted.mean(), within(1e-12));
    assertThat(positive.gradient()).containsExactly(weighted.gradient(), within(1e-7f));
    assertThat(new FocalLoss().evaluate(logits, targets, new float[3]).mean()).isZero();
  }

  @Test
  void focalWithoutAlphaAndGammaIsCrossEntropy() {
    for (double logit = -30; logit <= 30; logit += 0.7) {
      for (double target : new double[] {0, 1}) {
        assertThat(new FocalLoss(-1, 0).value(logit, target))
            .isCloseTo(new BinaryCrossEntropy().value(logit, target), within(1e-12));
      }
    }
  }

  @Test
  void wrongInputIsRefused() {
    RegionLoss loss = new BinaryCrossEntropy();
    float[] one = {1};
    assertThatThrownBy(() -> loss.evaluate(new float[0], new float[0])).hasMessageContaining("0");
    assertThatThrownBy(() -> loss.evaluate(one, new float[2])).hasMessageContaining("2 targets");
    assertThatThrownBy(() -> loss.evaluate(one, new float[] {2})).hasMessageContaining("is 2.0");
    assertThatThrownBy(() -> loss.evaluate(one, new float[] {Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> loss.evaluate(one, one, new float[2])).hasMessageContaining("weights");
    assertThatThrownBy(() -> loss.evaluate(one, one, new float[] {-1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FocalLoss(1.5, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha is 1.5; it must be <= 1, negative = off");
    assertThatThrownBy(() -> new FocalLoss(0.25, Double.NaN)).hasMessageContaining("gamma is NaN");
    assertThatThrownBy(() -> new BinaryCrossEntropy(0)).hasMessageContaining("weight is 0.0");
  }

  @Property(tries = 60)
  void guessingWithCrossEntropyHasTheEntropyOfTheShare(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
    double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    assertThat(new BinaryCrossEntropy().guessing(share)).isBetween(entropy, entropy + 1e-4);
    assertThat(new FocalLoss(-1, 0).guessing(share)).isBetween(entropy - 1e-12, entropy + 1e-4);
    double half = new FocalLoss(-1, 2).value(0, 1);
    assertThat(new FocalLoss(-1, 2).guessing(share)).isBetween(0.0, half + 1e-12);
  }

  @Test
  void guessingKnowsNothingWithoutATarget() {
    assertThat(new BinaryCrossEntropy().guessing(Double.NaN)).isNaN();
    assertThat(new BinaryCrossEntropy().guessing(0)).isBetween(0.0, 1e-4);
  }
}
