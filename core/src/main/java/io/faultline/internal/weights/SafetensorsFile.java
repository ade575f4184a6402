package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a safetensors file holds. The format (huggingface/safetensors, README "Format"): the length
 * of the header as 8 bytes little-endian, the header as a JSON object, then all values. As in its
 * reference implementation the values must fill the rest of the file without gap or overlap and the
 * header is at most 100 MB, so nothing hides in a file and a hostile one costs no memory.
 *
 * @param weights the tensors in the order of their values
 * @param metadata the free text of {@code __metadata__}, by key
 */
public record SafetensorsFile(Weights weights, Map<String, String> metadata) {

  /** Copies the map. */
  public SafetensorsFile {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /**
   * Reads a file.
   *
   * @throws FaultlineException with {@code MODEL} where it cannot be read or breaks the format
   */
  public static SafetensorsFile read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw WeightsFault.unreadable(file, e);
    }
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param source what to call it in messages
   * @throws IOException where the stream fails
   * @throws FaultlineException with {@code MODEL} where the content breaks the format
   */
  public static SafetensorsFile read(InputStream in, String source) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(in, source);
    List<NamedTensor> tensors = new ArrayList<>();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      tensors.add(values(in, entry, source));
    }
    if (in.read() >= 0) {
      throw WeightsFault.in(source, "holds more bytes than its header describes");
    }
    return new SafetensorsFile(Weights.of(source, tensors), header.metadata());
  }

  private static NamedTensor values(InputStream in, SafetensorsHeader.Entry entry, String source)
      throws IOException {
    int length = Math.toIntExact(entry.end() - entry.begin());
    // Grows with what really arrives, so a header that promises gigabytes costs nothing.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw WeightsFault.in(
          source,
          entry.name(),
          "the file ends after " + bytes.length + " of its " + length + " bytes; it was cut short");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[entry.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = entry.type().at(buffer, i);
    }
    return NamedTensor.wrap(entry.name(), entry.shape().toArray(), values);
  }
}
