package io.faultline.internal.weights;

import static io.faultline.internal.weights.TorchFiles.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips whose directory lies: about sizes, places, kinds and names. */
@Timeout(60)
class HostileZipTest {
  private static final int METHOD = 10;
  private static final int COMPRESSED_SIZE = 20;
  private static final int SIZE = 24;
  private static final int LOCAL_HEADER = 42;

  private final Path folder;
  private final Path file;

  HostileZipTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("w.pth");
  }

  private static byte[] pickle() {
    return new PickleBytes()
        .dict()
        .text("w")
        .tensor("FloatStorage", "0", 4, 0, 4, 1)
        .endDict()
        .stop();
  }

  private Path whole() throws IOException {
    return TorchFiles.zip(file, pickle(), Map.of("0", floats(1, 2, 3, 4)));
  }

  /** Overwrites fields of an entry in the central directory (PKWARE APPNOTE 4.3.12). */
  private void patch(String name, int value, int... fields) throws IOException {
    ByteBuffer zip = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = header(zip, name);
    for (int field : fields) {
      if (field == METHOD) {
        zip.putShort(header + field, (short) value);
      } else {
        zip.putInt(header + field, value);
      }
    }
    Files.write(file, zip.array());
  }

  private static int header(ByteBuffer zip, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at + 46 + bytes.length <= zip.capacity(); at++) {
      if (zip.getInt(at) == 0x02014b50
          && zip.slice(at + 46, bytes.length).equals(ByteBuffer.wrap(bytes))) {
        return at;
      }
    }
    throw new AssertionError("no entry " + name);
  }

  private void assertFault(String... words) {
    assertThatThrownBy(() -> WeightsReader.read(file))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n")
        .satisfies(
            e -> assertThat(words).allSatisfy(word -> assertThat(e).hasMessageContaining(word)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 17, 1 << 20, Integer.MAX_VALUE, -2})
  void aStorageOfAnotherSizeThanDeclaredIsRefused(int declared) throws IOException {
    whole();
    patch("net/data/0", declared, COMPRESSED_SIZE, SIZE);
    assertFault();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, 1000, (1 << 24) - 1, 1 << 24, Integer.MAX_VALUE, -2})
  void aPickleOfAnotherSizeThanDeclaredIsRefused(int declared) throws IOException {
    whole();
    patch("net/data.pkl", declared, COMPRESSED_SIZE, SIZE);
    assertFault();
  }

  @Test
  void sizesThatDifferOrAreBeyond64BitsAreRefused() throws IOException {
    whole();
    patch("net/data/0", 1 << 30, SIZE);
    assertFault("net/data/0");
    // -1 in 32 bits says that a 64-bit field follows; here none does.
    whole();
    patch("net/data/0", -1, COMPRESSED_SIZE, SIZE);
    assertFault();
  }

  @Test
  void negative64BitSizesAreRefused() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = TorchFiles.stored("net/data.pkl", pickle());
      entry.setExtra(
          TorchFiles.littleEndian(20)
              .putShort((short) 0x4242)
              .putShort((short) 16)
              .putLong(-5)
              .putLong(-5)
              .array());
      zip.putNextEntry(entry);
      zip.write(pickle());
      zip.closeEntry();
    }
    ByteBuffer zip = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = header(zip, "net/data.pkl");
    zip.putInt(header + COMPRESSED_SIZE, -1).putInt(header + SIZE, -1);
    zip.putShort(header + 46 + "net/data.pkl".length(), (short) 1); // now it is a zip64 field
    Files.write(file, zip.array());
    assertFault();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 100_000, Integer.MAX_VALUE, -2, -1})
  void aStorageThatLiesElsewhereIsRefused(int place) throws IOException {
    whole();
    patch("net/data/0", place, LOCAL_HEADER);
    assertFault();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 12, 99})
  void anyKindOfCompressionIsRefused(int method) throws IOException {
    whole();
    patch("net/data/0", method, METHOD);
    assertFault();
  }

  @Test
  void aBombUnderAnyNameIsNeverUnpacked() throws IOException {
    for (String bomb : new String[] {"net/data.pkl", "net/byteorder", "net/data/0"}) {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry(bomb));
        zip.write(new byte[50_000_000]); // a thousandth of that in the file
        zip.closeEntry();
        if (!bomb.endsWith(".pkl")) {
          TorchFiles.store(zip, "net/data.pkl", pickle());
        }
      }
      assertThat(file)
          .as("a bomb is small")
          .satisfies(f -> assertThat(Files.size(f)).isLessThan(100_000));
      assertFault();
    }
  }

  @Test
  void manyStoragesInOnePlaceCannotFillTheMemory() throws IOException {
    PickleBytes pickle = new PickleBytes().dict();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      TorchFiles.store(zip, "net/data/000", new byte[400_000]);
      for (int i = 1; i < 100; i++) {
        TorchFiles.store(zip, String.format("net/data/%03d", i), new byte[0]);
        pickle
            .text("w" + i)
            .tensor("FloatStorage", String.format("%03d", i), 100_000, 0, 100_000, 1);
      }
      TorchFiles.store(zip, "net/data.pkl", pickle.endDict().stop());
    }
    for (int i = 1; i < 100; i++) {
      patch(String.format("net/data/%03d", i), 400_000, COMPRESSED_SIZE, SIZE);
      patch(String.format("net/data/%03d", i), 0, LOCAL_HEADER);
    }
    assertFault("describes 9900000 numbers in 39600000 bytes, more than its");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    for (String name : new String[] {"net/data/0", "net/data.pkl"}) {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        TorchFiles.store(zip, "net/data.pkl", pickle());
        TorchFiles.store(zip, "net/data/0", floats(1, 2, 3, 4));
        TorchFiles.store(zip, name.substring(0, name.length() - 1) + "?", floats(5, 6, 7, 8));
      }
      // ZipOutputStream writes no name twice, so one is renamed afterwards.
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      String renamed = text.replace(name.substring(0, name.length() - 1) + "?", name);
      Files.write(file, renamed.getBytes(StandardCharsets.ISO_8859_1));
      assertFault("2 entries " + name);
    }
  }

  @Test
  void namesThatClimbOutOfTheFolderAreOnlyNames() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      TorchFiles.store(zip, "../../up/data.pkl", pickle());
      TorchFiles.store(zip, "../../up/data/0", floats(1, 2, 3, 4));
      TorchFiles.store(zip, "/etc/evil", floats(1));
    }
    assertThat(WeightsReader.read(file).require("w", 4).values()).containsExactly(1, 2, 3, 4);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
    }
  }

  @Test
  void countsOfEntriesAreLimited() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int i = 0; i <= 100_000; i++) {
        TorchFiles.store(zip, "net/data/" + i, new byte[0]);
      }
    }
    assertFault("more than 100000 zip entries");
  }

  @Test
  void aByteOrderIsAWord() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      TorchFiles.store(zip, "net/data.pkl", pickle());
      TorchFiles.store(zip, "net/byteorder", new byte[1_000_000]);
    }
    assertFault("net/byteorder", "1000000 bytes");
  }

  @Test
  void randomDamageToAWholeFileNeverEndsInAnythingButAFault() throws IOException {
    Path old = folder.resolve("old.pth");
    TorchFiles.legacy(old, pickle(), Map.of("0", floats(1, 2, 3, 4)), Float.BYTES);
    SplittableRandom random = new SplittableRandom(20261124);
    for (byte[] good : new byte[][] {Files.readAllBytes(whole()), Files.readAllBytes(old)}) {
      int faults = 0;
      for (int i = 0; i < 1000; i++) {
        byte[] damaged = good.clone();
        for (int n = random.nextInt(1, 5); n > 0; n--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        Files.write(file, damaged);
        try {
          WeightsReader.read(file);
        } catch (FaultlineException e) {
          assertThat(e.problem()).isEqualTo(Problem.MODEL);
          faults++;
        }
      }
      assertThat(faults).isGreaterThan(300);
    }
  }
}
