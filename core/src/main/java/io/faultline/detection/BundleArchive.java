package io.faultline.detection;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The zip archive of a bundle, opened. Entries are stored as they are, never compressed, and none
 * stands twice, so that together they are no larger than the file: a small file cannot become a
 * large one in memory.
 */
final class BundleArchive implements AutoCloseable {
  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new HashMap<>();

  private BundleArchive(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Opens a bundle and checks its table of entries.
   *
   * @param known the names that entries may have
   * @throws IOException where it is no zip archive
   * @throws FaultlineException with {@link Problem#MODEL} where it is one that no bundle is
   */
  static BundleArchive open(Path file, Set<String> known) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // A name that is no UTF-8.
      throw new IOException(e);
    }
    BundleArchive archive = new BundleArchive(file, zip);
    try {
      archive.check(known);
      return archive;
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private void check(Set<String> known) throws IOException {
    long left = Files.size(file);
    Enumeration<? extends ZipEntry> all = zip.entries();
    while (all.hasMoreElements()) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      if (!known.contains(name)) {
        throw fault("holds an entry that is none of " + known + "; a model has no others");
      }
      if (entries.put(name, entry) != null) {
        throw fault(name + " stands in it twice");
      }
      if (entry.getMethod() != ZipEntry.STORED) {
        throw fault(name + " is compressed; entries of a model are stored as they are");
      }
      left -= entry.getSize();
      if (entry.getSize() < 0 || entry.getSize() != entry.getCompressedSize() || left < 0) {
        throw fault(
            name + " is said to have " + entry.getSize() + " bytes, which do not fit the file");
      }
    }
  }

  /**
   * The bytes of an entry.
   *
   * @throws FaultlineException with {@link Problem#MODEL} where it is missing or damaged
   */
  byte[] read(String name) throws IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw fault(name + " is missing");
    }
    byte[] bytes;
    try (var in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    if (crc(bytes) != entry.getCrc()) { // ZipFile does not compare checksums.
      throw fault(name + " is damaged (its checksum does not fit)");
    }
    return bytes;
  }

  static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private FaultlineException fault(String rule) {
    return new FaultlineException(Problem.MODEL, file + ": " + rule);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
