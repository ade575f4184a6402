package io.faultline.internal.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads YAML files and {@code key=value} overrides into a {@link ConfigTree}. */
final class ConfigParser {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String source;
  private final boolean numbered;
  private final YAMLParser parser;

  private ConfigParser(String source, boolean numbered, YAMLParser parser) {
    this.source = source;
    this.numbered = numbered;
    this.parser = parser;
  }

  /** The tree of a YAML file; an empty file is an empty section. */
  static ConfigTree.Section file(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (MalformedInputException e) {
      throw usage(file + ": is not UTF-8 text", e);
    } catch (IOException e) {
      String reason = Files.exists(file) ? "cannot be read" : "no such file";
      throw usage(file + ": " + reason, e);
    }
    return text(text, file.toString());
  }

  /** The tree of YAML text; empty text is an empty section. */
  static ConfigTree.Section text(String yaml, String source) {
    ConfigTree tree = parse(yaml, source, true);
    if (tree instanceof ConfigTree.Section section) {
      return section;
    }
    if (tree instanceof ConfigTree.Value value && value.absent()) {
      return new ConfigTree.Section(Map.of(), source);
    }
    throw usage(source + ": holds " + tree.describe() + "; it must hold keys with values", null);
  }

  /** The tree of one {@code path.to.key=value}. */
  static ConfigTree.Section override(String assignment) {
    String origin = "--set " + assignment;
    int equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw usage(origin + ": must have the form path.to.key=value", null);
    }
    String text = assignment.substring(equals + 1).strip();
    ConfigTree tree =
        text.startsWith("[") || text.startsWith("{")
            ? parse(text, origin, false)
            : new ConfigTree.Value(text, text.equals("null") || text.equals("~"), origin);
    String[] keys = assignment.substring(0, equals).strip().split("\\.", -1);
    for (int i = keys.length - 1; i >= 0; i--) {
      tree = new ConfigTree.Section(Map.of(keys[i].strip(), tree), origin);
    }
    return (ConfigTree.Section) tree;
  }

  private static ConfigTree parse(String text, String source, boolean numbered) {
    try (YAMLParser parser = YAML.createParser(text)) {
      ConfigParser reader = new ConfigParser(source, numbered, parser);
      if (parser.nextToken() == null) {
        return new ConfigTree.Value("", true, source);
      }
      ConfigTree tree = reader.next();
      if (parser.nextToken() != null) {
        throw usage(reader.here() + ": a second document begins; there must be one", null);
      }
      return tree;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr();
      String column = e.getLocation() == null ? "" : ", column " + e.getLocation().getColumnNr();
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw usage(source + (numbered ? where + column : "") + ": is not YAML: " + reason, e);
    } catch (IOException e) {
      throw usage(source + ": cannot be read", e);
    }
  }

  /** The tree that begins at the current token. */
  private ConfigTree next() throws IOException {
    String origin = here();
    if (parser.isCurrentAlias()) {
      throw usage(origin + ": aliases (*" + parser.getText() + ") are not supported", null);
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return section(origin);
    }
    if (token == JsonToken.START_ARRAY) {
      List<ConfigTree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(next());
      }
      return new ConfigTree.Sequence(items, origin);
    }
    return new ConfigTree.Value(parser.getText(), token == JsonToken.VALUE_NULL, origin);
  }

  private ConfigTree section(String origin) throws IOException {
    Map<String, ConfigTree> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String place = here();
      parser.nextToken();
      if (entries.put(key, next()) != null) {
        throw usage(place + ": key " + key + " is given twice", null);
      }
    }
    return new ConfigTree.Section(entries, origin);
  }

  private String here() {
    return numbered ? source + ": line " + parser.currentTokenLocation().getLineNr() : source;
  }

  private static FaultlineException usage(String message, @Nullable Throwable cause) {
    return cause == null
        ? new FaultlineException(Problem.USAGE, message)
        : new FaultlineException(Problem.USAGE, message, cause);
  }
}
