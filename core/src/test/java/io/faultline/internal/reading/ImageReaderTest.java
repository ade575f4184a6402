package io.faultline.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.image.Components;
import io.faultline.internal.image.GreyImage;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Morphology;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.image.Threshold;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {
  private static final ReadOptions UPRIGHT = ReadOptions.DEFAULT.with(ExifRule.UPRIGHT);

  private final Path folder;

  ImageReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Raster decode(byte[] bytes) {
    return ImageReader.decode(bytes, "memory", ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".bmp", ".tiff", ".webp"})
  void losslessFormatsGiveThePixelsBack(String ending) throws IOException {
    Raster photo = Samples.noise(17, 11, 1);
    Path file = Files.write(folder.resolve("photo.dat"), Samples.encoded(ending, photo));

    assertThat(ImageReader.read(file).toBytes()).isEqualTo(photo.toBytes());
    assertThat(ImageReader.probe(file)).isEqualTo(new ImageSize(17, 11));
    assertThat(ImageReader.probe(Files.readAllBytes(file), "wall"))
        .isEqualTo(new ImageSize(17, 11));
  }

  @Test
  void jpegGivesNearlyThePixelsBack() throws IOException {
    Raster photo = Samples.smooth(40, 24);
    Path file = Files.write(folder.resolve("a.jpg"), Samples.encoded(".jpg", photo));

    Raster read = ImageReader.read(file);
    assertThat(ImageReader.probe(file)).isEqualTo(new ImageSize(40, 24));
    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 40; x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference =
              ((read.pixel(x, y) >> shift) & 0xFF) - ((photo.pixel(x, y) >> shift) & 0xFF);
          assertThat(Math.abs(difference)).isLessThan(16);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "jpg", "tiff"})
  void greyPhotosHaveThreeEqualChannels(String format) {
    BufferedImage grey = new BufferedImage(8, 4, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(5, 2, 0, 200);
    Raster read = decode(Samples.written(format, grey));

    assertThat(read.pixel(5, 2) & 0xFF).isBetween(150, 250);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 8; x++) {
        int pixel = read.pixel(x, y);
        assertThat(pixel).isEqualTo((pixel & 0xFF) * 0x010101);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".tiff"})
  void sixteenBitsKeepTheUpperEight(String ending) {
    short[] grey = {0x00FF, 0x0100, (short) 0xFFFF, (short) 0x80FF};
    assertThat(decode(Samples.encoded16(ending, 2, 2, CV_16UC1, grey)).toBytes())
        .containsExactly(0, 0, 0, 1, 1, 1, 255, 255, 255, 128, 128, 128);

    short[] bgr = {0x01FF, 0x02FF, 0x03FF, 0x0400, 0x0500, (short) 0xFE80};
    assertThat(decode(Samples.encoded16(ending, 2, 1, CV_16UC3, bgr)).toBytes())
        .containsExactly(3, 2, 1, 0xFE, 5, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".tiff", ".webp"})
  void alphaIsDroppedAndTheColoursUnderItStay(String ending) {
    byte[] bgra = {10, 20, 30, (byte) 255, 40, 50, 60, 1};
    Raster read = decode(Samples.encoded8(ending, 2, 1, CV_8UC4, bgra));
    assertThat(read.toBytes()).containsExactly(30, 20, 10, 60, 50, 40);
  }

  @Test
  void greyWithAlphaPaletteAndOneBitAreExpanded() {
    byte[] ihdr = Samples.ihdr(2, 1);
    ihdr[9] = 4;
    byte[] greyAlpha = Samples.png("IHDR", ihdr, "IDAT", deflate(0, 7, 0, 9, 128), "IEND", NONE);
    assertThat(decode(greyAlpha).toBytes()).containsExactly(7, 7, 7, 9, 9, 9);

    ihdr[9] = 3;
    byte[] colours = {1, 2, 3, 4, 5, 6};
    byte[] palette =
        Samples.png("IHDR", ihdr, "PLTE", colours, "IDAT", deflate(0, 1, 0), "IEND", NONE);
    assertThat(decode(palette).toBytes()).containsExactly(4, 5, 6, 1, 2, 3);
    byte[] clear =
        Samples.png(
            "IHDR",
            ihdr,
            "PLTE",
            colours,
            "tRNS",
            NONE_SET,
            "IDAT",
            deflate(0, 1, 0),
            "IEND",
            NONE);
    assertThat(decode(clear).toBytes()).containsExactly(4, 5, 6, 1, 2, 3);

    for (String format : new String[] {"png", "bmp", "tiff"}) {
      BufferedImage bits = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_BINARY);
      bits.setRGB(1, 1, 0xFFFFFF);
      Raster read = decode(Samples.written(format, bits));
      assertThat(read.pixel(1, 1)).as(format).isEqualTo(0xFFFFFF);
      assertThat(read.pixel(0, 1)).as(format).isZero();
    }
  }

  private static final byte[] NONE = {};
  private static final byte[] NONE_SET = {0, 0};

  private static byte[] deflate(int... bytes) {
    byte[] plain = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      plain[i] = (byte) bytes[i];
    }
    java.util.zip.Deflater deflater = new java.util.zip.Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[100];
    int length = deflater.deflate(packed);
    deflater.end();
    return java.util.Arrays.copyOf(packed, length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void orientationTagIsObeyedOnRequestOnly(int tag) {
    byte[] plain = Samples.encoded(".jpg", Samples.smooth(24, 16));
    byte[] jpeg = Samples.withExif(plain, tag);
    Raster stored = decode(plain);
    assertThat(decode(jpeg).toBytes()).isEqualTo(stored.toBytes());
    Raster upright = ImageReader.decode(jpeg, "memory", UPRIGHT);
    assertThat(upright.toBytes()).isEqualTo(Orientation.ofExif(tag).apply(stored).toBytes());
    assertThat(upright.width()).isEqualTo(tag >= 5 ? 16 : 24);

    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      Raster noise = Samples.noise(5, 3, tag);
      byte[] tiff = Samples.tiff(noise, tag, order);
      assertThat(decode(tiff).width()).isEqualTo(5);
      assertThat(decode(tiff).toBytes()).isEqualTo(noise.toBytes());
      assertThat(ImageReader.decode(tiff, "memory", UPRIGHT).toBytes())
          .isEqualTo(Orientation.ofExif(tag).apply(noise).toBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".bmp", ".tiff", ".webp", ".jpg"})
  void everyTruncationIsAFaultThatNamesTheFileOrLeavesADoubt(String ending) {
    byte[] whole = file(ending);
    decode(whole);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      try {
        PhotoReading read = ImageReader.examine(part, "wall.jpg", ReadOptions.DEFAULT);
        assertThat(read.doubts()).as("%s of %s bytes", length, whole.length).isNotEmpty();
        if (read.decoded() == 1) {
          continue;
        }
      } catch (FaultlineException e) {
        assertThat(e.problem()).isEqualTo(Problem.INPUT);
      }
      assertThatThrownBy(() -> ImageReader.decode(part, "wall.jpg", ReadOptions.DEFAULT))
          .as("%s of %s bytes", length, whole.length)
          .isInstanceOf(FaultlineException.class)
          .hasMessageStartingWith("wall.jpg: ")
          .hasMessageNotContaining("\n");
    }
  }

  /** A whole small file; the TIFF is not packed, so that its decoder has little to print. */
  private static byte[] file(String ending) {
    Raster photo = Samples.noise(9, 7, 3);
    return ending.equals(".tiff")
        ? Samples.tiff(photo, 1, ByteOrder.LITTLE_ENDIAN)
        : Samples.encoded(ending, photo);
  }

  @Test
  void tiffsWithLongOffsetsAreRead() {
    byte[] tiff = Samples.bigTiff(3, 1, new byte[] {5, 6, 7});
    assertThat(decode(tiff).toBytes()).containsExactly(5, 5, 5, 6, 6, 6, 7, 7, 7);
    assertThatThrownBy(() -> decode(java.util.Arrays.copyOf(tiff, tiff.length - 1)))
        .hasMessageContaining("truncated");
  }

  @Test
  void fourInksBecomeThreeColours() throws IOException {
    java.awt.image.WritableRaster inks =
        java.awt.image.Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, 16, 8, 4, null);
    inks.setSamples(0, 0, 8, 8, 3, new int[64]);
    for (int band = 0; band < 4; band++) {
      int[] light = new int[64];
      java.util.Arrays.fill(light, 255);
      inks.setSamples(8, 0, 8, 8, band, light);
    }
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    javax.imageio.ImageWriter writer =
        javax.imageio.ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var stream = javax.imageio.ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new javax.imageio.IIOImage(inks, null, null), null);
    }
    Raster read = decode(out.toByteArray());
    assertThat(read.pixel(12, 4)).isEqualTo(0xFFFFFF);
    assertThat(read.pixel(3, 4)).isZero();
  }

  @Test
  void garbageNeverEndsInAnythingButAFault() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(11);
    for (String ending : new String[] {".png", ".bmp", ".tiff", ".webp", ".jpg"}) {
      byte[] whole = file(ending);
      for (int i = 0; i < 100; i++) {
        byte[] broken = whole.clone();
        for (int k = 0; k < 3; k++) {
          broken[random.nextInt(Math.min(broken.length, 200))] = (byte) random.nextInt(256);
        }
        try {
          ImageReader.decode(broken, "broken", new ReadOptions(1000, ExifRule.UPRIGHT));
        } catch (FaultlineException e) {
          assertThat(e.problem()).isEqualTo(Problem.INPUT);
        }
      }
    }
  }

  @Test
  void missingEmptyFoldersAndOtherFilesHaveOneLineEach() throws IOException {
    assertFault(folder.resolve("gone.jpg"), "does not exist");
    assertFault(folder, "is a folder; must be a photo");
    assertFault(Files.write(folder.resolve("a.jpg"), NONE), "is empty (0 bytes); must be a photo");
    assertFault(
        Files.writeString(folder.resolve("b.jpg"), "hello, this is text"),
        "is not a photo in JPEG, PNG, BMP, TIFF, WebP or GIF");
    assertFault(
        Files.writeString(folder.resolve("d.jpg"), "\0\0\0\0ftypheic"),
        "is a photo of the kind HEIC, which cannot be read; convert it to JPEG first");
  }

  private static void assertFault(Path file, String reason) {
    assertThatThrownBy(() -> ImageReader.read(file))
        .isInstanceOf(FaultlineException.class)
        .hasMessage(file + ": " + reason);
    assertThatThrownBy(() -> ImageReader.probe(file)).isInstanceOf(FaultlineException.class);
  }

  @ParameterizedTest
  @CsvSource({"PNG", "BMP", "TIFF", "WEBP", "JPEG"})
  void bombsAreRefusedByTheirHeader(String format) throws IOException {
    byte[] bomb = Bombs.of(format);
    Path file = Files.write(folder.resolve("bomb"), bomb);
    assertThat(ImageReader.probe(file)).isEqualTo(new ImageSize(60000, 60000));
    assertThatThrownBy(() -> ImageReader.read(file))
        .hasMessage(
            file
                + ": size in the header is 60000x60000 (3600000000 pixels);"
                + " must be at most 200000000 pixels");
  }

  @Test
  void theLimitIsAnOption() {
    byte[] photo = Samples.encoded(".png", Samples.noise(10, 10, 5));
    assertThat(ImageReader.decode(photo, "p", new ReadOptions(100, ExifRule.AS_STORED)).width())
        .isEqualTo(10);
    assertThatThrownBy(
            () -> ImageReader.decode(photo, "p", new ReadOptions(99, ExifRule.AS_STORED)))
        .hasMessageStartingWith("p: size in the header is 10x10");
    assertThatThrownBy(() -> new ReadOptions(0, ExifRule.AS_STORED))
        .hasMessageContaining("max-pixels is 0");
  }

  @Test
  void nativeMemoryIsFreed() {
    byte[] photo = Samples.encoded(".jpg", Samples.smooth(300, 200));
    Raster raster = decode(photo);
    long before = Pointer.totalBytes();
    for (int i = 0; i < 50; i++) {
      decode(photo);
      ImageWriter.encodePng(raster);
      Components.of(Morphology.close(Threshold.above(GreyImage.of(raster), 127), 15));
    }
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  @Test
  void masksAreSetAboveTheThreshold() throws IOException {
    BufferedImage grey = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setPixels(0, 0, 3, 1, new int[] {127, 128, 255});
    Path file = Files.write(folder.resolve("m.png"), Samples.written("png", grey));
    assertThat(Samples.draw(ImageReader.readMask(file, 127))).isEqualTo(".##\n");
  }
}
