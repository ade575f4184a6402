package io.faultline.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The class names of a YOLO folder: {@code names} of {@code data.yaml} (a list or a map), or the
 * lines of {@code classes.txt}.
 */
record YoloNames(Path file, Map<Integer, String> byClass) {

  /** The first names file of the folder; empty where it has none. */
  static Optional<YoloNames> of(Path folder) {
    for (String name : List.of("data.yaml", "data.yml", "dataset.yaml")) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(new YoloNames(file, yaml(file)));
      }
    }
    for (String name : List.of("classes.txt", "labels/classes.txt", "obj.names")) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(new YoloNames(file, lines(file)));
      }
    }
    return Optional.empty();
  }

  private static Map<Integer, String> yaml(Path file) {
    JsonNode names;
    try {
      names = new YAMLMapper().readTree(file.toFile()).path("names");
    } catch (JsonProcessingException e) {
      throw new FaultlineException(
          Problem.INPUT,
          file
              + ": line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
              + ": is not valid YAML",
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    Map<Integer, String> byClass = new TreeMap<>();
    if (names.isArray()) {
      for (int i = 0; i < names.size(); i++) {
        byClass.put(i, names.path(i).asText());
      }
    } else if (names.isObject()) {
      for (Map.Entry<String, JsonNode> entry : names.properties()) {
        byClass.put(classOf(entry.getKey(), file), entry.getValue().asText());
      }
    } else {
      throw new FaultlineException(
          Problem.INPUT, file + ": names is missing; it must list the classes");
    }
    return byClass;
  }

  private static int classOf(String key, Path file) {
    try {
      return Integer.parseUnsignedInt(key);
    } catch (NumberFormatException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": names holds the key " + key + "; it must be a class number", e);
    }
  }

  private static Map<Integer, String> lines(Path file) {
    Map<Integer, String> byClass = new TreeMap<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          byClass.put(i, lines.get(i).strip());
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return byClass;
  }

  private static FaultlineException unreadable(Path file, IOException e) {
    return new FaultlineException(
        Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
  }
}
