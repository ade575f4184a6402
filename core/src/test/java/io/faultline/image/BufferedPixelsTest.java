package io.faultline.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.reading.Samples;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferedPixelsTest {
  private static BufferedImage noisy(BufferedImage picture) {
    SplittableRandom random = new SplittableRandom(picture.getType());
    WritableRaster raster = picture.getRaster();
    int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        for (int band = 0; band < raster.getNumBands(); band++) {
          raster.setSample(x, y, band, random.nextInt(most + 1));
        }
      }
    }
    return picture;
  }

  private static void requireAsRead(BufferedImage picture) throws IOException {
    byte[] png = Samples.written("png", picture);
    byte[] read = ImageReader.decode(png, "wall.png", ReadOptions.DEFAULT).toBytes();
    assertThat(Raster.of(picture).toBytes()).isEqualTo(read);
    assertThat(Raster.of(ImageIO.read(new ByteArrayInputStream(png))).toBytes()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void thePixelsAreThoseThatTheReaderSeesInAPngOfIt(int type) throws IOException {
    requireAsRead(noisy(new BufferedImage(13, 7, type)));
  }

  @ParameterizedTest
  @ValueSource(ints = {ColorSpace.CS_sRGB, ColorSpace.CS_GRAY})
  void samplesOf16BitsAndProfilesGiveWhatAFileGives(int space) throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space), false, false, 1, DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(13, 7);
    requireAsRead(noisy(new BufferedImage(model, raster, false, null)));
  }

  @Test
  void aPartOfAPictureIsThatPart() {
    BufferedImage all = noisy(new BufferedImage(13, 7, BufferedImage.TYPE_3BYTE_BGR));
    Raster part = Raster.of(all.getSubimage(4, 2, 5, 3));
    assertThat(part.pixel(0, 0)).isEqualTo(Raster.of(all).pixel(4, 2));
    assertThat(part.pixel(4, 2)).isEqualTo(Raster.of(all).pixel(8, 4));
  }
}
