package io.faultline.bench;

import io.faultline.internal.provenance.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Changes one entry of a model bundle and packs it again with right checksums. */
final class FuzzBundle {
  /** Changes in one of so many bundles hit the archive itself. */
  private static final int RAW = 8;

  private static final String LIGHT_GBM = "classifier.txt";
  private static final String SEAL = "\nfaultline_sha256=";

  private FuzzBundle() {}

  static byte[] of(byte[] bundle, SplittableRandom random) {
    if (random.nextInt(RAW) == 0) {
      return FuzzMutation.of(bundle, bundle, false, random);
    }
    try {
      Map<String, byte[]> entries = entries(bundle);
      String chosen = chosen(entries, random);
      byte[] valid = Objects.requireNonNull(entries.get(chosen));
      boolean text = !chosen.endsWith("safetensors") && !chosen.endsWith("ubj");
      byte[] changed = FuzzMutation.of(valid, valid, text, random);
      entries.put(chosen, chosen.equals(LIGHT_GBM) ? sealed(changed) : changed);
      return packed(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** LightGBM's text with the fingerprint that fits, as an attacker would write it. */
  private static byte[] sealed(byte[] changed) {
    String text = new String(changed, StandardCharsets.UTF_8);
    int seal = text.lastIndexOf(SEAL);
    String kept = seal < 0 ? text : text.substring(0, seal);
    String fits = kept + SEAL + Fingerprint.builder().add(kept).build().hex() + "\n";
    return fits.getBytes(StandardCharsets.UTF_8);
  }

  /** Trees where there are any, else manifest, seldom weights. */
  private static String chosen(Map<String, byte[]> entries, SplittableRandom random) {
    for (String name : entries.keySet()) {
      if (name.startsWith("classifier.") && random.nextInt(3) > 0) {
        return name;
      }
    }
    return random.nextInt(3) > 0 ? "manifest.json" : "network.safetensors";
  }

  /** The files in a bundle by their names, in their order. */
  static Map<String, byte[]> entries(byte[] bundle) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /** A bundle of these files, stored, with checksums that fit. */
  static byte[] packed(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> one : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(one.getKey());
        CRC32 crc = new CRC32();
        crc.update(one.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(one.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(one.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
