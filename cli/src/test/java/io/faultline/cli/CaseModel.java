package io.faultline.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A golden model with a change: {@code from} names it; {@code manifest} holds JSON pointers and the
 * values that are set there; {@code tensor} and {@code value}, a weight whose first number is
 * replaced.
 */
final class CaseModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CaseModel() {}

  static void write(JsonNode change, Path file) throws IOException {
    String name = "version-1-" + change.get("from").asText() + ".model";
    byte[] golden = Files.readAllBytes(CaseTable.folder().resolveSibling("bundles").resolve(name));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(golden));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        if (entry.getName().equals("manifest.json") && change.has("manifest")) {
          bytes = manifest(bytes, change.get("manifest"));
        }
        if (entry.getName().equals("network.safetensors") && change.has("tensor")) {
          tensor(bytes, change.get("tensor").asText(), change.get("value"));
        }
        store(zip, entry.getName(), bytes);
      }
    }
    Files.write(file, out.toByteArray());
  }

  private static byte[] manifest(byte[] bytes, JsonNode changes) throws IOException {
    JsonNode manifest = JSON.readTree(bytes);
    for (Map.Entry<String, JsonNode> one : changes.properties()) {
      CaseFiles.set(manifest, JsonPointer.compile(one.getKey()), one.getValue());
    }
    return JSON.writeValueAsBytes(manifest);
  }

  private static void tensor(byte[] bytes, String name, JsonNode value) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) data.getLong(0);
    JsonNode place = JSON.readTree(bytes, 8, header).path(name).path("data_offsets").path(0);
    if (place.isMissingNode()) {
      throw new IllegalStateException("no tensor " + name);
    }
    data.putFloat(8 + header + place.asInt(), Float.parseFloat(value.asText()));
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
