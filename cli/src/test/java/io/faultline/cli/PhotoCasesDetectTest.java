package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All photos of {@code cases/photos.tsv} in one folder, looked at by a model that reports nothing:
 * none costs the run, none goes unmentioned, and CLEAN are only those that were read whole.
 */
class PhotoCasesDetectTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lines that we print: of photos, of progress, of the end. */
  private static final Pattern OWN_LINE =
      Pattern.compile("(doubtful|left out|passed over|detection|faultline): |\\s*$");

  @TempDir private Path folder;

  @Test
  void noPhotoIsCleanByMistakeAndNoneCostsTheRun() throws IOException, InterruptedException {
    Path photos = folder.resolve("photos");
    List<String[]> rows =
        Files.readAllLines(CaseTable.folder().resolve("photos.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", -1))
            .toList();
    for (String[] row : rows) {
      Path place = photos.resolve(row[1]);
      Files.createDirectories(place.getParent());
      Files.copy(CaseTable.folder().resolve("files").resolve(row[0]), place);
    }

    Path err = folder.resolve("err.txt");
    assertThat(detect(photos, err)).as(Files.readString(err)).isEqualTo(4);

    assertThat(Files.readAllLines(err))
        .as("native libraries print nothing of their own")
        .allMatch(line -> OWN_LINE.matcher(line).lookingAt());
    Map<String, JsonNode> found = new TreeMap<>();
    JsonNode written = JSON.readTree(folder.resolve("found/detections.json").toFile());
    written.forEach(photo -> found.put(photo.get("photo").asText(), photo));
    assertThat(found).hasSize(rows.size());
    for (String[] row : rows) {
      if (row[4].isEmpty()) {
        judged(row[2], Objects.requireNonNull(found.get(row[1])), row[1]);
      }
    }
  }

  /** In a process of its own: native libraries print past Java's streams. */
  private int detect(Path photos, Path err) throws IOException, InterruptedException {
    Path model = CaseTable.folder().resolveSibling("bundles").resolve("version-1-head.model");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "detect",
            "--model",
            model.toString(),
            "--threshold",
            "1",
            photos.toString(),
            "--out",
            folder.resolve("found").toString(),
            "--no-pictures");
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().remove("OPENCV_LOG_LEVEL");
    return process
        .redirectError(err.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void judged(String expected, JsonNode photo, String name) {
    assertThat(photo).as("%s is in detections.json", name).isNotNull();
    boolean clean = photo.get("verdict").asText().equals("CLEAN");
    List<String> allowed =
        clean ? List.of("right", "whole", "either", "any") : List.of("doubt", "either", "any");
    assertThat(expected).as(photo.toString()).isIn(allowed);
    if (clean) {
      assertThat(photo.get("coverage").asDouble()).as(name).isEqualTo(1);
    } else {
      assertThat(photo.has("error") || photo.has("skipped") || photo.has("doubts"))
          .as("%s has a reason: %s", name, photo)
          .isTrue();
    }
  }
}
