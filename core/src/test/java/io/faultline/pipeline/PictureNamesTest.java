package io.faultline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureNamesTest {
  private static final String LONG = "\u88C2".repeat(83) + ".jpg"; // 253 bytes.

  @Test
  void usualNamesGetAnEnding() {
    Map<String, Path> names = PictureNames.of(List.of("wall.jpg", "wall.png", "T/\u88C2.jpg"));

    assertThat(names)
        .containsEntry("wall.jpg", Path.of("wall.jpg.jpg"))
        .containsEntry("wall.png", Path.of("wall.png.jpg"))
        .containsEntry("T/\u88C2.jpg", Path.of("T/\u88C2.jpg.jpg"));
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
            "a.jpg.jpg/b.jpg",
            "c.jpg.jpg/b.jpg",
            "c.jpg",
            "../up.jpg",
            "a\0b.jpg",
            "locked/");

    Map<String, Path> names = PictureNames.of(photos);

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
    assertThat(PictureNames.of(photos)).as("the same every time").isEqualTo(names);
  }

  private static Path lower(Path path) {
    return Path.of(path.toString().toLowerCase(Locale.ROOT));
  }
}
