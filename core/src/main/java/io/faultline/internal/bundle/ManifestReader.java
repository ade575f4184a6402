package io.faultline.internal.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code manifest.json} to {@link BundleManifest} and back; every fault names its field. */
final class ManifestReader {
  /** The name of the entry. */
  static final String NAME = "manifest.json";

  /** More than any manifest needs, and less than a hostile one could fill memory with. */
  private static final int MAX_BYTES = 16 << 20;

  private static final int MAX_DEPTH = 32;

  /** What the JSON library adds for its own users. */
  private static final Pattern LIBRARY_TALK = Pattern.compile("(?s)(; `Deserial| \\(class ).*");

  /** A configuration key, which the manifest writes without hyphens. */
  private static final Pattern KEY = Pattern.compile("\\b[a-z]+(-[a-z]+)+(?= is | and | has )");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private ManifestReader() {}

  static byte[] write(BundleManifest manifest) throws IOException {
    return JSON.writeValueAsBytes(manifest);
  }

  /**
   * Reads a manifest of today or of an older program.
   *
   * @param source the bundle, for messages
   * @throws FaultlineException with {@link Problem#MODEL} where it is of another version, or a
   *     field is missing, unknown or out of its range
   */
  static BundleManifest read(byte[] bytes, String source) {
    if (bytes.length > MAX_BYTES) {
      throw fault(source, "has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    try {
      JsonNode tree = JSON.readTree(bytes);
      int version = tree.path("formatVersion").asInt(-1);
      if (version != BundleManifest.FORMAT_VERSION) {
        throw new FaultlineException(
            Problem.MODEL,
            source
                + ": bundle format version is "
                + version
                + "; this program reads version "
                + BundleManifest.FORMAT_VERSION);
      }
      return JSON.treeToValue(OlderManifests.updated(tree), BundleManifest.class);
    } catch (JsonProcessingException e) {
      throw new FaultlineException(
          Problem.MODEL,
          source
              + ": "
              + NAME
              + ": "
              + words(e)
              + " (docs/reference/model-bundle.md has the format)",
          e);
    } catch (IOException e) {
      throw fault(source, "cannot be read");
    }
  }

  /** The field, and the rule that a part of the manifest was refused by. */
  private static String words(JsonProcessingException e) {
    String field =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(
                    at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    String rule =
        e.getCause() instanceof IllegalArgumentException own
            ? KEY.matcher(String.valueOf(own.getMessage())).replaceAll(ManifestReader::inCamelCase)
            : LIBRARY_TALK.matcher(e.getOriginalMessage()).replaceFirst("");
    return (field.isEmpty() ? rule : field + ": " + rule).replaceAll("\\p{Cntrl}", "?");
  }

  private static String inCamelCase(MatchResult key) {
    return Pattern.compile("-([a-z])")
        .matcher(key.group())
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  private static FaultlineException fault(String source, String rule) {
    return new FaultlineException(Problem.MODEL, source + ": " + NAME + ": " + rule);
  }
}
