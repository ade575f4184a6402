package io.faultline.internal.codec.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.reading.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffPhotoTest {
  private static final int BLACK = TiffPage.BLACK_IS_ZERO;

  private static PhotoReading examine(byte[] tiff) {
    return ImageReader.examine(tiff, "wall.tif", ReadOptions.DEFAULT);
  }

  private static byte[] file(TiffWriter.Page... pages) {
    TiffWriter writer = TiffWriter.little();
    for (TiffWriter.Page page : pages) {
      writer.add(page);
    }
    return writer.write();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** 16-bit samples, low byte first. */
  private static byte[] shorts(int... values) {
    ByteBuffer out = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      out.putShort((short) value);
    }
    return out.array();
  }

  private static byte[] ints(int... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      out.putInt(value);
    }
    return out.array();
  }

  private static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[plain.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  /** One way to write a picture, and the pixels that must come out. */
  private static final class Kind {
    private final String name;
    private final byte[] tiff;
    private final int[] pixels;

    Kind(String name, byte[] tiff, int... pixels) {
      this.name = name;
      this.tiff = tiff;
      this.pixels = pixels;
    }
  }

  private static int grey(int value) {
    return value * 0x010101;
  }

  private static TiffWriter.Page grey16(int photometric, int... samples) {
    return TiffWriter.page(samples.length, 1, 16, 1, photometric, shorts(samples));
  }

  private static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    kinds.add(
        new Kind(
            "16 bits, white is zero",
            file(grey16(0, 0, 0xFFFF, 0x4000)),
            grey(255),
            grey(0),
            grey(255 - 0x40)));
    kinds.add(
        new Kind("12 bits in 16", file(grey16(BLACK, 0, 4095, 0x800)), 0, grey(255), grey(0x80)));
    kinds.add(
        new Kind(
            "12 bits in 16, white is zero",
            file(grey16(0, 0, 4095, 0x800)),
            grey(255),
            0,
            grey(0x7F)));
    kinds.add(new Kind("10 bits in 16", file(grey16(BLACK, 1023, 512)), grey(255), grey(128)));
    kinds.add(new Kind("14 bits in 16", file(grey16(BLACK, 16383, 8192)), grey(255), grey(128)));
    kinds.add(new Kind("8 bits in 16", file(grey16(BLACK, 255, 128)), grey(255), grey(128)));
    kinds.add(
        new Kind(
            "a stated maximum",
            file(grey16(BLACK, 900, 512).tag(281, 4095)),
            grey(900 >> 4),
            grey(512 >> 4)));
    kinds.add(
        new Kind(
            "a stated maximum that is wrong",
            file(grey16(BLACK, 60000, 512).tag(281, 4095)),
            grey(60000 >> 8),
            grey(2)));
    kinds.add(
        new Kind(
            "12 bits in 16, RGB in planes",
            file(
                TiffWriter.page(2, 1, 16, 3, 2, shorts())
                    .tag(284, 2)
                    .data(shorts(4095, 16), shorts(0, 32), shorts(256, 48))),
            0xFF0010,
            0x010203));
    kinds.add(
        new Kind(
            "12 bits packed",
            file(TiffWriter.page(2, 1, 12, 1, BLACK, bytes(0xFF, 0xF4, 0x56))),
            grey(255),
            grey(0x45)));
    kinds.add(
        new Kind(
            "32 bits",
            file(TiffWriter.page(2, 1, 32, 1, BLACK, ints(0xFFFFFFFF, 0x12345678))),
            grey(255),
            grey(0x12)));
    kinds.add(
        new Kind(
            "16 bits in 32",
            file(TiffWriter.page(2, 1, 32, 1, BLACK, ints(0xFFFF, 0x1234))),
            grey(255),
            grey(0x12)));
    kinds.add(
        new Kind(
            "1 bit, white is zero",
            file(TiffWriter.page(3, 2, 1, 1, 0, bytes(0b01000000, 0b10100000))),
            0xFFFFFF,
            0,
            0xFFFFFF,
            0,
            0xFFFFFF,
            0));
    kinds.add(
        new Kind(
            "2 bits",
            file(TiffWriter.page(3, 1, 2, 1, BLACK, bytes(0b00011100))),
            0,
            grey(85),
            grey(255)));
    kinds.add(
        new Kind(
            "4 bits", file(TiffWriter.page(2, 1, 4, 1, BLACK, bytes(0x2F))), grey(34), grey(255)));
    kinds.add(
        new Kind(
            "4 bits, order of bits reversed",
            file(TiffWriter.page(2, 1, 4, 1, BLACK, bytes(0xF4)).tag(266, 2)),
            grey(34),
            grey(255)));
    long[] map = new long[3 * 4];
    long[] red = {0, 0x8000, 0xFFFF, 0x1234};
    System.arraycopy(red, 0, map, 0, 4);
    map[4 + 2] = 0xFF00;
    map[8 + 1] = 0x7F00;
    kinds.add(
        new Kind(
            "palette of 2 bits",
            file(TiffWriter.page(4, 1, 2, 1, 3, bytes(0b00011011)).tag(320, map)),
            0,
            0x80007F,
            0xFFFF00,
            0x120000));
    kinds.add(
        new Kind(
            "alpha beside the colours",
            file(TiffWriter.page(2, 1, 8, 4, 2, bytes(10, 20, 30, 0, 40, 50, 60, 128)).tag(338, 2)),
            0x0A141E,
            0x28323C));
    kinds.add(
        new Kind(
            "extra samples of unknown meaning",
            file(TiffWriter.page(1, 1, 8, 5, 2, bytes(10, 20, 30, 0, 40)).tag(338, 0, 0)),
            0x0A141E));
    kinds.add(
        new Kind(
            "alpha in the colours",
            file(
                TiffWriter.page(2, 1, 8, 4, 2, bytes(100, 20, 30, 255, 20, 25, 0, 128))
                    .tag(338, 1)),
            0x64141E,
            0x283200));
    kinds.add(
        new Kind(
            "alpha that is said to be in the colours, but is not",
            file(TiffWriter.page(2, 1, 8, 4, 2, bytes(100, 20, 30, 1, 20, 25, 0, 128)).tag(338, 1)),
            0x64141E,
            0x141900));
    kinds.add(
        new Kind(
            "grey with alpha",
            file(TiffWriter.page(2, 1, 8, 2, BLACK, bytes(7, 0, 9, 128)).tag(338, 2)),
            grey(7),
            grey(9)));
    kinds.add(
        new Kind(
            "CMYK",
            file(TiffWriter.page(2, 1, 8, 4, 5, bytes(0, 255, 100, 0, 0, 0, 0, 200))),
            0xFF009B,
            grey(55)));
    kinds.add(
        new Kind(
            "L*a*b*",
            file(TiffWriter.page(2, 1, 8, 3, 8, bytes(255, 0, 0, 0, 0, 0))),
            0xFFFFFF,
            0));
    kinds.add(
        new Kind(
            "YCbCr with half the colours",
            file(
                TiffWriter.page(
                    3, 2, 8, 3, 6, bytes(10, 20, 40, 50, 128, 128, 30, 9, 60, 9, 128, 128))),
            grey(10),
            grey(20),
            grey(30),
            grey(40),
            grey(50),
            grey(60)));
    kinds.add(
        new Kind(
            "YCbCr with all colours",
            file(TiffWriter.page(1, 1, 8, 3, 6, bytes(76, 85, 255)).tag(530, 1, 1)),
            0xFE0000));
    kinds.add(
        new Kind(
            "the thumbnail first",
            file(
                TiffWriter.page(1, 1, 8, 1, BLACK, bytes(9)).tag(254, 1),
                TiffWriter.page(2, 2, 8, 1, BLACK, bytes(1, 2, 3, 4))),
            grey(1),
            grey(2),
            grey(3),
            grey(4)));
    kinds.add(
        new Kind(
            "the photo below its thumbnail",
            file(
                TiffWriter.page(1, 1, 8, 1, BLACK, bytes(9))
                    .tag(254, 1)
                    .sub(TiffWriter.page(2, 1, 8, 1, BLACK, bytes(1, 2)))),
            grey(1),
            grey(2)));
    return kinds;
  }

  @TestFactory
  List<DynamicTest> everyKindGivesItsPixels() {
    return kinds().stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name,
                    () -> {
                      PhotoReading reading = examine(kind.tiff);
                      int[] pixels = new int[kind.pixels.length];
                      for (int i = 0; i < pixels.length; i++) {
                        int width = reading.raster().width();
                        pixels[i] = reading.raster().pixel(i % width, i / width);
                      }
                      assertThat(pixels).isEqualTo(kind.pixels);
                      assertThat(reading.decoded()).isEqualTo(1);
                      assertThat(reading.doubts()).isEmpty();
                    }))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,false",
    "5,1,false",
    "5,2,false",
    "8,1,false",
    "8,2,false",
    "32946,2,true",
    "32773,1,false",
    "1,1,true",
    "5,2,true",
    "5,1,true"
  })
  void packedInAnyWayThePixelsAreTheSame(int compression, int predictor, boolean big)
      throws IOException {
    Raster photo = Samples.noise(37, 23, compression);
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      for (int side : new int[] {0, 16}) {
        for (boolean planar : new boolean[] {false, true}) {
          byte[] tiff = packed(photo, compression, predictor, order, big, side, planar);
          PhotoReading reading = examine(tiff);
          assertThat(reading.doubts()).isEmpty();
          assertThat(reading.raster().toBytes()).isEqualTo(photo.toBytes());
        }
      }
    }
  }

  /** A photo in strips of 5 rows or in tiles. */
  private static byte[] packed(
      Raster photo,
      int compression,
      int predictor,
      ByteOrder order,
      boolean big,
      int tile,
      boolean planar)
      throws IOException {
    int width = tile > 0 ? tile : photo.width();
    int height = tile > 0 ? tile : 5;
    List<byte[]> data = new ArrayList<>();
    for (int plane = 0; plane < (planar ? 3 : 1); plane++) {
      for (int top = 0; top < photo.height(); top += height) {
        for (int left = 0; left < photo.width(); left += width) {
          int rows = tile > 0 ? tile : Math.min(height, photo.height() - top);
          ByteArrayOutputStream segment = new ByteArrayOutputStream();
          for (int y = top; y < top + rows; y++) {
            segment.writeBytes(row(photo, left, y, width, planar ? plane : -1, predictor));
          }
          data.add(packed(segment.toByteArray(), compression));
        }
      }
    }
    TiffWriter.Page page =
        TiffWriter.page(photo.width(), photo.height(), 8, 3, 2, new byte[0])
            .tag(259, compression)
            .tag(317, predictor)
            .tag(284, planar ? 2 : 1)
            .data(data.toArray(new byte[0][]));
    if (tile > 0) {
      page.without(278).tag(322, tile).tag(323, tile);
    } else {
      page.tag(278, height);
    }
    return new TiffWriter(order, big).add(page).write();
  }

  private static byte[] row(Raster photo, int left, int y, int width, int plane, int predictor) {
    int samples = plane < 0 ? 3 : 1;
    byte[] row = new byte[width * samples];
    for (int x = 0; x < width; x++) {
      boolean inside = left + x < photo.width() && y < photo.height();
      int pixel = inside ? photo.pixel(left + x, y) : 0;
      for (int c = 0; c < samples; c++) {
        row[x * samples + c] = (byte) (pixel >> (16 - 8 * (plane < 0 ? c : plane)));
      }
    }
    for (int i = row.length - 1; predictor == 2 && i >= samples; i--) {
      row[i] -= row[i - samples];
    }
    return row;
  }

  private static byte[] packed(byte[] plain, int compression) {
    return switch (compression) {
      case 5 -> lzw(plain);
      case 8, 32946 -> deflate(plain);
      case 32773 -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < plain.length; at += 128) {
          int count = Math.min(128, plain.length - at);
          out.write(count - 1);
          out.write(plain, at, count);
        }
        out.write(-127);
        out.write(7);
        out.writeBytes(new byte[0]);
        yield Arrays.copyOf(out.toByteArray(), out.size() - 2);
      }
      default -> plain;
    };
  }

  /** TIFF's LZW by the JDK's writer of one strip. */
  private static byte[] lzw(byte[] plain) {
    BufferedImage line = new BufferedImage(plain.length, 1, BufferedImage.TYPE_BYTE_GRAY);
    line.getRaster().setDataElements(0, 0, plain.length, 1, plain);
    TiffPage page = TiffPages.of(HeaderBytes.of(written(line, "LZW"), "lzw")).photo();
    byte[] strip = new byte[(int) page.segmentBytes(0)];
    for (int i = 0; i < strip.length; i++) {
      strip[i] = (byte) page.file().u8(page.segmentOffset(0) + i);
    }
    return strip;
  }

  private static byte[] written(BufferedImage image, String compression) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCITT RLE", "CCITT T.6", "LZW", "PackBits", "Deflate"})
  void bitsOfTheJdksWriterComeBack(String compression) {
    BufferedImage bits = new BufferedImage(45, 30, BufferedImage.TYPE_BYTE_BINARY);
    for (int i = 0; i < 30; i++) {
      bits.setRGB(i, i, 0xFFFFFF);
      bits.setRGB(44 - i / 2, i, 0xFFFFFF);
    }
    PhotoReading reading = examine(written(bits, compression));
    assertThat(reading.doubts()).isEmpty();
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 45; x++) {
        assertThat(reading.raster().pixel(x, y)).isEqualTo(bits.getRGB(x, y) & 0xFFFFFF);
      }
    }
  }

  @Test
  void stripsOfJpegAreRead() {
    Raster photo = Samples.smooth(64, 48);
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        image.setRGB(x, y, photo.pixel(x, y));
      }
    }
    PhotoReading reading = examine(written(image, "JPEG"));
    assertThat(reading.doubts()).isEmpty();
    assertThat(difference(reading.raster(), photo)).isLessThan(8);
  }

  private static double difference(Raster a, Raster b) {
    byte[] left = a.toBytes();
    byte[] right = b.toBytes();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs((left[i] & 0xFF) - (right[i] & 0xFF));
    }
    return sum / left.length;
  }

  @Test
  void whatIsAssumedIsTold() {
    assertThat(examine(file(grey16(BLACK, 0, 4080))).assumptions())
        .containsExactly(
            "samples have 16 bits, but none is above 4080; they were read as samples of 12 bits");
    assertThat(examine(file(grey16(BLACK, 0, 3))).doubts())
        .containsExactly("samples have 16 bits, but none is above 3, so the photo is nearly black");
    assertThat(examine(file(grey16(BLACK, 0, 0xFFFF))).assumptions()).isEmpty();
    assertThat(examine(file(grey16(77, 0, 0xFFFF))).doubts())
        .containsExactly(
            "photometric interpretation is 77, which is no photo's; the samples were taken for grey");
    assertThat(examine(file(grey16(1, 0, 0xFFFF).without(262))).doubts())
        .containsExactly("photometric interpretation is missing; the samples were taken for grey");
    byte[] clear =
        file(TiffWriter.page(2, 1, 8, 4, 2, bytes(0, 0, 0, 0, 1, 2, 3, 255)).tag(338, 1));
    assertThat(examine(clear).doubts())
        .containsExactly("50.0 % of the pixels are transparent and hold no colour");
  }

  private static TiffWriter.Page page(Raster photo) {
    return TiffWriter.page(photo.width(), photo.height(), 8, 3, 2, photo.toBytes());
  }

  private static Raster half(Raster photo) {
    byte[] rgb = new byte[photo.width() / 2 * (photo.height() / 2) * 3];
    for (int y = 0, to = 0; y < photo.height() / 2; y++) {
      for (int x = 0; x < photo.width() / 2; x++, to += 3) {
        int pixel = photo.pixel(2 * x, 2 * y);
        rgb[to] = (byte) (pixel >> 16);
        rgb[to + 1] = (byte) (pixel >> 8);
        rgb[to + 2] = (byte) pixel;
      }
    }
    return Raster.of(photo.width() / 2, photo.height() / 2, rgb);
  }

  @Test
  void pagesThatAreNotReadAreADoubtUnlessTheyAreCopies() {
    Raster photo = Samples.smooth(40, 32);
    Raster copy = half(photo);
    Raster other = Samples.noise(20, 16, 1);
    assertThat(examine(file(page(photo), page(photo))).doubts())
        .containsExactly("2 pages; only page 1 (40x32) was read");
    assertThat(examine(file(page(photo), page(other))).doubts())
        .containsExactly("2 pages; only page 1 (40x32) was read");
    assertThat(examine(file(page(photo), page(copy))).doubts()).isEmpty();
    assertThat(examine(file(page(photo), page(copy), page(half(copy)))).doubts()).isEmpty();
    assertThat(examine(file(page(photo), page(other).tag(254, 1))).doubts()).isEmpty();
    assertThat(examine(file(page(photo), page(photo).tag(254, 4))).doubts()).isEmpty();
    assertThat(examine(file(page(photo).sub(page(copy)).sub(page(half(copy))))).doubts()).isEmpty();
    PhotoReading first = examine(file(page(copy), page(photo)));
    assertThat(first.raster().toBytes()).isEqualTo(photo.toBytes());
    assertThat(first.doubts()).isEmpty();
    assertThat(first.assumptions())
        .containsExactly("page 2 (40x32) was read; page 1 is a smaller copy of it");
    assertThat(examine(file(page(other), page(photo))).doubts())
        .containsExactly("2 pages; only page 2 (40x32) was read");
    assertThat(examine(file(page(photo).tag(254, 1))).doubts())
        .containsExactly(
            "page 1 (40x32) is marked as a smaller copy of a picture that is not in the file");
    byte[] imageJ =
        "ImageJ=1.53\nimages=7\nslices=7\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(examine(file(page(photo).bytes(270, imageJ))).doubts())
        .containsExactly("7 pictures in an ImageJ stack; only the first was read");
  }

  @Test
  void theOrientationIsThatOfThePageWhichIsRead() {
    Raster photo = Samples.noise(8, 4, 3);
    byte[] tiff = file(page(half(photo)).tag(254, 1).tag(274, 3), page(photo).tag(274, 6));
    assertThat(examine(tiff).raster().toBytes()).isEqualTo(photo.toBytes());
    Raster upright =
        ImageReader.decode(tiff, "wall.tif", ReadOptions.DEFAULT.with(ExifRule.UPRIGHT));
    assertThat(upright.toBytes()).isEqualTo(Orientation.TURN_RIGHT.apply(photo).toBytes());
  }

  @Test
  void damageCostsItsStripAlone() {
    Raster photo = Samples.noise(10, 9, 3);
    byte[] all = photo.toBytes();
    byte[][] strips = new byte[3][];
    for (int i = 0; i < 3; i++) {
      strips[i] = deflate(Arrays.copyOfRange(all, i * 90, i * 90 + 90));
    }
    TiffWriter.Page page = page(photo).tag(259, 8).tag(278, 3);
    strips[1][20] ^= 0x55;
    PhotoReading reading = examine(file(page.data(strips)));
    assertThat(reading.decoded()).isBetween(0.66, 0.999);
    assertThat(reading.doubts()).hasSize(1);
    assertThat(reading.doubts().get(0)).startsWith("strip 2 of 3 is damaged (");
    assertThat(Arrays.copyOf(reading.raster().toBytes(), 90)).isEqualTo(Arrays.copyOf(all, 90));
    assertThat(Arrays.copyOfRange(reading.raster().toBytes(), 180, 270))
        .isEqualTo(Arrays.copyOfRange(all, 180, 270));

    // The checksum alone tells that something is wrong.
    strips[1][20] ^= 0x55;
    strips[1][strips[1].length - 1] ^= 1;
    reading = examine(file(page.data(strips).without(273).without(279)));
    assertThat(reading.decoded()).isLessThan(1);

    // A strip with too few rows, and one that the file does not hold.
    byte[] plain = file(page(photo).tag(278, 3).data(Arrays.copyOf(all, 90), new byte[60]));
    assertThat(examine(plain).decoded()).isEqualTo(50 / 90.0);
    assertThat(examine(plain).doubts())
        .containsExactly(
            "strip 2 of 3 is damaged (it ends in row 3 of 3) (and 1 more);"
                + " 55.6 % of the photo was decoded");
    assertThatThrownBy(() -> ImageReader.decode(plain, "wall.tif", ReadOptions.DEFAULT))
        .isInstanceOf(FaultlineException.class)
        .hasMessageStartingWith("wall.tif: strip 2 of 3 is damaged");
  }

  @Test
  void aFileThatEndsEarlyIsReadAsFarAsItGoes() {
    Raster photo = Samples.noise(10, 9, 3);
    TiffWriter.Page page = page(photo);
    // The directory stands behind the pixels, so the pixels are said to lie where the file ends.
    byte[] tiff = file(page.tag(273, 300));
    PhotoReading reading = examine(tiff);
    assertThat(reading.decoded()).isEqualTo(Math.floor((tiff.length - 300) / 3.0) / 90);
    assertThat(reading.doubts().get(0)).startsWith("strip 1 of 1 is truncated");
  }

  @ParameterizedTest
  @CsvSource({
    "339, 3, samples are floating-point or complex numbers",
    "339, 2, samples are signed numbers",
    "259, 50000, Zstandard (50000)",
    "259, 34712, JPEG 2000 (34712)",
    "259, 6, old-style JPEG",
    "259, 12345, an unknown method (12345)",
    "262, 5, its colours need 4",
    "262, 3, must be 8",
    "277, 0, 0 samples per pixel",
    "277, 100000, must be 1 to 64",
    "258, 0, must be equal",
    "258, 99, must be equal",
    "278, 0, strips of 0 rows",
    "322, 2000000000, tiles of 2000000000x0",
    "273, 4000000000, cannot be decoded",
    "317, 9, predictor 9",
  })
  void whatCannotBeReadIsAFaultOfOneLine(int tag, long value, String reason) {
    TiffWriter.Page page = grey16(BLACK, 1, 2, 3).tag(tag, value);
    if (tag == 317) {
      page.tag(259, 8);
    }
    assertThatThrownBy(() -> examine(file(page)))
        .isInstanceOf(FaultlineException.class)
        .hasMessageStartingWith("wall.tif: ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @Test
  void loopsOfDirectoriesEnd() {
    byte[] tiff = file(grey16(BLACK, 1, 0xFFFF), grey16(BLACK, 1, 0xFFFF));
    ByteBuffer all = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int first = all.getInt(4);
    int next = first + 2 + 12 * all.getShort(first);
    all.putInt(next, first);
    assertThat(examine(tiff).doubts())
        .containsExactly("its directories form a loop; pages may be missing");
    all.putInt(next, 1_000_000);
    assertThat(examine(tiff).doubts())
        .containsExactly("the directory of page 2 is damaged; pages may be missing");
  }

  @Test
  void noByteThatIsChangedEndsInAnythingButAFault() throws IOException {
    java.util.SplittableRandom random = new java.util.SplittableRandom(5);
    List<byte[]> files = new ArrayList<>(kinds().stream().map(kind -> kind.tiff).toList());
    for (int compression : new int[] {5, 8, 32773}) {
      Raster noise = Samples.noise(20, 12, 1);
      files.add(packed(noise, compression, 2, ByteOrder.BIG_ENDIAN, true, 16, true));
    }
    ReadOptions small = new ReadOptions(5000, ExifRule.UPRIGHT);
    for (byte[] whole : files) {
      for (int i = 0; i < 60; i++) {
        byte[] broken = whole.clone();
        for (int k = 0; k < 1 + i % 3; k++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        try {
          ImageReader.examine(broken, "broken", small);
        } catch (FaultlineException e) {
          assertThat(e.getMessage()).startsWith("broken: ").doesNotContain("\n");
        }
      }
    }
  }
}
