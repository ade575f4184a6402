package io.faultline.internal.weights;

import static io.faultline.internal.weights.TorchFiles.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to harm, to exhaust or by accident: each ends in one line that says what is wrong. */
class HostileTorchFileTest {
  private static final long HUGE = 1L << 40;

  private final Path folder;

  HostileTorchFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path zip(byte[] pickle) throws IOException {
    return TorchFiles.zip(folder.resolve("w.pth"), pickle, Map.of("0", floats(1, 2, 3, 4)));
  }

  private static void assertFault(Path file, String... words) {
    assertThatThrownBy(() -> WeightsReader.read(file))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n")
        .satisfies(
            e -> assertThat(words).allSatisfy(word -> assertThat(e).hasMessageContaining(word)));
  }

  private static byte[] oneTensor(long... offsetSizesStrides) {
    return new PickleBytes()
        .dict()
        .text("w")
        .tensor("FloatStorage", "0", 4, offsetSizesStrides)
        .endDict()
        .stop();
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "builtins, eval",
    "torch, load",
    "torch.storage, _load_from_bytes",
    "torch._utils, _import_dotted_name",
    "torchvision.models.resnet, ResNet",
    "collections, OrderedDict.fromkeys"
  })
  void anyOtherNameIsRefusedByName(String module, String name) throws IOException {
    byte[] pickle = new PickleBytes().global(module, name).text("x").raw(0x85, 'R').stop();
    assertFault(zip(pickle), "names " + module + "." + name);
    byte[] newer = new PickleBytes().text(module).text(name).raw(0x93).stop();
    assertFault(zip(newer), "names " + module + "." + name);
  }

  @Test
  void theOlderFormatIsAsStrictInEachOfItsPickles() throws IOException {
    Path file = folder.resolve("old.pth");
    byte[] bad = new PickleBytes().global("os", "system").stop();
    TorchFiles.legacy(file, bad, Map.of(), Float.BYTES);
    assertFault(file, "os.system");
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    second.writeBytes(TorchLegacy.magic());
    second.writeBytes(bad);
    Files.write(file, second.toByteArray());
    assertFault(file, "os.system");
  }

  @ParameterizedTest
  @ValueSource(ints = {'i', 'o', 0x81, 0x92, 'P', 'd', 'I', 'B', 0x97, 0x82, 0xff})
  void instructionsThatWeightsDoNotNeedAreRefused(int instruction) throws IOException {
    byte[] pickle = new PickleBytes().raw('(', ')', ')', instruction).stop();
    assertFault(zip(pickle), "instruction " + instruction);
  }

  @Test
  void shapesThatOverflowAreRefused() throws IOException {
    assertFault(zip(oneTensor(0, HUGE, 1)), "tensor w", "shape is [" + HUGE + "]");
    assertFault(zip(oneTensor(0, 65536, 65536, 65536, 1)), "tensor w", "shape");
    assertFault(zip(oneTensor(0, -1, 1)), "tensor w", "shape is [-1]");
    assertFault(zip(oneTensor(0, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0, 0)), "shape");
  }

  @Test
  void tensorsMustLieWithinTheirStorage() throws IOException {
    assertFault(zip(oneTensor(1, 2, 2, 2, 1)), "offset 1", "storage of 4");
    assertFault(zip(oneTensor(-1, 2, 1)), "offset -1");
    assertFault(zip(oneTensor(0, 2, 2, -1, 1)), "strides [-1, 1]");
    assertFault(zip(oneTensor(3, 2, HUGE)), "strides [" + HUGE + "]");
    assertFault(zip(oneTensor(0, 3, Long.MAX_VALUE)), "strides");
    assertFault(zip(oneTensor(Long.MAX_VALUE, 2, 1)), "offset");
    assertThat(WeightsReader.read(zip(oneTensor(0, 2, 2, 2, 1))).names()).containsExactly("w");
  }

  @Test
  void aTensorRepeatedByZeroStridesCannotFillTheMemory() throws IOException {
    assertFault(zip(oneTensor(0, 2_000_000_000, 0)), "2000000000 numbers");
  }

  @Test
  void aStorageMustHoldExactlyWhatItClaims() throws IOException {
    for (long claimed : new long[] {3, 5, HUGE, -1, Long.MIN_VALUE}) {
      byte[] pickle =
          new PickleBytes()
              .dict()
              .text("w")
              .tensor("FloatStorage", "0", claimed, 0, 1, 1)
              .endDict()
              .stop();
      assertFault(zip(pickle));
      Path old = folder.resolve("old.pth");
      assertFault(TorchFiles.legacy(old, pickle, Map.of("0", floats(1, 2, 3, 4)), Float.BYTES));
    }
  }

  @Test
  void compressedEntriesAreRefused() throws IOException {
    Path file = folder.resolve("bomb.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      TorchFiles.store(zip, "net/data.pkl", oneTensor(0, 4, 1));
      zip.putNextEntry(new ZipEntry("net/data/0"));
      zip.write(new byte[16]);
      zip.closeEntry();
    }
    assertFault(file, "net/data/0", "compressed");
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    Path file = zip(oneTensor(0, 4, 1));
    byte[] bytes = Files.readAllBytes(file);
    byte[] three = floats(3);
    for (int i = 0; i < bytes.length - 4; i++) {
      if (Arrays.equals(bytes, i, i + 4, three, 0, 4)) {
        bytes[i] ^= 1;
      }
    }
    Files.write(file, bytes);
    assertFault(file, "net/data/0", "checksum");
  }

  @Test
  void aMissingStorageIsNamed() throws IOException {
    byte[] pickle =
        new PickleBytes()
            .dict()
            .text("w")
            .tensor("FloatStorage", "../1", 4, 0, 4, 1)
            .endDict()
            .stop();
    assertFault(zip(pickle), "storage ../1 is missing");
  }

  @Test
  void cutShortAnywhereIsAFault() throws IOException {
    Path old = folder.resolve("old.pth");
    TorchFiles.legacy(old, oneTensor(0, 4, 1), Map.of("0", floats(1, 2, 3, 4)), Float.BYTES);
    for (Path file : new Path[] {zip(oneTensor(0, 4, 1)), old}) {
      byte[] whole = Files.readAllBytes(file);
      assertThat(WeightsReader.read(file).names()).containsExactly("w");
      for (int length = 0; length < whole.length; length += 3) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertFault(file);
      }
    }
  }

  @Test
  void randomDamageNeverEndsInAnythingButAFault() throws IOException {
    byte[] pickle = oneTensor(0, 2, 2, 2, 1);
    SplittableRandom random = new SplittableRandom(20261123);
    int faults = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = pickle.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        TorchStateDict.read(
            new PickleMachine(
                    ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN),
                    "w.pth",
                    new TorchObjects("w.pth"))
                .run(),
            storage -> TorchFiles.littleEndian(storage.length()),
            1000,
            "w.pth");
      } catch (FaultlineException e) {
        assertThat(e.problem()).isEqualTo(Problem.MODEL);
        faults++;
      }
    }
    assertThat(faults).isGreaterThan(1000);
  }

  @Test
  void selfContainingStructuresEndInAFault() throws IOException {
    // A list that holds itself as the value of its own dict entry, and as a dict key.
    assertFault(
        zip(new PickleBytes().raw('}', 'q', 0).text("a").raw('h', 0, 's').stop()), "entry a");
    assertFault(
        zip(new PickleBytes().raw('}', ']', 'q', 0, 'h', 0, 'a', 'N', 's').stop()), "dict key");
    assertFault(zip(new PickleBytes().raw(']').stop()), "no dict of tensors");
  }

  @Test
  void bigEndianFilesAreRefused() throws IOException {
    Path file = folder.resolve("old.pth");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TorchLegacy.magic());
    out.writeBytes(new PickleBytes().raw('M', 0xe9, 0x03).stop());
    out.writeBytes(TorchFiles.machine(false));
    Files.write(file, out.toByteArray());
    assertFault(file, "little-endian");
  }

  @Test
  void otherFilesAreRefusedByTheirContent() throws IOException {
    Path html = Files.writeString(folder.resolve("w.pth"), "<html><body>404</body></html>");
    assertFault(html, "begins with 3c 68", "neither safetensors nor");
    assertFault(Files.createFile(folder.resolve("empty.pth")), "is empty");
    assertFault(folder.resolve("none.pth"), "no such file");
    assertFault(folder, "cannot be read");
  }
}
