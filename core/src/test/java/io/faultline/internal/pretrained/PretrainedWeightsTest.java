package io.faultline.internal.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.internal.weights.WeightsReader;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real files of PyTorch and safetensors, where they are at hand. */
class PretrainedWeightsTest {
  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("faultline.shared", "../shared"), "weights", name);
    assumeTrue(Files.exists(file), () -> "the shared weights are not here: " + file);
    return file;
  }

  @Test
  void pthAndSafetensorsGiveTheSameTensorsBitForBit() {
    Weights pth = WeightsReader.read(shared("resnet18-conv1-to-layer3.pth"));
    Weights safe = WeightsReader.read(shared("resnet18-conv1-to-layer3.safetensors"));
    assertThat(safe.names()).hasSize(75);
    // The .pth also counts batches (15 batch norms), which the other file leaves out.
    assertThat(pth.names()).hasSize(90).containsAll(safe.names());
    for (NamedTensor tensor : safe.tensors()) {
      NamedTensor other = pth.require(tensor.name(), tensor.shape());
      assertThat(other.buffer()).as(tensor.name()).isEqualTo(tensor.buffer());
    }
    assertThat(pth.require("bn1.num_batches_tracked").elements()).isEqualTo(1);
    assertThat(pth.require("conv1.weight", 64, 3, 7, 7).values())
        .doesNotContain(Float.NaN)
        .doesNotContain(Float.POSITIVE_INFINITY);
  }
}
