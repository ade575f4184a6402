package io.faultline.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.Raster;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageWriterTest {
  private final Path folder;

  ImageWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void pngGivesThePixelsBack() {
    Raster photo = Samples.noise(13, 9, 1);
    Path file = folder.resolve("new/a.PNG");
    ImageWriter.write(file, photo);
    assertThat(ImageReader.read(file).toBytes()).isEqualTo(photo.toBytes());
    assertThat(ImageWriter.encodePng(photo)).isEqualTo(ImageWriter.encodePng(photo));
  }

  @Test
  void jpegKeepsRedRedAndHasAQuality() {
    byte[] red = new byte[16 * 16 * 3];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 250;
    }
    Path file = folder.resolve("red.jpeg");
    ImageWriter.write(file, Raster.of(16, 16, red));
    int pixel = ImageReader.read(file).pixel(8, 8);
    assertThat(pixel >> 16).isGreaterThan(230);
    assertThat(pixel & 0xFF).isLessThan(20);

    Raster noise = Samples.noise(40, 40, 2);
    assertThat(ImageWriter.encodeJpeg(noise, 20).length)
        .isLessThan(ImageWriter.encodeJpeg(noise, 90).length);
    assertThatThrownBy(() -> ImageWriter.encodeJpeg(noise, 0)).hasMessageContaining("quality is 0");
  }

  @Test
  void masksGiveThePixelsBack() {
    Mask mask = Samples.speckle(21, 10, 0.4, 3);
    Path file = folder.resolve("m.png");
    ImageWriter.write(file, mask);
    assertThat(Samples.draw(ImageReader.readMask(file, 254))).isEqualTo(Samples.draw(mask));
    assertThatThrownBy(() -> ImageWriter.write(folder.resolve("m.jpg"), mask))
        .hasMessageContaining(".png");
  }

  @Test
  void otherEndingsAreRefusedAndNothingIsLeft() throws IOException {
    assertThatThrownBy(() -> ImageWriter.write(folder.resolve("a.gif"), Samples.noise(2, 2, 1)))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
