package io.faultline.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the files of a case. In {@code files}, by name:
 *
 * <ul>
 *   <li>{@code "@a.jpg"}: a copy of that one of {@code cases/files};
 *   <li>{@code "@bundle:head"}: a golden model;
 *   <li>{@code "@link:TARGET"}: a symbolic link; {@code "@folder"}: an empty folder;
 *   <li>{@code "@in CHARSET:text"}: the text in that charset;
 *   <li>any other text: itself, in UTF-8; an object or list: itself as JSON; null: no file.
 * </ul>
 *
 * Then {@code replace}, by file: texts and what stands in their place. And {@code edit}, by file:
 * JSON pointers and the value that is set there; null takes the field away. Last, {@code model}:
 * see {@link CaseModel}.
 */
final class CaseFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CaseFiles() {}

  static void write(ObjectNode one, Path folder) throws IOException {
    ObjectNode files = (ObjectNode) one.get("files");
    for (Map.Entry<String, JsonNode> edits : one.path("edit").properties()) {
      JsonNode document = files.get(edits.getKey()).deepCopy();
      for (Map.Entry<String, JsonNode> edit : edits.getValue().properties()) {
        set(document, JsonPointer.compile(edit.getKey()), edit.getValue());
      }
      files.set(edits.getKey(), document);
    }
    for (Map.Entry<String, JsonNode> changes : one.path("replace").properties()) {
      String text = files.get(changes.getKey()).asText();
      for (Map.Entry<String, JsonNode> change : changes.getValue().properties()) {
        if (!text.contains(change.getKey())) {
          throw new IllegalStateException(one.get("name") + ": nothing to replace: " + change);
        }
        text = text.replace(change.getKey(), change.getValue().asText());
      }
      files.put(changes.getKey(), text);
    }
    if (one.has("model")) {
      CaseModel.write(one.get("model"), folder.resolve("m.model"));
    }
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      if (!file.getValue().isNull()) {
        write(folder.resolve(file.getKey()), file.getValue());
      }
    }
  }

  static void set(JsonNode document, JsonPointer place, JsonNode value) {
    JsonNode parent = document.at(place.head());
    String name = place.last().getMatchingProperty();
    if (parent instanceof ArrayNode list) {
      if (name.equals("-")) {
        list.add(value);
      } else if (value.isNull()) {
        list.remove(Integer.parseInt(name));
      } else {
        list.set(Integer.parseInt(name), value);
      }
    } else if (value.isNull()) {
      ((ObjectNode) parent).remove(name);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
  }

  private static void write(Path file, JsonNode content) throws IOException {
    Files.createDirectories(file.getParent());
    String text = content.asText();
    if (!content.isTextual()) {
      Files.write(file, JSON.writeValueAsBytes(content));
    } else if (text.equals("@folder")) {
      Files.createDirectories(file);
    } else if (text.startsWith("@link:")) {
      Files.createSymbolicLink(file, Path.of(text.substring(6)));
    } else if (text.startsWith("@bundle:")) {
      String name = "version-1-" + text.substring(8) + ".model";
      Files.copy(CaseTable.folder().resolveSibling("bundles").resolve(name), file);
    } else if (text.startsWith("@in ")) {
      int colon = text.indexOf(':');
      Files.write(
          file, text.substring(colon + 1).getBytes(Charset.forName(text.substring(4, colon))));
    } else if (text.startsWith("@")) {
      Files.copy(CaseTable.folder().resolve("files").resolve(text.substring(1)), file);
    } else {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
