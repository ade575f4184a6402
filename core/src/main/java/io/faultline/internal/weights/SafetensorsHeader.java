package io.faultline.internal.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.faultline.FaultlineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file, checked: entries in the order of their values, which follow one
 * another without gap or overlap from 0.
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";
  private static final int MAX_BYTES = 100_000_000;
  private static final int MAX_TENSORS = 100_000;

  SafetensorsHeader {
    entries = List.copyOf(entries);
    metadata = Map.copyOf(metadata);
  }

  /** One tensor; its values are the bytes from {@code begin} to before {@code end}. */
  record Entry(String name, ElementType type, TensorShape shape, long begin, long end) {}

  static SafetensorsHeader read(InputStream in, String source) throws IOException {
    byte[] prefix = in.readNBytes(Long.BYTES);
    if (prefix.length < Long.BYTES) {
      throw WeightsFault.in(source, "has " + prefix.length + " bytes; too few for safetensors");
    }
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_BYTES) {
      throw WeightsFault.in(
          source,
          "header length is "
              + Long.toUnsignedString(length)
              + "; it must be 2 to "
              + MAX_BYTES
              + " bytes");
    }
    byte[] json = in.readNBytes((int) length);
    if (json.length < length) {
      throw WeightsFault.in(source, "ends within its header; it was cut short");
    }
    if (json[0] != '{') {
      throw WeightsFault.in(source, "header does not begin with {");
    }
    return new Parsing(source).header(json);
  }

  /** Reads token by token, so that a hostile header is refused at its first wrong token. */
  private static final class Parsing {
    private final String source;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>();

    Parsing(String source) {
      this.source = source;
    }

    SafetensorsHeader header(byte[] json) throws IOException {
      JsonFactory factory =
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      try (JsonParser parser = factory.createParser(json)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          if (name.equals(METADATA)) {
            readMetadata(parser);
          } else if (entries.size() == MAX_TENSORS) {
            throw WeightsFault.in(source, "header names more than " + MAX_TENSORS + " tensors");
          } else {
            entries.add(entry(name, parser));
          }
        }
        if (parser.nextToken() != null) {
          throw WeightsFault.in(source, "header goes on after its closing }");
        }
      } catch (JsonProcessingException e) {
        throw WeightsFault.in(
            source, "header is not JSON: " + WeightsFault.printable(e.getOriginalMessage()));
      }
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      checkNoGaps();
      return new SafetensorsHeader(entries, metadata);
    }

    private void readMetadata(JsonParser parser) throws IOException {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        object = parser.nextToken() == JsonToken.VALUE_STRING;
        metadata.put(key, parser.getText());
      }
      if (!object) {
        throw WeightsFault.in(source, "header field " + METADATA + " is not a map of texts");
      }
    }

    private Entry entry(String name, JsonParser parser) throws IOException {
      Optional<ElementType> type = Optional.empty();
      Optional<List<Long>> shape = Optional.empty();
      Optional<List<Long>> offsets = Optional.empty();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw WeightsFault.in(source, name, "its header entry is not an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        switch (field) {
          case "dtype" -> type = Optional.of(type(name, parser.nextTextValue()));
          case "shape" -> shape = Optional.of(integers(name, field, parser));
          case "data_offsets" -> offsets = Optional.of(integers(name, field, parser));
          default -> throw fault(name, field, "is not a field of safetensors");
        }
      }
      return checked(
          name,
          type.orElseThrow(() -> fault(name, "dtype", "is missing")),
          TensorShape.read(
              shape.orElseThrow(() -> fault(name, "shape", "is missing")), source, name),
          offsets.orElseThrow(() -> fault(name, "data_offsets", "is missing")));
    }

    private ElementType type(String name, @Nullable String text) {
      if (text == null) {
        throw fault(name, "dtype", "is not a text");
      }
      return ElementType.ofSafetensors(text)
          .orElseThrow(
              () ->
                  fault(
                      name,
                      "dtype",
                      "is "
                          + WeightsFault.printable(text)
                          + "; it must be one of "
                          + List.of(ElementType.values())));
    }

    private List<Long> integers(String name, String field, JsonParser parser) throws IOException {
      List<Long> values = new ArrayList<>();
      boolean good = parser.nextToken() == JsonToken.START_ARRAY;
      while (good && parser.nextToken() != JsonToken.END_ARRAY) {
        good =
            parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && values.size() < 64;
        values.add(good ? parser.getLongValue() : 0L);
      }
      if (!good) {
        throw fault(name, field, "is not a short list of integers");
      }
      return values;
    }

    private Entry checked(String name, ElementType type, TensorShape shape, List<Long> offsets) {
      if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
        throw fault(name, "data_offsets", "is " + offsets + "; it must be begin <= end");
      }
      long needed = (long) shape.elements() * type.bytes();
      if (offsets.get(1) - offsets.get(0) != needed) {
        throw fault(
            name,
            "data_offsets",
            "is " + offsets + "; " + type + " of shape " + shape + " takes " + needed + " bytes");
      }
      if (needed > Integer.MAX_VALUE - Long.BYTES) {
        throw fault(name, "shape", "is " + shape + "; tensors above 2 GB are not read");
      }
      return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private void checkNoGaps() {
      long position = 0;
      for (Entry entry : entries) {
        if (entry.begin() != position) {
          throw fault(
              entry.name(),
              "data_offsets",
              "begins at "
                  + entry.begin()
                  + "; it must begin at "
                  + position
                  + ", where the tensor before it ends");
        }
        position = entry.end();
      }
    }

    private FaultlineException fault(String tensor, String field, String rule) {
      return WeightsFault.in(source, tensor, WeightsFault.printable(field) + " " + rule);
    }
  }
}
