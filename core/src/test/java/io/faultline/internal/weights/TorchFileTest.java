package io.faultline.internal.weights;

import static io.faultline.internal.weights.TorchFiles.floats;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both formats of {@code torch.save} may hold, and what comes out. */
class TorchFileTest {
  private final Path folder;

  TorchFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Weights zip(byte[] pickle, Map<String, byte[]> storages) throws IOException {
    return WeightsReader.read(TorchFiles.zip(folder.resolve("w.pth"), pickle, storages));
  }

  private static byte[] twoTensors() {
    return new PickleBytes()
        .dict()
        .text("fc.weight")
        .tensor("FloatStorage", "7", 6, 0, 2, 3, 3, 1)
        .text("fc.bias")
        .tensor("FloatStorage", "8", 2, 0, 2, 1)
        .endDict()
        .stop();
  }

  private static Map<String, byte[]> twoStorages() {
    Map<String, byte[]> storages = new LinkedHashMap<>();
    storages.put("7", floats(1, 2, 3, 4, 5, 6));
    storages.put("8", floats(-0.5f, Float.MIN_VALUE));
    return storages;
  }

  private static void assertTwoTensors(Weights weights) {
    assertThat(weights.names()).containsExactly("fc.weight", "fc.bias");
    assertThat(weights.require("fc.weight", 2, 3).values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(weights.require("fc.bias", 2).values()).containsExactly(-0.5f, Float.MIN_VALUE);
  }

  @Test
  void zipFormatGivesTensorsInOrder() throws IOException {
    assertTwoTensors(zip(twoTensors(), twoStorages()));
  }

  @Test
  void olderFormatGivesTheSame() throws IOException {
    Path file = folder.resolve("old.pth");
    assertTwoTensors(
        WeightsReader.read(TorchFiles.legacy(file, twoTensors(), twoStorages(), Float.BYTES)));
  }

  @Test
  void stridesAndOffsetsAreResolved() throws IOException {
    byte[] pickle =
        new PickleBytes()
            .dict()
            .text("transposed")
            .tensor("FloatStorage", "0", 7, 1, 3, 2, 1, 3)
            .text("tail")
            .tensor("FloatStorage", "0", 7, 5, 2, 1)
            .text("scalar")
            .tensor("FloatStorage", "0", 7, 3)
            .text("empty")
            .tensor("FloatStorage", "0", 7, 0, 0, 4, 4, 1)
            .endDict()
            .stop();
    Weights weights = zip(pickle, Map.of("0", floats(0, 1, 2, 3, 4, 5, 6)));
    assertThat(weights.names()).containsExactly("transposed", "tail", "scalar", "empty");
    assertThat(weights.require("transposed", 3, 2).values()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(weights.require("tail", 2).values()).containsExactly(5, 6);
    assertThat(weights.require("scalar").values()).containsExactly(3);
    assertThat(weights.require("empty", 0, 4).values()).isEmpty();
  }

  @Test
  void everyStorageClassIsReadAsFloat32() throws IOException {
    byte[] pickle =
        new PickleBytes()
            .dict()
            .text("double")
            .tensor("DoubleStorage", "0", 1, 0, 1, 1)
            .text("half")
            .tensor("HalfStorage", "1", 2, 0, 2, 1)
            .text("bfloat16")
            .tensor("BFloat16Storage", "2", 1, 0, 1, 1)
            .text("num_batches_tracked")
            .tensor("LongStorage", "3", 1, 0)
            .text("byte")
            .tensor("ByteStorage", "4", 1, 0, 1, 1)
            .endDict()
            .stop();
    Map<String, byte[]> storages =
        Map.of(
            "0", TorchFiles.littleEndian(8).putDouble(0.1).array(),
            "1", new byte[] {0x00, 0x3c, 0x01, (byte) 0x80},
            "2", new byte[] {(byte) 0xc0, (byte) 0xbf},
            "3", TorchFiles.littleEndian(8).putLong(1234).array(),
            "4", new byte[] {(byte) 0xff});
    Weights weights = zip(pickle, storages);
    assertThat(weights.require("double", 1).values()).containsExactly(0.1f);
    assertThat(weights.require("half", 2).values()).containsExactly(1f, -0x1p-24f);
    assertThat(weights.require("bfloat16", 1).values()).containsExactly(-1.5f);
    assertThat(weights.require("num_batches_tracked").values()).containsExactly(1234f);
    assertThat(weights.require("byte", 1).values()).containsExactly(255f);
  }

  @Test
  void checkpointsAreOpenedAndTheParallelPrefixIsTakenOff() throws IOException {
    byte[] pickle =
        new PickleBytes()
            .raw('}', '(')
            .text("epoch")
            .integer(12)
            .text("lr")
            .raw('G', 0x3f, 0xf0, 0, 0, 0, 0, 0, 0)
            .text("state_dict")
            .dict()
            .text("module.conv.weight")
            .tensor("FloatStorage", "0", 1, 0, 1, 1)
            .endDict()
            .raw('u')
            .stop();
    assertThat(zip(pickle, Map.of("0", floats(3))).names()).containsExactly("conv.weight");
  }

  @Test
  void metadataOfModulesAndParametersArePassedOver() throws IOException {
    // As nn.Module.state_dict() leaves it: the dict's state holds _metadata; a Parameter wraps its
    // tensor; and everything is put into the memo.
    byte[] pickle =
        new PickleBytes()
            .dict()
            .text("weight")
            .raw('q', 1)
            .global("torch._utils", "_rebuild_parameter")
            .raw('r', 2, 0, 0, 0, '(')
            .tensor("FloatStorage", "0", 1, 0, 1, 1)
            .raw(0x88, 'N', 't', 'R')
            .endDict()
            .raw('}', '(')
            .text("_metadata")
            .dict()
            .text("")
            .raw('}', '(')
            .text("version")
            .integer(1)
            .raw('u')
            .endDict()
            .raw('u', 'b')
            .stop();
    assertThat(zip(pickle, Map.of("0", floats(3))).require("weight", 1).values())
        .containsExactly(3);
  }

  @Test
  void pythonTwoListsOfPairsMakeADict() throws IOException {
    byte[] pickle =
        new PickleBytes()
            .global("collections", "OrderedDict")
            .raw(']', ']', 'U', 1, 'w')
            .raw('a')
            .tensor("FloatStorage", "0", 1, 0, 1, 1)
            .raw('a', 'a', 0x85, 'R')
            .stop();
    assertThat(zip(pickle, Map.of("0", floats(3))).names()).containsExactly("w");
  }
}
