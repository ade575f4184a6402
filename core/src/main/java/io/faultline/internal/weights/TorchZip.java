package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The zip format of {@code torch.save} (PyTorch 1.6 and later): {@code NAME/data.pkl}, and each
 * storage as {@code NAME/data/KEY}. Entries are stored, never compressed, as PyTorch itself writes
 * them: nothing here can unpack to more than the file's own size.
 */
final class TorchZip {
  private static final String PICKLE = "data.pkl";
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_PICKLE_BYTES = 1 << 24;

  /** For the word in the entry {@code byteorder}. */
  private static final int MAX_WORD_BYTES = 16;

  private final ZipFile zip;
  private final String source;

  private TorchZip(ZipFile zip, String source) {
    this.zip = zip;
    this.source = source;
  }

  static Weights read(Path file) {
    String source = file.toString();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new TorchZip(zip, source).weights(Files.size(file));
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.MODEL,
          source + ": is not a whole zip (" + e.getMessage() + "); it may have been cut short",
          e);
    }
  }

  private Weights weights(long fileBytes) throws IOException {
    if (zip.size() > MAX_ENTRIES) {
      throw WeightsFault.in(source, "has more than " + MAX_ENTRIES + " zip entries");
    }
    checkNames();
    ZipEntry pickle = pickle();
    String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
    checkByteOrder(folder);
    if (pickle.getSize() > MAX_PICKLE_BYTES) {
      throw WeightsFault.in(source, "has a pickle above " + MAX_PICKLE_BYTES + " bytes");
    }
    ByteBuffer program = bytes(pickle, pickle.getSize());
    Object root = new PickleMachine(program, source, new TorchObjects(source)).run();
    return TorchStateDict.read(root, storage -> storage(folder, storage), fileBytes, source);
  }

  /** Of two entries with one name, readers disagree which one counts. */
  private void checkNames() {
    Set<String> names = new HashSet<>();
    zip.stream()
        .filter(entry -> !names.add(entry.getName()))
        .findFirst()
        .ifPresent(
            entry -> {
              throw WeightsFault.in(
                  source, "has 2 entries " + WeightsFault.printable(entry.getName()));
            });
  }

  private ZipEntry pickle() {
    List<? extends ZipEntry> found =
        zip.stream()
            .filter(e -> e.getName().equals(PICKLE) || e.getName().endsWith("/" + PICKLE))
            .toList();
    if (found.size() != 1) {
      throw WeightsFault.in(
          source, "has " + found.size() + " entries data.pkl; a PyTorch file has one");
    }
    return found.get(0);
  }

  private void checkByteOrder(String folder) throws IOException {
    ZipEntry order = zip.getEntry(folder + "byteorder");
    if (order != null) {
      if (order.getSize() > MAX_WORD_BYTES) {
        throw fault(order, "has " + order.getSize() + " bytes; it must be a word");
      }
      String name = StandardCharsets.US_ASCII.decode(bytes(order, order.getSize())).toString();
      if (!name.equals("little")) {
        throw WeightsFault.in(
            source, "byte order is " + WeightsFault.printable(name) + "; it must be little");
      }
    }
  }

  private ByteBuffer storage(String folder, TorchStorage storage) {
    ZipEntry entry = zip.getEntry(folder + "data/" + storage.key());
    if (entry == null) {
      throw WeightsFault.in(
          source, "storage " + WeightsFault.printable(storage.key()) + " is missing");
    }
    try {
      return bytes(entry, storage.length());
    } catch (IOException e) {
      throw fault(entry, "cannot be read (" + e.getMessage() + ")");
    }
  }

  private ByteBuffer bytes(ZipEntry entry, long expected) throws IOException {
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
      throw fault(entry, "is compressed, which PyTorch never does");
    }
    // A 64-bit size may be negative.
    if (entry.getSize() != expected || expected < 0 || expected > Integer.MAX_VALUE - Long.BYTES) {
      throw fault(entry, "has " + entry.getSize() + " bytes; " + expected + " are needed");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes((int) expected);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (bytes.length != expected || crc.getValue() != entry.getCrc()) {
      throw fault(entry, "does not match its checksum; the file is damaged");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private FaultlineException fault(ZipEntry entry, String rule) {
    return WeightsFault.in(
        source, "zip entry " + WeightsFault.printable(entry.getName()) + " " + rule);
  }
}
