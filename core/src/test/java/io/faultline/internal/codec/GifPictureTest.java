package io.faultline.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GifPictureTest {
  private static BufferedImage indexed(int width, int height, int colours, long seed) {
    byte[] table = new byte[3 * colours];
    new SplittableRandom(seed).nextBytes(table);
    BufferedImage image =
        new BufferedImage(
            width,
            height,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, colours, table, 0, false));
    SplittableRandom random = new SplittableRandom(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, random.nextInt(colours));
      }
    }
    return image;
  }

  private static byte[] written(boolean interlaced, BufferedImage... frames) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(new IIOImage(frame, null, null), param);
      }
      writer.endWriteSequence();
    }
    writer.dispose();
    return out.toByteArray();
  }

  private static PhotoReading examine(byte[] gif) {
    return ImageReader.examine(gif, "wall.gif", ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"1,1,2", "9,7,2", "40,33,16", "130,90,256", "5,4,3"})
  void thePixelsComeBack(int width, int height, int colours) throws IOException {
    BufferedImage image = indexed(width, height, colours, colours);
    for (boolean interlaced : new boolean[] {false, true}) {
      PhotoReading reading = examine(written(interlaced, image));
      assertThat(reading.decoded()).isEqualTo(1);
      assertThat(reading.doubts()).isEmpty();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          assertThat(reading.raster().pixel(x, y)).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
        }
      }
    }
  }

  @Test
  void furtherFramesAreADoubt() throws IOException {
    BufferedImage frame = indexed(6, 5, 4, 1);
    assertThat(examine(written(false, frame, frame, frame)).doubts())
        .containsExactly("3 frames; only the first was read");
  }

  @Test
  void aFileThatEndsEarlyIsReadAsFarAsItGoesOrIsAFault() throws IOException {
    byte[] whole = written(true, indexed(60, 40, 256, 7));
    double before = 0;
    for (int length = 0; length < whole.length - 2; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        PhotoReading reading = examine(part);
        assertThat(reading.decoded()).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1);
        assertThat(reading.doubts().get(0)).startsWith("is truncated");
        before = reading.decoded();
      } catch (FaultlineException e) {
        assertThat(e).hasMessageStartingWith("wall.gif: ");
        assertThat(before).isZero();
      }
    }
    assertThat(before).isGreaterThan(0.95);
  }

  @Test
  void damageIsADoubtOrAFault() throws IOException {
    byte[] whole = written(false, indexed(60, 40, 16, 7));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      byte[] broken = whole.clone();
      broken[6 + random.nextInt(broken.length - 6)] = (byte) random.nextInt(256);
      try {
        examine(broken);
      } catch (FaultlineException e) {
        assertThat(e).hasMessageStartingWith("wall.gif: ");
      }
    }
    assertThatThrownBy(
            () -> examine("GIF89a......".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .isInstanceOf(FaultlineException.class);
  }
}
