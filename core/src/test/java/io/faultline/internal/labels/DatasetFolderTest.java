package io.faultline.internal.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFolderTest {
  @TempDir Path folder;

  @Test
  void linksAreFollowedButNotInCircles() throws IOException {
    Path images = Files.createDirectories(folder.resolve("set/images"));
    Files.writeString(images.resolve("b.jpg"), "");
    Files.createSymbolicLink(images.resolve("loop"), images.getParent());
    Files.createSymbolicLink(images.resolve("dead.jpg"), Path.of("/nowhere"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("set"));

    assertThat(DatasetFolder.tree(folder.resolve("link")))
        .extracting(path -> DatasetFolder.slashed(folder.resolve("link").relativize(path)))
        .containsExactly("images", "images/b.jpg", "images/dead.jpg");
    assertThat(DatasetFolder.entries(folder)).hasSize(2);
    assertThat(DatasetFolder.entries(folder.resolve("none"))).isEmpty();
  }
}
