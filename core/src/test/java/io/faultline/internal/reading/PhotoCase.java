package io.faultline.internal.reading;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A row of {@code cases/photos.tsv}: a photo of the corpus and what must be said of it.
 *
 * @param file the photo, below {@code cases/files}
 * @param called its name in the folder that is looked at
 * @param expected {@code right}, {@code whole}, {@code doubt}, {@code either} or {@code any}
 * @param least lowest share that may be said to be decoded
 * @param most highest such share
 * @param pending who is to make it hold; empty where it holds
 */
public record PhotoCase(
    String file, String called, String expected, double least, double most, String pending) {

  /** All rows. */
  public static List<PhotoCase> all() throws IOException {
    return Files.readAllLines(folder().resolve("photos.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(PhotoCase::of)
        .toList();
  }

  private static PhotoCase of(String line) {
    String[] cells = line.split("\t", -1);
    String[] share = cells[3].equals("-") ? new String[] {"0", "1"} : cells[3].split("-");
    return new PhotoCase(
        cells[0],
        cells[1],
        cells[2],
        Double.parseDouble(share[0]),
        Double.parseDouble(share[1]),
        cells[4]);
  }

  /** Where the photo lies. */
  public Path path() {
    return folder().resolve("files").resolve(file);
  }

  private static Path folder() {
    URL table = Objects.requireNonNull(PhotoCase.class.getResource("/cases/photos.tsv"));
    try {
      return Path.of(table.toURI()).resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
