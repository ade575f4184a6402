package io.faultline.internal.labels.yolo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.LabelText;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@code data.yaml} as Ultralytics writes it (docs.ultralytics.com/datasets).
 *
 * @param file where it lies
 * @param names the classes
 * @param path where the splits' paths start, as written; empty where it is not there
 * @param splits what {@code train}, {@code val} and {@code test} name: folders, photos or lists
 * @param keypoints {@code kpt_shape}
 * @param task what the labels are, such as {@code segment}
 * @param classCount {@code nc}
 */
public record YoloYaml(
    Path file,
    Map<Integer, String> names,
    String path,
    Map<String, List<String>> splits,
    Optional<Keypoints> keypoints,
    Optional<String> task,
    Optional<Integer> classCount) {

  /** The splits that Ultralytics knows; Roboflow and others write {@code valid} too. */
  static final List<String> SPLITS = List.of("train", "val", "valid", "test");

  /** How many keypoints a box has, of how many numbers each. */
  record Keypoints(int count, int numbers) {
    @Override
    public String toString() {
      return "[" + count + ", " + numbers + "]";
    }
  }

  /** Copies the maps. */
  public YoloYaml {
    names = new TreeMap<>(names);
    splits = new LinkedHashMap<>(splits);
  }

  public static boolean isYaml(Path file) {
    return DatasetFolder.endsWith(file, "yaml") || DatasetFolder.endsWith(file, "yml");
  }

  static YoloYaml read(Path file) {
    JsonNode root = parse(file);
    Map<String, List<String>> splits = new LinkedHashMap<>();
    for (String split : SPLITS) {
      List<String> places = places(root.path(split));
      if (!places.isEmpty()) {
        splits.put(split, places);
      }
    }
    return new YoloYaml(
        file,
        names(root.path("names"), file),
        root.path("path").isTextual() ? root.path("path").asText().strip() : "",
        splits,
        keypoints(root.path("kpt_shape"), file),
        root.path("task").isTextual() ? Optional.of(root.path("task").asText()) : Optional.empty(),
        root.path("nc").isInt() ? Optional.of(root.path("nc").asInt()) : Optional.empty());
  }

  private static JsonNode parse(Path file) {
    try {
      JsonNode root = new YAMLMapper().readTree(LabelText.read(file));
      if (!root.isObject()) {
        throw wrong(file, "must hold names: the classes");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new FaultlineException(
          Problem.INPUT,
          file
              + ": line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
              + ": is not valid YAML",
          e);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  private static List<String> places(JsonNode node) {
    List<String> places = new ArrayList<>();
    for (JsonNode one : node.isArray() ? node : List.of(node)) {
      if (one.isTextual() && !one.asText().isBlank()) {
        places.add(one.asText().strip());
      }
    }
    return places;
  }

  private static Map<Integer, String> names(JsonNode names, Path file) {
    Map<Integer, String> byClass = new TreeMap<>();
    if (names.isArray()) {
      for (int i = 0; i < names.size(); i++) {
        byClass.put(i, name(names.path(i), i, file));
      }
    } else if (names.isObject()) {
      for (Map.Entry<String, JsonNode> entry : names.properties()) {
        int number = classOf(entry.getKey(), file);
        byClass.put(number, name(entry.getValue(), number, file));
      }
    }
    if (byClass.isEmpty()) {
      throw wrong(file, "names is missing; it must list the classes");
    }
    return byClass;
  }

  private static String name(JsonNode name, int number, Path file) {
    if (name.isContainerNode() || name.isNull() || name.asText().isBlank()) {
      throw wrong(file, "names: the name of class " + number + " is " + name + "; it must be text");
    }
    return name.asText();
  }

  private static int classOf(String key, Path file) {
    try {
      return Integer.parseUnsignedInt(key);
    } catch (NumberFormatException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": names holds the key " + key + "; it must be a class number", e);
    }
  }

  private static Optional<Keypoints> keypoints(JsonNode shape, Path file) {
    if (shape.isMissingNode() || shape.isNull()) {
      return Optional.empty();
    }
    int count = shape.path(0).asInt();
    int numbers = shape.path(1).asInt();
    if (shape.size() != 2 || !(count > 0) || !(numbers == 2 || numbers == 3)) {
      throw wrong(
          file, "kpt_shape is " + shape + "; it must be [count, 2] or [count, 3], as in [17, 3]");
    }
    return Optional.of(new Keypoints(count, numbers));
  }

  private static FaultlineException wrong(Path file, String what) {
    return new FaultlineException(Problem.INPUT, file + ": " + what);
  }
}
