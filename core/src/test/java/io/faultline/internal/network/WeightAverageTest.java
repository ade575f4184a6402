package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.weights.Weights;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** The average of the weights over the steps of a run. */
class WeightAverageTest {
  private static float value(Tensor tensor) {
    return tensor.item_float();
  }

  private static void set(Tensor tensor, double value) {
    tensor.fill_(new org.bytedeco.pytorch.Scalar(value));
  }

  /** Shamir and Zhang 2013: step t has the weight of t to the 7th, up to lower powers. */
  @Test
  void lateStepsCountMost() {
    try (PointerScope scope = new PointerScope()) {
      Tensor weight = Tensor.create(0f);
      try (WeightAverage average = new WeightAverage(Map.of("w", weight))) {
        for (int step = 1; step <= 1000; step++) {
          set(weight, step / 1000.0);
          average.add();
        }
        average.exchange();
        // The mean of t under a density of 8 t^7 on [0, 1].
        assertThat((double) value(weight)).isCloseTo(8.0 / 9, within(1e-3));
        average.exchange();
        assertThat(value(weight)).isEqualTo(1f);
      }
    }
  }

  @Test
  void weightsThatStandStillAreTheirAverage() {
    try (PointerScope scope = new PointerScope()) {
      Tensor weight = Tensor.create(3f);
      try (WeightAverage average = new WeightAverage(Map.of("w", weight))) {
        average.exchange();
        assertThat(value(weight)).isEqualTo(3f);
        average.add();
        average.add();
        average.exchange();
        assertThat(value(weight)).isEqualTo(3f);
      }
    }
  }

  @Test
  void anAverageThatWasStoppedGoesOnAsItWas() {
    try (PointerScope scope = new PointerScope()) {
      Tensor weight = Tensor.create(1f);
      try (WeightAverage straight = new WeightAverage(Map.of("w", weight));
          WeightAverage later = new WeightAverage(Map.of("w", weight))) {
        straight.add();
        set(weight, 5);
        straight.add();
        Weights state = straight.state();
        later.restore(state);
        set(weight, 9);
        straight.add();
        later.add();
        assertThat(later.state().tensors().get(0).values())
            .isEqualTo(straight.state().tensors().get(0).values());
      }
    }
  }
}
