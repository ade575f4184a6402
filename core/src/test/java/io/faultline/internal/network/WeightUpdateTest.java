package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.internal.backbone.Parameters;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The update rules against libtorch's own. */
class WeightUpdateTest {
  private static final int SIZE = 12;
  private static final int STEPS = 6;
  private static final double RATE = 0.01;
  private static final double DECAY = 0.05;

  @ParameterizedTest
  @EnumSource(OptimizerOptions.Kind.class)
  void movesAsLibtorchDoes(OptimizerOptions.Kind kind) {
    OptimizerOptions options = new OptimizerOptions(kind, RATE, 0.9, DECAY, false);
    try (PointerScope scope = new PointerScope()) {
      Tensor ours = start();
      Tensor theirs = start();
      Optimizer reference = reference(kind, theirs);
      try (WeightUpdate update = new WeightUpdate(options, Map.of("w", ours))) {
        SplittableRandom random = new SplittableRandom(3);
        for (int step = 0; step < STEPS; step++) {
          float[] target = values(random);
          pull(ours, target);
          pull(theirs, target);
          update.step(RATE);
          reference.step();
          reference.zero_grad();
        }
      }
      float[] expected = Parameters.floats(theirs);
      float[] found = Parameters.floats(ours);
      for (int i = 0; i < SIZE; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OptimizerOptions.Kind.class)
  void goesOnFromItsStateAsIfItHadNotStopped(OptimizerOptions.Kind kind) {
    OptimizerOptions options = new OptimizerOptions(kind, RATE, 0.9, DECAY, false);
    try (PointerScope scope = new PointerScope()) {
      Tensor straight = start();
      Tensor stopped = start();
      SplittableRandom random = new SplittableRandom(3);
      try (WeightUpdate whole = new WeightUpdate(options, Map.of("w", straight));
          WeightUpdate before = new WeightUpdate(options, Map.of("w", stopped));
          WeightUpdate after = new WeightUpdate(options, Map.of("w", stopped))) {
        for (int step = 0; step < STEPS; step++) {
          float[] target = values(random);
          pull(straight, target);
          pull(stopped, target);
          whole.step(RATE);
          if (step == STEPS / 2) {
            after.restore(before.state());
          }
          (step < STEPS / 2 ? before : after).step(RATE);
        }
      }
      assertThat(Parameters.floats(stopped)).isEqualTo(Parameters.floats(straight));
    }
  }

  private static Tensor start() {
    Tensor tensor = Tensor.create(values(new SplittableRandom(1)));
    tensor.set_requires_grad(true);
    return tensor;
  }

  private static float[] values(SplittableRandom random) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Leaves the gradient of half the squared distance to a target. */
  private static void pull(Tensor tensor, float[] target) {
    Tensor away = tensor.sub(Tensor.create(target));
    away.mul(away).sum().backward();
  }

  private static Optimizer reference(OptimizerOptions.Kind kind, Tensor tensor) {
    TensorVector tensors = new TensorVector();
    tensors.push_back(tensor);
    if (kind == OptimizerOptions.Kind.ADAM) {
      AdamOptions adam = new AdamOptions(RATE);
      adam.weight_decay().put(DECAY);
      return new Adam(tensors, adam);
    }
    SGDOptions sgd = new SGDOptions(RATE);
    sgd.momentum().put(0.9);
    sgd.weight_decay().put(DECAY);
    return new SGD(tensors, sgd);
  }
}
