package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells the format of label files. The usual names decide, otherwise the content: an object of JSON
 * is COCO, a list is tasks of Label Studio, a table with the columns of {@code detect} is CSV, and
 * text files or a YAML file are YOLO.
 */
final class FormatFinder {
  private static final int START_BYTES = 1024;
  private static final String TABLE = String.join(",", CsvLabels.HEADER.subList(0, 7));
  private static final String NAME_IT = "; name the format, one of " + ExchangeFormat.importable();

  private FormatFinder() {}

  /**
   * The format of the label files in a folder.
   *
   * @throws FaultlineException with {@code INPUT} where they are of none, or of several
   */
  static ExchangeFormat of(Path folder) throws IOException {
    Set<ExchangeFormat> found = EnumSet.noneOf(ExchangeFormat.class);
    for (Path file : ZipFolder.files(folder)) {
      Optional<ExchangeFormat> usual =
          folder.equals(file.getParent()) ? usual(nameOf(file)) : Optional.empty();
      if (usual.isPresent()) {
        return usual.get();
      }
      ofContent(file).ifPresent(found::add);
    }
    if (found.size() == 1) {
      return found.iterator().next();
    }
    throw new FaultlineException(
        Problem.INPUT,
        found.isEmpty()
            ? "file: holds no labels of a known format" + NAME_IT
            : "file: may be "
                + found.stream().map(ExchangeFormat::label).collect(Collectors.joining(" or "))
                + NAME_IT);
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  /** The format whose export has a file of this name. */
  private static Optional<ExchangeFormat> usual(String name) {
    return switch (name) {
      case "annotations.json" -> Optional.of(ExchangeFormat.COCO);
      case "boxes.csv" -> Optional.of(ExchangeFormat.CSV);
      case "tasks.json" -> Optional.of(ExchangeFormat.LABEL_STUDIO);
      case "data.yaml" -> Optional.of(ExchangeFormat.YOLO);
      default -> Optional.empty();
    };
  }

  private static Optional<ExchangeFormat> ofContent(Path file) throws IOException {
    String start = start(file).strip();
    if (start.startsWith("{")) {
      return Optional.of(ExchangeFormat.COCO);
    }
    if (start.startsWith("[")) {
      return Optional.of(ExchangeFormat.LABEL_STUDIO);
    }
    if (start.startsWith(TABLE)) {
      return Optional.of(ExchangeFormat.CSV);
    }
    String name = nameOf(file);
    return name.endsWith(".txt") || name.endsWith(".yaml") || name.endsWith(".yml")
        ? Optional.of(ExchangeFormat.YOLO)
        : Optional.empty();
  }

  /** The first characters, without the mark that some editors write before them. */
  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(START_BYTES), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }
}
