package io.faultline.internal.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes pickles instruction by instruction, as CPython's protocol 2 does. */
final class PickleBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleBytes() {
    raw(0x80, 2);
  }

  PickleBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  PickleBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    raw('X').little(bytes.length, Integer.BYTES);
    out.writeBytes(bytes);
    return this;
  }

  PickleBytes integer(long value) {
    if (value >= 0 && value < 256) {
      return raw('K', (int) value);
    }
    return raw(0x8a, Long.BYTES).little(value, Long.BYTES);
  }

  PickleBytes global(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleBytes integers(long... values) {
    raw('(');
    for (long value : values) {
      integer(value);
    }
    return raw('t');
  }

  /** An empty OrderedDict and a mark: entries and {@link #endDict} follow. */
  PickleBytes dict() {
    return global("collections", "OrderedDict").raw(')', 'R', '(');
  }

  PickleBytes endDict() {
    return raw('u');
  }

  /** A tensor as {@code _rebuild_tensor_v2} of a persistent storage. */
  PickleBytes tensor(String storageClass, String key, long elements, long... offsetSizesStrides) {
    int rank = (offsetSizesStrides.length - 1) / 2;
    long[] sizes = Arrays.copyOfRange(offsetSizesStrides, 1, 1 + rank);
    long[] strides = Arrays.copyOfRange(offsetSizesStrides, 1 + rank, 1 + 2 * rank);
    global("torch._utils", "_rebuild_tensor_v2").raw('(', '(');
    text("storage").global("torch", storageClass).text(key).text("cpu").integer(elements);
    raw('t', 'Q').integer(offsetSizesStrides[0]).integers(sizes).integers(strides);
    return raw(0x89).global("collections", "OrderedDict").raw(')', 'R', 't', 'R');
  }

  byte[] stop() {
    raw('.');
    return out.toByteArray();
  }

  private PickleBytes little(long value, int bytes) {
    byte[] little =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(little, 0, bytes);
    return this;
  }
}
