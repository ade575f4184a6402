package io.faultline.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final Weights WEIGHTS =
      Weights.of(
          "test",
          List.of(
              new NamedTensor("b", new int[] {2, 2}, new float[] {1, -0f, Float.NaN, 1e-40f}),
              new NamedTensor("a \"quoted\" é", new int[] {}, new float[] {7}),
              new NamedTensor("none", new int[] {0, 3}, new float[0])));

  private static byte[] write(Weights weights, Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsWriter.write(out, weights, metadata);
    return out.toByteArray();
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TorchFiles.littleEndian(8).putLong(json.length).array());
    out.writeBytes(json);
    out.writeBytes(new byte[dataBytes]);
    return out.toByteArray();
  }

  private static SafetensorsFile read(byte[] bytes) throws IOException {
    return SafetensorsFile.read(new ByteArrayInputStream(bytes), "w.safetensors");
  }

  private static void assertFault(byte[] bytes, String... words) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageStartingWith("w.safetensors: ")
        .hasMessageNotContaining("\n")
        .hasMessageContainingAll(words);
  }

  @Test
  void readGivesBackWhatWasWrittenBitForBit() throws IOException {
    SafetensorsFile read = read(write(WEIGHTS, Map.of("format", "pt", "k", "")));
    assertThat(read.metadata()).isEqualTo(Map.of("format", "pt", "k", ""));
    assertThat(read.weights().names()).containsExactlyElementsOf(WEIGHTS.names());
    for (NamedTensor tensor : WEIGHTS.tensors()) {
      NamedTensor back = read.weights().require(tensor.name(), tensor.shape());
      assertThat(bits(back)).containsExactly(bits(tensor));
    }
  }

  private static int[] bits(NamedTensor tensor) {
    float[] values = tensor.values();
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  void theSameWeightsGiveTheSameBytesAndAlignedValues() throws IOException {
    byte[] bytes = write(WEIGHTS, Map.of("x", "1", "y", "2"));
    assertThat(write(WEIGHTS, Map.of("y", "2", "x", "1"))).isEqualTo(bytes);
    int header = bytes[0] & 0xff;
    assertThat(header % 8).isZero();
    assertThat(new String(bytes, 8, header, StandardCharsets.UTF_8))
        .startsWith("{\"__metadata__\":{\"x\":\"1\",\"y\":\"2\"},\"b\":{\"dtype\":\"F32\"");
  }

  @Test
  void filesAreWrittenWholeAndRecognisedByContent(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.bin");
    SafetensorsWriter.write(file, WEIGHTS, Map.of());
    assertThat(Files.readAllBytes(file)).isEqualTo(write(WEIGHTS, Map.of()));
    assertThat(WeightsReader.read(file).names()).containsExactlyElementsOf(WEIGHTS.names());
  }

  @Test
  void longTensorsPassThroughTheChunkedWriter() throws IOException {
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Weights weights = Weights.of("t", List.of(new NamedTensor("w", new int[] {100_003}, values)));
    assertThat(read(write(weights, Map.of())).weights().require("w", 100_003).values())
        .isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource({
    "F64,8", "F32,4", "F16,2", "BF16,2", "I64,8", "I32,4", "I16,2", "I8,1", "U8,1", "BOOL,1"
  })
  void everyKindOfNumberIsRead(String type, int bytes) throws IOException {
    String header = "{\"w\":{\"dtype\":\"%s\",\"shape\":[3],\"data_offsets\":[0,%d]}}";
    byte[] file = file(header.formatted(type, 3 * bytes), 3 * bytes);
    assertThat(read(file).weights().require("w", 3).values()).containsExactly(0, 0, 0);
    if (type.startsWith("I")) {
      Arrays.fill(file, file.length - bytes, file.length, (byte) -1);
      assertThat(read(file).weights().require("w", 3).values()).containsExactly(0, 0, -1);
    }
  }

  @Test
  void halfPrecisionCoversItsWholeRange() {
    float[] expected = {
      0f, -0f, 1f, -2f, 65504f, 0x1p-14f, 0x1p-24f, Float.POSITIVE_INFINITY, Float.NaN
    };
    short[] bits = {
      0, (short) 0x8000, 0x3c00, (short) 0xc000, 0x7bff, 0x0400, 1, 0x7c00, (short) 0x7e00
    };
    for (int i = 0; i < bits.length; i++) {
      float value = ElementType.F16.at(TorchFiles.littleEndian(2).putShort(bits[i]), 0);
      assertThat(Float.floatToIntBits(value)).isEqualTo(Float.floatToIntBits(expected[i]));
    }
  }

  private static String entry(String name, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, shape, offsets);
  }

  @Test
  void headersThatLieAboutSizesAreRefused() {
    assertFault(file("{" + entry("w", "[2]", "[0,4]") + "}", 4), "tensor w", "takes 8 bytes");
    assertFault(file("{" + entry("w", "[1]", "[4,0]") + "}", 4), "begin <= end");
    assertFault(file("{" + entry("w", "[1]", "[-4,0]") + "}", 4), "begin <= end");
    assertFault(file("{" + entry("w", "[1]", "[0]") + "}", 4), "begin <= end");
    assertFault(file("{" + entry("w", "[1]", "[4,8]") + "}", 8), "must begin at 0");
    String a = entry("a", "[2]", "[0,8]");
    assertFault(file("{" + a + "," + entry("b", "[2]", "[4,12]") + "}", 12), "tensor b", "at 8");
    assertFault(file("{" + a + "," + entry("b", "[1]", "[12,16]") + "}", 16), "tensor b", "at 8");
    assertFault(file("{" + a + "," + entry("b", "[2]", "[0,8]") + "}", 8), "tensor b", "at 8");
    assertFault(file("{" + a + "}", 7), "tensor a", "7 of its 8 bytes");
    assertFault(file("{" + a + "}", 9), "more bytes");
  }

  @Test
  void absurdShapesAreRefusedBeforeMemoryIsTaken() {
    String big = "[65536,65536,65536,65536]";
    assertFault(file("{" + entry("w", big, "[0,0]") + "}", 0), "tensor w", "shape");
    assertFault(file("{" + entry("w", "[-1]", "[0,4]") + "}", 4), "shape");
    assertFault(file("{" + entry("w", "[1e3]", "[0,4]") + "}", 4), "integers");
    assertFault(file("{" + entry("w", "[99999999999999999999]", "[0,4]") + "}", 4), "integers");
    assertFault(file("{" + entry("w", "[1.5]", "[0,4]") + "}", 4), "integers");
    assertFault(file("{" + entry("w", "7", "[0,4]") + "}", 4), "integers");
    assertFault(file("{" + entry("w", "[2000000000]", "[0,8000000000]") + "}", 4), "2 GB");
    assertFault(file("{" + entry("w", "[500000000]", "[0,2000000000]") + "}", 4), "4 of its");
  }

  @Test
  void headersOfTheWrongFormAreRefused() {
    assertFault(new byte[5], "5 bytes");
    assertFault(TorchFiles.littleEndian(8).putLong(100_000_001).array(), "100000001");
    assertFault(TorchFiles.littleEndian(8).putLong(-1).array(), "18446744073709551615");
    assertFault(TorchFiles.littleEndian(8).putLong(0).array(), "2 to");
    assertFault(TorchFiles.littleEndian(8).putLong(99_000_000).array(), "ends within its header");
    assertFault(file("[1]", 0), "does not begin with {");
    assertFault(file("{\"w\":", 0), "not JSON");
    assertFault(file("{} {}", 0), "goes on");
    assertFault(file("{\"w\":3}", 0), "tensor w", "not an object");
    assertFault(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[]}}", 4), "data_offsets is missing");
    assertFault(file("{\"w\":{\"dtype\":\"F8_E5M2\",\"shape\":[]}}", 4), "F8_E5M2", "BF16");
    assertFault(file("{\"w\":{\"dtype\":{}}}", 4), "dtype is not a text");
    assertFault(file("{\"w\":{\"colour\":1}}", 4), "colour is not a field");
    assertFault(file("{\"__metadata__\":{\"a\":1}}", 0), "map of texts");
    assertFault(file("{\"__metadata__\":[]}", 0), "map of texts");
    String w = entry("w", "[1]", "[0,4]");
    assertFault(file("{" + w + "," + w + "}", 4), "not JSON", "uplicate field");
    assertFault(file("{\"w\":" + "[".repeat(100_000), 0), "tensor w", "not an object");
  }

  @Test
  void weightsSayWhichTensorAndWhichShapeIsWrong() {
    assertThatThrownBy(() -> WEIGHTS.require("b", 4))
        .isInstanceOf(FaultlineException.class)
        .hasMessage("test: tensor b: shape is [2, 2]; [4] is needed");
    assertThatThrownBy(() -> WEIGHTS.require("fc.bias", 1))
        .isInstanceOf(FaultlineException.class)
        .hasMessage("test: tensor fc.bias: is missing; shape [1] is needed");
    NamedTensor tensor = new NamedTensor("x", new int[] {1}, new float[] {1});
    assertThatThrownBy(() -> Weights.of("test", List.of(tensor, tensor)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tensorsCannotBeChangedFromOutside() {
    float[] values = {1, 2};
    NamedTensor tensor = new NamedTensor("x", new int[] {2}, values);
    values[0] = 9;
    tensor.values()[1] = 9;
    tensor.shape()[0] = 9;
    assertThat(tensor.values()).containsExactly(1, 2);
    assertThat(tensor.shape()).containsExactly(2);
    assertThat(tensor.buffer().isReadOnly()).isTrue();
  }
}
