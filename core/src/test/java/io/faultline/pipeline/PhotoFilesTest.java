package io.faultline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFilesTest {
  @TempDir Path folder;

  @Test
  void foldersGiveTheirPhotosByNameAndFilesThemselves() throws IOException {
    file("walls/b.PNG");
    file("walls/a.jpg");
    file("walls/deep/c.tiff");
    file("walls/notes.txt");
    file("walls/.hidden.jpg");
    file("odd.dat");
    assertThat(PhotoFiles.of(List.of(folder.resolve("walls"), folder.resolve("odd.dat"))))
        .extracting(PhotoFiles.PhotoFile::name)
        .containsExactly("a.jpg", "b.PNG", "deep/c.tiff", "odd.dat");
  }

  @Test
  void aPlaceWithoutPhotosIsAFault() throws IOException {
    file("walls/notes.txt");
    assertThatThrownBy(() -> PhotoFiles.of(List.of(folder.resolve("walls"))))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("holds no photo");
    assertThatThrownBy(() -> PhotoFiles.of(List.of(folder.resolve("gone.jpg"))))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("no such photo");
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
  }
}
