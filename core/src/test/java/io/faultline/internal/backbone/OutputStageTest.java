package io.faultline.internal.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.network.FormulaWeights;
import io.faultline.weights.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step of a map lies where its trunk says: in the middle of the pixels that it depends on. */
class OutputStageTest {
  private static final int WIDTH = 400;

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aStepIsTheMiddleOfThePixelsThatItSees(Architecture architecture) {
    Weights weights = FormulaWeights.of(architecture.backbone());
    for (Stage stage : new Stage[] {Stage.LAYER1, Stage.LAYER2}) {
      Backbone trunk = architecture.backbone().used(stage, Freezing.NONE);
      OutputStage output = trunk.outputs().get(stage.number() - 1);
      try (Parameters parameters = FormulaWeights.parameters(trunk, weights)) {
        int step = WIDTH / output.stride() / 2;
        int[] seen = seen(trunk, parameters, step);
        assertThat(seen[0]).isPositive();
        assertThat(seen[1]).isLessThan(WIDTH - 1);
        assertThat((seen[0] + seen[1] + 1) / 2.0)
            .isEqualTo(output.origin() + step * output.stride());
      }
    }
  }

  /** The first and the last column of a strip of noise that one step of its map depends on. */
  private static int[] seen(Backbone trunk, Parameters parameters, int step) {
    try (PointerScope scope = new PointerScope()) {
      torch.manual_seed(5);
      Tensor strip = torch.randn(1, 3, 16, WIDTH).set_requires_grad(true);
      trunk.maps(strip, 1, parameters, false).get(0).select(3, step).abs().sum().backward();
      float[] byColumn = Parameters.floats(strip.grad().abs().sum(0, 1, 2));
      int first = 0;
      while (byColumn[first] == 0) {
        first++;
      }
      int last = WIDTH - 1;
      while (byColumn[last] == 0) {
        last--;
      }
      return new int[] {first, last};
    }
  }
}
