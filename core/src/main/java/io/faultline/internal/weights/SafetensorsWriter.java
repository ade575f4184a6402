package io.faultline.internal.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.faultline.FaultlineException;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes weights as float32 safetensors, readable by the reference implementation. The same weights
 * and metadata always give the same bytes: tensors in their order, metadata sorted by key, the
 * header padded with blanks to a multiple of 8 bytes.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK = 1 << 14;

  private SafetensorsWriter() {}

  /**
   * Writes a file whole or not at all.
   *
   * @throws FaultlineException with {@code OUTPUT} where it cannot be written; the old file stays
   */
  public static void write(Path file, Weights weights, Map<String, String> metadata) {
    AtomicFile.write(file, out -> write(out, weights, metadata));
  }

  /** Writes to a stream, which stays open. */
  public static void write(OutputStream out, Weights weights, Map<String, String> metadata)
      throws IOException {
    write(out, weights, metadata, tensor -> ElementType.F32);
  }

  /**
   * As {@link #write(OutputStream, Weights, Map)}, with another type where that is asked for.
   *
   * @param types float32, or {@link ElementType#I8} for a tensor of integers from -128 to 127
   */
  public static void write(
      OutputStream out,
      Weights weights,
      Map<String, String> metadata,
      Function<NamedTensor, ElementType> types)
      throws IOException {
    byte[] json = header(weights, metadata, types);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] length = new byte[Long.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    out.write(length);
    out.write(json);
    out.write(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
    for (NamedTensor tensor : weights.tensors()) {
      if (types.apply(tensor) == ElementType.I8) {
        writeBytes(out, tensor.buffer());
      } else {
        writeValues(out, tensor.buffer());
      }
    }
  }

  private static byte[] header(
      Weights weights, Map<String, String> metadata, Function<NamedTensor, ElementType> types)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsHeader.METADATA);
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long position = 0;
      for (NamedTensor tensor : weights.tensors()) {
        position = writeEntry(json, tensor, types.apply(tensor), position);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static long writeEntry(
      JsonGenerator json, NamedTensor tensor, ElementType type, long begin) throws IOException {
    if (tensor.name().equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("no tensor may be named " + tensor.name());
    }
    long end = begin + (long) tensor.elements() * type.bytes();
    json.writeObjectFieldStart(tensor.name());
    json.writeStringField("dtype", type.name());
    json.writeFieldName("shape");
    int[] shape = tensor.shape();
    json.writeArray(shape, 0, shape.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
    return end;
  }

  private static void writeBytes(OutputStream out, FloatBuffer values) throws IOException {
    byte[] bytes = new byte[values.remaining()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values.get();
    }
    out.write(bytes);
  }

  private static void writeValues(OutputStream out, FloatBuffer values) throws IOException {
    byte[] bytes = new byte[CHUNK * Float.BYTES];
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    while (values.hasRemaining()) {
      int count = Math.min(CHUNK, values.remaining());
      floats.put(0, values, values.position(), count);
      values.position(values.position() + count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }
}
