package io.faultline.internal.weights;

import static io.faultline.internal.weights.TorchFiles.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pickles of a few bytes that would take all memory, all time or all of the stack if anything
 * walked, printed, hashed or copied what they describe.
 */
@Timeout(60)
class PickleBombTest {
  private final Path folder;

  PickleBombTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path zip(PickleBytes pickle) throws IOException {
    return TorchFiles.zip(folder.resolve("w.pth"), pickle.stop(), Map.of("0", floats(1, 2, 3, 4)));
  }

  /** An older file whose list of storages is this pickle. */
  private Path legacy(PickleBytes keys, byte[]... storages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TorchLegacy.magic());
    out.writeBytes(new PickleBytes().raw('M', 0xe9, 0x03).stop());
    out.writeBytes(TorchFiles.machine(true));
    out.writeBytes(
        new PickleBytes()
            .dict()
            .text("w")
            .tensor("FloatStorage", "0", 1, 0, 1, 1)
            .endDict()
            .stop());
    out.writeBytes(keys.stop());
    for (byte[] storage : storages) {
      out.writeBytes(TorchFiles.littleEndian(8).putLong(storage.length / Float.BYTES).array());
      out.writeBytes(storage);
    }
    return Files.write(folder.resolve("old.pth"), out.toByteArray());
  }

  private static void assertFault(Path file, String words) {
    assertThatThrownBy(() -> WeightsReader.read(file))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1500));
  }

  /** Leaves a tuple on the stack that would print as 2 to the 60th brackets. */
  private static PickleBytes doubled(PickleBytes pickle) {
    pickle.raw(')');
    for (int i = 0; i < 60; i++) {
      pickle.raw('q', i, 'h', i, 0x86);
    }
    return pickle;
  }

  /** Leaves a tuple on the stack that is nested a million times. */
  private static PickleBytes deep(PickleBytes pickle) {
    pickle.raw(')');
    for (int i = 0; i < 1_000_000; i++) {
      pickle.raw(0x85);
    }
    return pickle;
  }

  /** Leaves a list on the stack that holds itself within a tuple. */
  private static PickleBytes endless(PickleBytes pickle) {
    return pickle.raw(']', 'q', 0, 'h', 0, 0x85, 'a');
  }

  @Test
  void nestedValuesAreNotWalked() throws IOException {
    assertFault(zip(doubled(new PickleBytes().raw('}').text("a")).raw('s')), "entry a");
    assertFault(zip(deep(new PickleBytes().raw('}').text("a")).raw('s')), "entry a");
    assertFault(zip(deep(new PickleBytes())), "no dict of tensors");
    assertFault(zip(endless(new PickleBytes())), "no dict of tensors");
  }

  @Test
  void namesMustBeText() throws IOException {
    assertFault(zip(doubled(new PickleBytes()).text("x").raw(0x93)), "not a text");
    assertFault(zip(deep(new PickleBytes().text("torch")).raw(0x93)), "not a text");
    assertFault(zip(endless(new PickleBytes().text("torch")).raw(0x93)), "not a text");
  }

  @Test
  void dictKeysMustBeTextOrNumbers() throws IOException {
    assertFault(zip(doubled(new PickleBytes().raw('}')).raw('N', 's')), "dict key");
    assertFault(zip(deep(new PickleBytes().raw('}')).raw('N', 's')), "dict key");
  }

  @Test
  void keysOfOlderFilesMustBeTextAndOnce() throws IOException {
    assertFault(legacy(doubled(new PickleBytes().raw(']')).raw('a')), "not a text");
    assertFault(legacy(deep(new PickleBytes().raw(']')).raw('a')), "not a text");
    assertFault(legacy(endless(new PickleBytes())), "not a text");
    PickleBytes twice = new PickleBytes().raw(']', '(').text("0").text("0").raw('e');
    assertFault(legacy(twice, floats(1), floats(2)), "storage 0 is listed twice");
    PickleBytes once = new PickleBytes().raw(']', '(').text("0").raw('e');
    assertThat(WeightsReader.read(legacy(once, floats(1))).names()).containsExactly("w");
  }

  @Test
  void aShapeOfTenThousandDimensionsIsRefusedAtOnce() throws IOException {
    assertFault(
        zip(new PickleBytes().dict().text("w").tensor("FloatStorage", "0", 4, new long[20_001])),
        "10000 dimensions");
  }

  @Test
  void oneListMadeIntoManyDictsIsRefused() throws IOException {
    PickleBytes pickle = new PickleBytes().raw(']', 'q', 0, '(');
    for (int i = 0; i < 1000; i++) {
      pickle.text("k" + i).raw('N', 0x86);
    }
    pickle.raw('e').global("collections", "OrderedDict").raw('q', 1);
    for (int i = 0; i < 2000; i++) {
      pickle.raw('h', 1, 'h', 0, 0x85, 'R');
    }
    assertFault(zip(pickle), "more than 1000000 entries");
  }

  @Test
  void aPickleEnds() throws IOException {
    PickleBytes pickle = new PickleBytes();
    for (int i = 0; i < 2_000_000; i++) {
      pickle.raw('N');
    }
    assertFault(zip(pickle), "more than 2000000 instructions");
  }

  @Test
  void lengthsBeyondThePickleAreNotBelieved() throws IOException {
    assertFault(zip(new PickleBytes().raw('X', 0xff, 0xff, 0xff, 0x7f)), "cut short");
    assertFault(zip(new PickleBytes().raw('X', 0xff, 0xff, 0xff, 0xff)), "cut short");
    assertFault(zip(new PickleBytes().raw('T', 0, 0, 0, 0x40)), "cut short");
    assertFault(zip(new PickleBytes().raw(0x8c, 0xff)), "cut short");
    assertFault(zip(new PickleBytes().raw(0x8a, 0xff, 1)), "cut short");
    assertFault(zip(new PickleBytes().raw('c').raw('a', 'b')), "cut short");
  }

  @Test
  void theMemoHoldsWhatWasStoredAndNothingElse() throws IOException {
    assertFault(zip(new PickleBytes().raw('h', 7)), "recalls entry 7");
    assertFault(zip(new PickleBytes().raw('j', 0xff, 0xff, 0xff, 0xff)), "recalls entry -1");
    assertFault(zip(new PickleBytes().raw('q', 0)), "more from its stack");
    assertFault(zip(new PickleBytes().raw('(', 'q', 0)), "more from its stack");
    assertFault(zip(new PickleBytes().raw('t')), "never opened");
    assertFault(zip(new PickleBytes()), "more from its stack");
  }

  @Test
  void aNameOfMegabytesIsShortenedInTheMessage() throws IOException {
    String name = "\u0007".repeat(5_000_000);
    assertFault(zip(new PickleBytes().global("os", name)), "os.???");
    assertFault(zip(new PickleBytes().raw('}').text(name).raw('N', 's')), "entry ???");
  }

  @Test
  void callsTakeOnlyTheirOwnArguments() throws IOException {
    assertFault(zip(new PickleBytes().raw('N', ')', 'R')), "not a function");
    assertFault(zip(new PickleBytes().global("torch", "Size").raw('N', 'R')), "without a tuple");
    assertFault(zip(new PickleBytes().global("torch", "Size").raw(')', 'R')), "does not take");
    assertFault(zip(new PickleBytes().global("torch", "FloatStorage").raw(')', 'R')), "function");
    assertFault(zip(new PickleBytes().raw('N', 'Q')), "persistent id");
    assertFault(zip(new PickleBytes().raw('N', '}', 'b')), "state of something");
  }
}
