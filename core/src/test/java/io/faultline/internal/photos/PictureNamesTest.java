package io.faultline.internal.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureNamesTest {
  @TempDir private Path folder;

  private static final String LONG = "\u88C2".repeat(83) + ".jpg"; // 253 bytes.

  @Test
  void jpegsKeepTheirNamesAndOthersGetAnEnding() {
    Map<String, Path> names =
        names(List.of("wall.png", "wall.jpg", "wall", "a.JPEG", "T/\u88C2.jpg", ".jpg"));

    assertThat(names)
        .containsEntry("wall.jpg", Path.of("wall.jpg"))
        .containsEntry("wall.png", Path.of("wall.png.jpg"))
        .containsEntry("a.JPEG", Path.of("a.JPEG"))
        .containsEntry("T/\u88C2.jpg", Path.of("T/\u88C2.jpg"))
        .containsEntry(".jpg", Path.of(".jpg.jpg"));
    assertThat(String.valueOf(names.get("wall"))).startsWith("wall~").endsWith(".jpg");
  }

  /** Whichever of two comes first. */
  @Test
  void aJpegNeverLosesItsNameToAnotherPhoto() {
    assertThat(names(List.of("wall.png", "wall.png.jpg")))
        .containsEntry("wall.png.jpg", Path.of("wall.png.jpg"))
        .hasEntrySatisfying("wall.png", path -> assertThat(path.toString()).contains("~"));
  }

  /** The copies may go where the photos lie. */
  @Test
  void aFileThatFaultlineDidNotDrawIsNeverReplaced() {
    Raster raster = Raster.of(4, 4, new byte[48]);
    ImageWriter.write(folder.resolve("wall.jpg"), raster);
    ImageWriter.writeDrawing(folder.resolve("b.jpg"), raster);

    assertThat(names(List.of("wall.jpg", "b.jpg")))
        .containsEntry("b.jpg", Path.of("b.jpg"))
        .hasEntrySatisfying("wall.jpg", path -> assertThat(path.toString()).contains("~"));
  }

  private Map<String, Path> names(List<String> photos) {
    return PictureNames.of(photos, folder);
  }

  @Test
  void noTwoMeetAndNoneIsTooLongOrOutside() {
    List<String> photos =
        List.of(
            "wall.jpg",
            "Wall.jpg",
            "T/" + LONG,
            LONG,
            LONG.replace(".jpg", ".png"),
            "x/".repeat(600) + "deep.jpg",
            "a.jpg",
            "a.jpg/b.jpg",
            "c.jpg/b.jpg",
            "c.jpg",
            "../up.jpg",
            "a\0b.jpg",
            "locked/");

    Map<String, Path> names = names(photos);

    assertThat(names.values())
        .hasSize(photos.size())
        .extracting(path -> path.toString().toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates();
    assertThat(names.values())
        .allSatisfy(
            path -> {
              assertThat(path.isAbsolute()).isFalse();
              assertThat(path.normalize()).isEqualTo(path);
              assertThat(path.toString()).endsWith(".jpg").doesNotContain("..", "\0");
              path.forEach(
                  part ->
                      assertThat(part.toString().getBytes(StandardCharsets.UTF_8))
                          .hasSizeLessThan(256));
            });
    for (Path one : names.values()) {
      assertThat(names.values())
          .noneMatch(other -> !other.equals(one) && lower(other).startsWith(lower(one)));
    }
    assertThat(names(photos)).as("the same every time").isEqualTo(names);
  }

  private static Path lower(Path path) {
    return Path.of(path.toString().toLowerCase(Locale.ROOT));
  }
}
