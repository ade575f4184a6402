package io.faultline.internal.binding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.Serial;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Writes a configuration as the YAML that {@link ConfigReader} reads back to an equal record, all
 * defaults included.
 */
public final class ConfigWriter {
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .stringQuotingChecker(new Quoting())
          .build();

  private ConfigWriter() {}

  /** The YAML text of a configuration. */
  public static String yaml(Record config) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = YAML.createGenerator(text)) {
      write(out, config);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Record section) {
      RecordShape shape = new RecordShape(section.getClass());
      List<String> keys = shape.keys();
      List<Object> values = shape.values(section);
      out.writeStartObject();
      for (int i = 0; i < keys.size(); i++) {
        out.writeFieldName(keys.get(i));
        write(out, values.get(i));
      }
      out.writeEndObject();
    } else if (value instanceof List<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Optional<?> held) {
      if (held.isPresent()) {
        write(out, held.get());
      } else {
        out.writeNull();
      }
    } else if (value instanceof Double number) {
      out.writeNumber(plain(number));
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Enum<?> constant) {
      out.writeString(ConfigNames.kebab(constant.name()));
    } else {
      out.writeString(value.toString());
    }
  }

  /** A single value as it stands in the YAML text, but for quotes. */
  public static String scalar(Object value) {
    if (value instanceof Double number) {
      return plain(number);
    }
    return value instanceof Enum<?> constant
        ? ConfigNames.kebab(constant.name())
        : value.toString();
  }

  /** {@code 0.0003} rather than {@code 3.0E-4}; the same double either way. */
  private static String plain(double number) {
    String shortest = Double.toString(number);
    boolean readable = Math.abs(number) >= 1e-9 && Math.abs(number) < 1e12;
    return readable && shortest.contains("E")
        ? new BigDecimal(shortest).stripTrailingZeros().toPlainString()
        : shortest;
  }

  /** Quotes, beyond Jackson's rules, text with control characters and Unicode's line ends. */
  private static final class Quoting extends StringQuotingChecker.Default {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value)
          || value
              .codePoints()
              .anyMatch(
                  c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF);
    }
  }
}
