package io.faultline.internal.labels.yolo;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.LabelText;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The class names of a YOLO folder: {@code names} of {@code data.yaml} (a list or a map), or the
 * lines of {@code classes.txt} and its like.
 */
record YoloNames(Path file, Map<Integer, String> byClass) {
  private static final Set<String> LISTS =
      Set.of("classes.txt", "obj.names", "_darknet.labels", "predefined_classes.txt");

  /** Copies the map. */
  YoloNames {
    byClass = new TreeMap<>(byClass);
  }

  static YoloNames of(YoloYaml yaml) {
    return new YoloNames(yaml.file(), yaml.names());
  }

  /** The first list of names in the folder, at the top if one is there; empty where none is. */
  static Optional<YoloNames> of(Path folder) {
    List<Path> lists =
        DatasetFolder.tree(folder).stream()
            .filter(file -> LISTS.contains(DatasetFolder.name(file).toLowerCase(Locale.ROOT)))
            .filter(Files::isRegularFile)
            .toList();
    return lists.stream()
        .filter(file -> DatasetFolder.parent(file).equals(folder))
        .findFirst()
        .or(() -> lists.stream().findFirst())
        .map(file -> new YoloNames(file, lines(file)));
  }

  /** The {@code data.yaml} of a folder, or the only YAML file that has its fields. */
  static Optional<Path> yaml(Path folder) {
    List<Path> all =
        DatasetFolder.entries(folder).stream()
            .filter(YoloYaml::isYaml)
            .filter(Files::isRegularFile)
            .toList();
    for (String name : List.of("data.yaml", "data.yml", "dataset.yaml", "dataset.yml")) {
      Optional<Path> usual =
          all.stream()
              .filter(file -> DatasetFolder.name(file).toLowerCase(Locale.ROOT).equals(name))
              .findFirst();
      if (usual.isPresent()) {
        return usual;
      }
    }
    List<Path> named = all.stream().filter(YoloNames::hasNames).toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private static boolean hasNames(Path file) {
    try {
      return LabelText.lines(file).stream().anyMatch(line -> line.startsWith("names:"));
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<Integer, String> lines(Path file) {
    Map<Integer, String> byClass = new TreeMap<>();
    try {
      List<String> lines = LabelText.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          byClass.put(i, lines.get(i).strip());
        }
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
    return byClass;
  }

  /**
   * The class of a label, by its number ({@code 0}, {@code 0.0}) or its name.
   *
   * @param known empty where the dataset names no classes, so that every number is one
   */
  static int classOf(String text, Optional<YoloNames> known) throws BadRecord {
    Optional<Integer> number = number(text);
    if (known.isEmpty()) {
      return number.orElseThrow(
          () -> new BadRecord("class is " + text + "; it must be an integer >= 0"));
    }
    Map<Integer, String> names = known.get().byClass();
    if (number.isPresent() && names.containsKey(number.get())) {
      return number.get();
    }
    for (Map.Entry<Integer, String> name : names.entrySet()) {
      if (name.getValue().equalsIgnoreCase(text)) {
        return name.getKey();
      }
    }
    throw new BadRecord(
        "class is "
            + text
            + (number.isPresent() ? "; " : "; it must be an integer >= 0 or a name, and ")
            + known.get().file()
            + " has no such");
  }

  private static Optional<Integer> number(String text) {
    try {
      double number = Double.parseDouble(text);
      boolean isClass = number == Math.rint(number) && number >= 0 && number < Integer.MAX_VALUE;
      return isClass ? Optional.of((int) number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
