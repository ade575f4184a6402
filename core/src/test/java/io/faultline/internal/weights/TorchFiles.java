package io.faultline.internal.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code .pth} files out of a pickle and the bytes of its storages, by key. */
final class TorchFiles {
  private TorchFiles() {}

  static Path zip(Path file, byte[] pickle, Map<String, byte[]> storages) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      store(zip, "net/data.pkl", pickle);
      for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
        store(zip, "net/data/" + storage.getKey(), storage.getValue());
      }
      store(zip, "net/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(stored(name, bytes));
    zip.write(bytes);
    zip.closeEntry();
  }

  static ZipEntry stored(String name, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    return entry;
  }

  /** The plain format; {@code storages} in order, each with the size of one of its numbers. */
  static Path legacy(Path file, byte[] pickle, Map<String, byte[]> storages, int elementBytes)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TorchLegacy.magic());
    out.writeBytes(new PickleBytes().raw('M', 0xe9, 0x03).stop());
    out.writeBytes(machine(true));
    out.writeBytes(pickle);
    PickleBytes keys = new PickleBytes().raw(']', '(');
    storages.keySet().forEach(keys::text);
    out.writeBytes(keys.raw('e').stop());
    for (byte[] bytes : storages.values()) {
      out.writeBytes(littleEndian(Long.BYTES).putLong(bytes.length / elementBytes).array());
      out.writeBytes(bytes);
    }
    return Files.write(file, out.toByteArray());
  }

  static byte[] machine(boolean littleEndian) {
    return new PickleBytes()
        .raw('}', '(')
        .text("protocol_version")
        .integer(1001)
        .text("little_endian")
        .raw(littleEndian ? 0x88 : 0x89)
        .text("type_sizes")
        .raw('}', '(')
        .text("int")
        .integer(4)
        .raw('u', 'u')
        .stop();
  }

  static byte[] floats(float... values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }

  static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
