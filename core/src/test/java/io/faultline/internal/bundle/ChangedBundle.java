package io.faultline.internal.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A bundle with one entry changed, its checksums right: what a stranger might hand over. */
final class ChangedBundle {
  private ChangedBundle() {}

  /** Writes {@code from} to {@code to} with another manifest. */
  static Path manifest(Path from, Path to, UnaryOperator<String> change) throws IOException {
    return entry(
        from,
        to,
        "manifest.json",
        bytes ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Writes {@code from} to {@code to} with one entry changed. */
  static Path entry(Path from, Path to, String name, UnaryOperator<byte[]> change)
      throws IOException {
    Map<String, byte[]> entries = entries(from);
    entries.computeIfPresent(name, (key, bytes) -> change.apply(bytes));
    try (OutputStream out = Files.newOutputStream(to)) {
      write(entries, out, ZipEntry.STORED);
    }
    return to;
  }

  /** All entries, in their order. */
  static Map<String, byte[]> entries(Path bundle) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  /** A zip archive of some entries, stored or deflated. */
  static void write(Map<String, byte[]> entries, OutputStream out, int method) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    entries.forEach(
        (name, bytes) -> {
          ZipEntry entry = new ZipEntry(name);
          entry.setMethod(method);
          entry.setSize(bytes.length);
          entry.setCrc(BundleArchive.crc(bytes));
          try {
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    zip.finish();
  }
}
