package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The plain format of {@code torch.save} before PyTorch 1.6 ({@code _legacy_save} in {@code
 * torch/serialization.py}): five pickles (a magic number, the protocol 1001, the writing machine,
 * the object, the keys of its storages), then every storage in the order of the keys as its number
 * of elements (8 bytes) and its values.
 */
final class TorchLegacy {
  private static final long PROTOCOL = 1001;

  private final String source;
  private final ByteBuffer in;

  private TorchLegacy(String source, ByteBuffer in) {
    this.source = source;
    this.in = in;
  }

  /** How such a file begins: the pickle of 0x1950a86a20f9469cfc6c. */
  static byte[] magic() {
    return HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");
  }

  static Weights read(Path file) {
    String source = file.toString();
    try {
      if (Files.size(file) > Integer.MAX_VALUE - Long.BYTES) {
        throw WeightsFault.in(source, "is above 2 GB, too much for PyTorch's older format");
      }
      byte[] bytes = Files.readAllBytes(file);
      return new TorchLegacy(source, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))
          .weights(bytes.length);
    } catch (IOException e) {
      throw WeightsFault.unreadable(file, e);
    }
  }

  private Weights weights(long fileBytes) {
    in.position(magic().length);
    if (!Long.valueOf(PROTOCOL).equals(pickle())) {
      throw WeightsFault.in(source, "PyTorch's protocol version is not " + PROTOCOL);
    }
    if (!(pickle() instanceof Map<?, ?> machine)
        || !Boolean.TRUE.equals(machine.get("little_endian"))) {
      throw WeightsFault.in(source, "was not written by a little-endian machine");
    }
    TorchObjects objects = new TorchObjects(source);
    Object root = new PickleMachine(in, source, objects).run();
    Map<TorchStorage, ByteBuffer> storages = storages(objects.storages(), pickle());
    return TorchStateDict.read(
        root,
        storage -> {
          ByteBuffer bytes = storages.get(storage);
          if (bytes == null) {
            throw fault(storage.key(), "is missing");
          }
          return bytes;
        },
        fileBytes,
        source);
  }

  private Object pickle() {
    return new PickleMachine(in, source, new TorchObjects(source)).run();
  }

  /** Slices, so that nothing is copied. */
  private Map<TorchStorage, ByteBuffer> storages(Map<String, TorchStorage> named, Object keys) {
    if (!(keys instanceof List<?> list)) {
      throw WeightsFault.in(source, "does not list its storages");
    }
    Map<TorchStorage, ByteBuffer> storages = new HashMap<>();
    for (Object item : list) {
      if (!(item instanceof String key)) {
        throw WeightsFault.in(source, "lists a storage by what is not a text");
      }
      TorchStorage storage = named.get(key);
      if (storage == null) {
        throw fault(key, "belongs to no tensor");
      }
      if (storages.put(storage, slice(storage)) != null) {
        throw fault(key, "is listed twice");
      }
    }
    return storages;
  }

  private ByteBuffer slice(TorchStorage storage) {
    try {
      long elements = in.getLong();
      if (elements != storage.elements() || storage.length() < 0) {
        throw fault(
            storage.key(), "has " + elements + " numbers; " + storage.elements() + " are needed");
      }
      ByteBuffer slice = in.slice(in.position(), storage.length()).order(ByteOrder.LITTLE_ENDIAN);
      in.position(in.position() + storage.length());
      return slice;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw fault(storage.key(), "is cut short");
    }
  }

  private FaultlineException fault(String storage, String rule) {
    return WeightsFault.in(source, "storage " + WeightsFault.printable(storage) + " " + rule);
  }
}
