package io.faultline.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.codec.PhotoReading;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PNG of 16 bits a sample, of which a camera may have used fewer. */
class PngDepthTest {
  private static final int SIDE = 20;

  /** A wall of one grey with a crack of another down its middle. */
  private static PhotoReading read(int wall, int crack) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        picture.getRaster().setSample(x, y, 0, x == SIDE / 2 ? crack : wall);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return ImageReader.examine(png.toByteArray(), "wall.png", ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "255,40,8,255,40",
    "1000,200,10,250,50",
    "4000,800,12,250,50",
    "16000,3200,14,250,50",
    "65000,12800,16,253,50"
  })
  void bitsThatAreInUseCount(int wall, int crack, int bits, int wall8, int crack8)
      throws IOException {
    PhotoReading reading = read(wall, crack);
    assertThat(reading.raster().pixel(0, 0) & 0xFF).isEqualTo(wall8);
    assertThat(reading.raster().pixel(SIDE / 2, 7) & 0xFF).isEqualTo(crack8);
    assertThat(reading.doubts()).isEmpty();
    if (bits == 16) {
      assertThat(reading.assumptions()).isEmpty();
    } else {
      assertThat(reading.assumptions()).singleElement().asString().contains("of " + bits + " bits");
    }
  }

  @Test
  void aDarkPhotoKeepsItsCrack() throws IOException {
    PhotoReading reading = read(20, 3);
    assertThat(reading.raster().pixel(0, 0) & 0xFF).isEqualTo(20);
    assertThat(reading.raster().pixel(SIDE / 2, 7) & 0xFF).isEqualTo(3);
  }
}
