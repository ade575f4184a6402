package io.faultline.internal.labels.voc;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.LabelText;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The lists of photo ids in {@code ImageSets/Main}. */
public final class VocSplit {
  private VocSplit() {}

  public static Path file(Path folder, String split) {
    return folder.resolve("ImageSets").resolve("Main").resolve(split + ".txt");
  }

  /**
   * The ids of a split, one per line, without folders and endings of photos. Lists per class have a
   * second column that says whether the photo shows the class; its photos all belong to the split.
   */
  public static Set<String> ids(Path folder, String split) {
    boolean isName = split.matches("[\\w.-]+");
    if (!isName || !Files.isRegularFile(file(folder, split))) {
      throw new FaultlineException(
          Problem.INPUT,
          folder + ": has no split " + split + "; there are " + String.join(", ", names(folder)));
    }
    try {
      Set<String> ids = new LinkedHashSet<>();
      for (String line : LabelText.lines(file(folder, split))) {
        String text = line.strip().replaceFirst("\\s+-?[01]$", "").strip().replace('\\', '/');
        String name = text.substring(text.lastIndexOf('/') + 1);
        if (!name.isEmpty()) {
          boolean photo = name.indexOf('\0') < 0 && DatasetFolder.isPhoto(Path.of(name));
          ids.add(photo ? DatasetFolder.stem(name) : name);
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
