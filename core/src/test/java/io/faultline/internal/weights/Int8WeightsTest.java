package io.faultline.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Int8WeightsTest {
  private static NamedTensor noise(String name, int... shape) {
    SplittableRandom random = new SplittableRandom(7);
    float[] values = new float[TensorShape.of(shape).elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1) * (i < values.length / 2 ? 1e-3f : 10);
    }
    return new NamedTensor(name, shape, values);
  }

  private static Weights read(Weights weights) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Int8Weights.write(out, weights, Map.of("k", "v"));
    SafetensorsFile file =
        SafetensorsFile.read(new ByteArrayInputStream(out.toByteArray()), "file");
    assertThat(file.metadata()).containsEntry("k", "v");
    return Int8Weights.read(file);
  }

  @Test
  void aValueIsOffByHalfAStepOfItsRowAtMost() throws IOException {
    NamedTensor before = noise("a.weight", 4, 32, 7, 7);
    NamedTensor after = read(Weights.of("", List.of(before))).require("a.weight", 4, 32, 7, 7);
    int length = before.elements() / 4;
    for (int row = 0; row < 4; row++) {
      float largest = 0;
      for (int i = row * length; i < (row + 1) * length; i++) {
        largest = Math.max(largest, Math.abs(before.values()[i]));
      }
      for (int i = row * length; i < (row + 1) * length; i += 97) {
        assertThat(Math.abs(after.values()[i] - before.values()[i]))
            .isLessThanOrEqualTo(largest / 127 / 2 * 1.001f);
      }
    }
  }

  @Test
  void smallAndFlatTensorsStayAsTheyAre() throws IOException {
    Weights before = Weights.of("", List.of(noise("bias", 5000), noise("small.weight", 3, 9)));
    Weights after = read(before);
    assertThat(after.require("bias", 5000).values())
        .isEqualTo(before.require("bias", 5000).values());
    assertThat(after.require("small.weight", 3, 9).values())
        .isEqualTo(before.require("small.weight", 3, 9).values());
  }

  @Test
  void takesAByteForAValue() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Int8Weights.write(out, Weights.of("", List.of(noise("a.weight", 64, 1000))), Map.of());
    assertThat(out.size()).isBetween(64_000, 65_000);
  }

  @Test
  void whatIsRoundedStaysWhenItIsRoundedAgain() throws IOException {
    Weights once = read(Weights.of("", List.of(noise("a.weight", 4, 2000))));
    assertThat(read(once).require("a.weight", 4, 2000).values())
        .containsExactly(once.require("a.weight", 4, 2000).values(), within());
    assertThat(read(once).names()).containsExactly("a.weight");
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-6f);
  }

  @Test
  void aRowOfZerosStaysZero() throws IOException {
    NamedTensor zeros = new NamedTensor("a.weight", new int[] {2, 4096}, new float[8192]);
    assertThat(read(Weights.of("", List.of(zeros))).require("a.weight", 2, 4096).values())
        .containsOnly(0f);
  }

  @Test
  void scalesThatDoNotFitAreRefused() {
    SafetensorsFile file =
        new SafetensorsFile(
            Weights.of("file", List.of(noise("a.weight", 4, 8), noise("a.weight.scale", 5))),
            Map.of());
    assertThatThrownBy(() -> Int8Weights.read(file))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("a.weight.scale")
        .hasMessageContaining("[4] is needed");
  }
}
