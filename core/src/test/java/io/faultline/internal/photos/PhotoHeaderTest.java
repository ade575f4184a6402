package io.faultline.internal.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.ImageWriter;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws: what an open file tells is what a search of its folder decides. */
class PhotoHeaderTest {
  @TempDir Path folder;

  @Test
  void aPhotoTellsItsSizeWhateverItIsCalled() throws IOException {
    Path png = folder.resolve("wall.png");
    ImageWriter.write(png, Raster.wrap(3, 2, new byte[18]));
    Path other = Files.copy(png, folder.resolve("scan"));
    assertThat(read(png)).isEqualTo(new PhotoHeader(true, Optional.of(new ImageSize(3, 2))));
    assertThat(read(other)).isEqualTo(read(png));
  }

  @Test
  void aDamagedPhotoIsTakenAndATextIsNot() throws IOException {
    Path damaged = Files.write(folder.resolve("wall.jpg"), new byte[] {1, 2, 3});
    Path empty = Files.write(folder.resolve("empty.jpg"), new byte[0]);
    Path text = Files.writeString(folder.resolve("notes.txt"), "notes");
    assertThat(read(damaged)).isEqualTo(new PhotoHeader(true, Optional.empty()));
    assertThat(read(empty)).isEqualTo(new PhotoHeader(true, Optional.empty()));
    assertThat(read(text).taken()).isFalse();
    for (Path file : new Path[] {damaged, empty, text}) {
      assertThat(read(file).taken()).isEqualTo(FileGuess.of(file) == FileGuess.PHOTO);
    }
  }

  private static PhotoHeader read(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return PhotoHeader.read(channel, String.valueOf(file.getFileName()));
    }
  }
}
