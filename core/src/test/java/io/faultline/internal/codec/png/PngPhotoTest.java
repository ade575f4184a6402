package io.faultline.internal.codec.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC4;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoDecoder;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.reading.Samples;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngPhotoTest {
  private static PhotoReading examine(byte[] png) {
    return ImageReader.examine(png, "wall.png", ReadOptions.DEFAULT);
  }

  /** As libpng decodes it. */
  private static byte[] peer(byte[] png) {
    HeaderBytes in = HeaderBytes.of(png, "wall.png");
    return PhotoDecoder.decode(png, in, PngHeader.size(in)).toBytes();
  }

  /** Every kind of pixel that the JDK writes, with and without interlacing, in odd sizes. */
  static Stream<byte[]> files() throws IOException {
    Stream.Builder<byte[]> files = Stream.builder();
    for (int[] size : new int[][] {{1, 1}, {3, 2}, {5, 9}, {33, 17}}) {
      for (int type :
          new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_4BYTE_ABGR,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY
          }) {
        if (type == BufferedImage.TYPE_USHORT_GRAY && size[0] == 1) {
          continue; // One pixel does not use all 16 bits, and is read by those that it uses.
        }
        BufferedImage picture = new BufferedImage(size[0], size[1], type);
        files.add(written(noisy(picture), false)).add(written(picture, true));
      }
      for (int bits : new int[] {2, 4}) {
        byte[] colours = new byte[3 << bits];
        new SplittableRandom(bits).nextBytes(colours);
        IndexColorModel palette = new IndexColorModel(bits, 1 << bits, colours, 0, false);
        BufferedImage picture =
            new BufferedImage(size[0], size[1], BufferedImage.TYPE_BYTE_BINARY, palette);
        files.add(written(noisy(picture), false)).add(written(picture, true));
      }
      for (int type : new int[] {CV_16UC1, CV_16UC3, CV_16UC4}) {
        short[] samples = new short[size[0] * size[1] * 4];
        SplittableRandom random = new SplittableRandom(type);
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (short) random.nextInt();
        }
        files.add(Samples.encoded16(".png", size[0], size[1], type, samples));
      }
    }
    return files.build();
  }

  private static BufferedImage noisy(BufferedImage picture) {
    SplittableRandom random = new SplittableRandom(picture.getWidth());
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, random.nextInt());
      }
    }
    return picture;
  }

  private static byte[] written(BufferedImage picture, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
    }
    writer.dispose();
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("files")
  void wholePhotosLeaveNoDoubtAndAreWhatLibpngDecodes(byte[] png) {
    PhotoReading read = examine(png);
    assertThat(read.doubts()).isEmpty();
    assertThat(read.decoded()).isEqualTo(1);
    assertThat(read.raster().toBytes()).isEqualTo(peer(png));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyDamageIsSaidAndTheRestIsRead(boolean interlaced) throws IOException {
    byte[] png = written(noisy(new BufferedImage(60, 50, 5)), interlaced);
    byte[] whole = examine(png).raster().toBytes();
    byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
    double least = 0;
    for (int tenth = 2; tenth < 10; tenth++) {
      int at = png.length * tenth / 10;
      byte[] cut = Arrays.copyOf(png, at);
      PhotoReading read = examine(cut);
      assertThat(read.doubts()).hasSize(1);
      assertThat(read.decoded()).isBetween(least, tenth / 10.0);
      assertThat(read.decoded()).isGreaterThan(tenth / 10.0 - 0.1);
      least = read.decoded();
      if (!interlaced) {
        int bytes = (int) Math.round(read.decoded() * whole.length);
        assertThat(Arrays.copyOf(read.raster().toBytes(), bytes))
            .isEqualTo(Arrays.copyOf(whole, bytes));
        assertThat(read.raster().pixel(0, 49)).isEqualTo(0x808080);
      }
      byte[] closed = Arrays.copyOf(cut, at + 12);
      System.arraycopy(end, 0, closed, at, 12);
      byte[] zeros = png.clone();
      Arrays.fill(zeros, at, Math.min(png.length - 20, at + 512), (byte) 0);
      byte[] flipped = png.clone();
      flipped[at] ^= 4;
      for (byte[] damaged : new byte[][] {closed, zeros, flipped}) {
        assertThat(examine(damaged).doubts()).isNotEmpty();
        assertThat(examine(damaged).decoded()).isBetween(0.01, 0.9999);
        assertThatThrownBy(() -> ImageReader.decode(damaged, "wall.png", ReadOptions.DEFAULT))
            .hasMessageStartingWith("wall.png: PNG ");
      }
    }
  }

  @Test
  void missingRowsWrongSumsAndColoursOutsideThePaletteAreDoubts() {
    byte[] none = {};
    byte[] rows = deflate(0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6);
    byte[] ihdr = Samples.ihdr(2, 9);
    assertThat(examine(Samples.png("IHDR", ihdr, "IDAT", rows, "IEND", none)).decoded())
        .isEqualTo(2 / 9.0);
    byte[] two = Samples.ihdr(2, 2);
    assertThat(examine(Samples.png("IHDR", two, "IDAT", rows, "IEND", none)).doubts()).isEmpty();
    byte[] unsummed = Arrays.copyOf(rows, rows.length - 4);
    PhotoReading open = examine(Samples.png("IHDR", two, "IDAT", unsummed, "IEND", none));
    assertThat(open.doubts()).containsExactly("PNG data do not end where the last row does");
    assertThat(open.decoded()).isLessThan(1);
    byte[] one = Samples.ihdr(2, 1);
    assertThat(examine(Samples.png("IHDR", one, "IDAT", rows, "IEND", none)).doubts()).hasSize(1);

    one[9] = 3;
    byte[] palette =
        Samples.png("IHDR", one, "PLTE", new byte[6], "IDAT", deflate(0, 1, 2), "IEND", none);
    assertThat(examine(palette).doubts()).hasSize(1);
    assertThatThrownBy(
            () -> examine(Samples.png("IHDR", one, "IDAT", deflate(0, 1, 2), "IEND", none)))
        .hasMessage("wall.png: PNG has no palette");
    one[8] = 16;
    assertThatThrownBy(() -> examine(Samples.png("IHDR", one, "IEND", none)))
        .hasMessageContaining("colour type 3 with 16 bits");
  }

  @Test
  void anAnimationIsReadInPart() {
    byte[] png =
        Samples.png(
            "IHDR",
            Samples.ihdr(2, 1),
            "acTL",
            new byte[8],
            "IDAT",
            deflate(0, 1, 2, 3, 4, 5, 6),
            "IEND",
            new byte[0]);
    assertThat(examine(png).doubts())
        .containsExactly("PNG is an animation; its first picture alone was read");
    assertThat(examine(png).decoded()).isEqualTo(1);
  }

  private static byte[] deflate(int... bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var packed = new java.util.zip.DeflaterOutputStream(out)) {
      for (int value : bytes) {
        packed.write(value);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
