package io.faultline.internal.bundle;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The entries of a bundle's zip archive. Entries are stored as they are, never compressed, and none
 * stands twice, so that together they are no larger than the archive: a small file cannot become a
 * large one in memory.
 *
 * @param source how messages call the bundle
 */
record BundleArchive(String source, Map<String, byte[]> entries) {

  /**
   * Reads all entries.
   *
   * @param bytes how long the archive is
   * @param known the names that entries may have
   * @throws IOException where it is no zip archive, or ends early
   * @throws FaultlineException with {@link Problem#MODEL} where it is one that no bundle is
   */
  static BundleArchive read(InputStream in, long bytes, String source, Set<String> known)
      throws IOException {
    BundleArchive archive = new BundleArchive(source, new HashMap<>());
    try (ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      long left = bytes;
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        archive.check(next, left, known);
        left -= next.getSize();
        archive.put(next, zip);
      }
    } catch (IllegalArgumentException e) { // A name that is no UTF-8.
      throw new IOException(e);
    }
    if (archive.entries().isEmpty()) {
      throw new IOException(source + " has no entries");
    }
    return archive;
  }

  private void check(ZipEntry entry, long left, Set<String> known) {
    String name = entry.getName();
    if (!known.contains(name)) {
      throw fault("holds an entry that is none of " + known + "; a model has no others");
    }
    if (entries.containsKey(name)) {
      throw fault(name + " stands in it twice");
    }
    if (entry.getMethod() != ZipEntry.STORED) {
      throw fault(name + " is compressed; entries of a model are stored as they are");
    }
    long size = entry.getSize();
    if (size < 0 || size != entry.getCompressedSize() || size > left) {
      throw fault(name + " is said to have " + size + " bytes, which do not fit the file");
    }
  }

  private void put(ZipEntry entry, ZipInputStream zip) throws IOException {
    byte[] bytes;
    try {
      bytes = zip.readAllBytes();
    } catch (ZipException e) {
      throw fault(entry.getName() + " is damaged (its checksum does not fit)");
    }
    if (bytes.length != entry.getSize()) {
      throw new EOFException(entry.getName() + " ends early");
    }
    entries.put(entry.getName(), bytes);
  }

  /**
   * The bytes of an entry.
   *
   * @throws FaultlineException with {@link Problem#MODEL} where it is missing
   */
  byte[] read(String name) {
    byte[] bytes = entries.get(name);
    if (bytes == null) {
      throw fault(name + " is missing");
    }
    return bytes;
  }

  /** Whether these are the first bytes of a zip archive whose first entry has that name. */
  static boolean beginsWith(byte[] head, String name) {
    byte[] expected = name.getBytes(StandardCharsets.US_ASCII);
    int start = 30; // Length of a local file header before the name (APPNOTE.TXT, section 4.3.7).
    return head.length >= start + expected.length
        && Arrays.equals(head, 0, 4, new byte[] {'P', 'K', 3, 4}, 0, 4)
        && Arrays.equals(head, start, start + expected.length, expected, 0, expected.length);
  }

  static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private FaultlineException fault(String rule) {
    return new FaultlineException(Problem.MODEL, source + ": " + rule);
  }
}
