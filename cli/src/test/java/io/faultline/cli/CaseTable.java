package io.faultline.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the tables of the corpus, {@code core/src/test/resources/cases/*.yaml}. A table holds
 * {@code bases}, sets of files by name, and {@code cases}:
 *
 * <ul>
 *   <li>{@code name}; {@code seen}: where the like was reported.
 *   <li>{@code each}: a list of values by name. The case stands once for each entry, with {@code
 *       <NAME>} replaced everywhere; a text that is nothing but {@code <NAME>} becomes the value
 *       itself. A value that is named like a field of the case replaces that field.
 *   <li>{@code base}, {@code files}, {@code edit}, {@code replace}: see {@link CaseFiles}.
 *   <li>{@code run}: the command line, where {@code {in}} is the folder of the files and {@code
 *       {out}} one for results; {@code convert} to COCO where it is not given.
 *   <li>The expectations: see {@link CaseCheck}.
 * </ul>
 */
final class CaseTable {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final TypeReference<Map<String, JsonNode>> VALUES = new TypeReference<>() {};

  private CaseTable() {}

  /** The folder of the corpus, found from the folder a test runs in. */
  static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path cases = at.resolve("core/src/test/resources/cases");
      if (Files.isDirectory(cases)) {
        return cases;
      }
    }
    throw new IllegalStateException(
        "no core/src/test/resources/cases above " + Path.of("").toAbsolutePath());
  }

  /** All cases of all tables, with their base's files in them. */
  static List<ObjectNode> all() throws IOException {
    List<ObjectNode> cases = new ArrayList<>();
    try (Stream<Path> tables = Files.list(folder())) {
      for (Path table :
          tables.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        JsonNode root = YAML.readTree(table.toFile());
        for (JsonNode one : root.path("cases")) {
          for (ObjectNode expanded : expanded((ObjectNode) one)) {
            cases.add(withBase(expanded, root.path("bases")));
          }
        }
      }
    }
    return cases;
  }

  /** Cases that do not hold yet, and who is to make them hold: lines of {@code pending.tsv}. */
  static Map<String, String> pending() throws IOException {
    Map<String, String> owners = new TreeMap<>();
    for (String line : Files.readAllLines(folder().resolve("pending.tsv"))) {
      if (!line.startsWith("#")) {
        int tab = line.indexOf('\t');
        owners.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return owners;
  }

  private static List<ObjectNode> expanded(ObjectNode one) throws IOException {
    JsonNode each = one.remove("each");
    if (each == null) {
      return List.of(one);
    }
    List<ObjectNode> cases = new ArrayList<>();
    for (JsonNode values : each) {
      Map<String, JsonNode> byName = YAML.convertValue(values, VALUES);
      ObjectNode copy = (ObjectNode) filled(one, byName);
      byName.forEach(
          (name, value) -> {
            if (one.has(name) || CaseCheck.FIELDS.contains(name)) {
              copy.set(name, value);
            }
          });
      cases.add(copy);
    }
    return cases;
  }

  private static JsonNode filled(JsonNode node, Map<String, JsonNode> values) throws IOException {
    if (node.isTextual()) {
      return text(node.asText(), values);
    }
    if (node.isArray()) {
      var list = YAML.createArrayNode();
      for (JsonNode child : node) {
        list.add(filled(child, values));
      }
      return list;
    }
    if (node.isObject()) {
      ObjectNode copy = YAML.createObjectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        copy.set(text(entry.getKey(), values).asText(), filled(entry.getValue(), values));
      }
      return copy;
    }
    return node;
  }

  private static JsonNode text(String text, Map<String, JsonNode> values) {
    String filled = text;
    for (Map.Entry<String, JsonNode> value : values.entrySet()) {
      String mark = "<" + value.getKey() + ">";
      if (text.equals(mark)) {
        return value.getValue();
      }
      JsonNode node = value.getValue();
      filled = filled.replace(mark, node.isTextual() ? node.asText() : node.toString());
    }
    return YAML.getNodeFactory().textNode(filled);
  }

  private static ObjectNode withBase(ObjectNode one, JsonNode bases) {
    ObjectNode files = YAML.createObjectNode();
    if (one.has("base")) {
      JsonNode base = bases.path(one.get("base").asText());
      if (base.isMissingNode()) {
        throw new IllegalStateException(one.get("name") + ": no base " + one.get("base"));
      }
      files.setAll((ObjectNode) base.deepCopy());
    }
    if (one.has("files")) {
      files.setAll((ObjectNode) one.get("files"));
    }
    one.set("files", files);
    return one;
  }
}
