package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The lists of photo ids in {@code ImageSets/Main}. */
final class VocSplit {
  private VocSplit() {}

  static Path file(Path folder, String split) {
    return folder.resolve("ImageSets").resolve("Main").resolve(split + ".txt");
  }

  /**
   * The ids of a split, one per line; a second column of -1 (of lists per class) leaves one out.
   */
  static Set<String> ids(Path folder, String split) {
    boolean isName = split.matches("[\\w.-]+");
    if (!isName || !Files.isRegularFile(file(folder, split))) {
      throw new FaultlineException(
          Problem.INPUT,
          folder + ": has no split " + split + "; there are " + String.join(", ", names(folder)));
    }
    try {
      Set<String> ids = new LinkedHashSet<>();
      for (String line : Files.readAllLines(file(folder, split))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (!columns[0].isEmpty() && !(columns.length > 1 && columns[1].equals("-1"))) {
          ids.add(columns[0]);
        }
      }
      return ids;
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file(folder, split) + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  private static List<String> names(Path folder) {
    List<String> names =
        DatasetFolder.entries(folder.resolve("ImageSets").resolve("Main")).stream()
            .filter(file -> DatasetFolder.endsWith(file, "txt"))
            .map(file -> DatasetFolder.stem(DatasetFolder.name(file)))
            .toList();
    return names.isEmpty() ? List.of("none") : names;
  }
}
