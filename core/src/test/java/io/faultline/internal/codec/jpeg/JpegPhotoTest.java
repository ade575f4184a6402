package io.faultline.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;

import io.faultline.image.Raster;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoDecoder;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.reading.Samples;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpegPhotoTest {
  private static final byte[] END = {-1, (byte) 0xD9};

  private static PhotoReading examine(byte[] jpeg) {
    return ImageReader.examine(jpeg, "wall.jpg", ReadOptions.DEFAULT);
  }

  /** Every way to code that OpenCV's encoder knows. */
  static Stream<int[]> codings() {
    Stream.Builder<int[]> codings = Stream.builder();
    for (int sampling : new int[] {0x111111, 0x211111, 0x221111, 0x121111, 0x411111}) {
      codings.add(new int[] {IMWRITE_JPEG_SAMPLING_FACTOR, sampling});
      codings.add(new int[] {IMWRITE_JPEG_SAMPLING_FACTOR, sampling, IMWRITE_JPEG_PROGRESSIVE, 1});
    }
    for (int interval : new int[] {1, 3, 50}) {
      codings.add(new int[] {IMWRITE_JPEG_RST_INTERVAL, interval});
      codings.add(new int[] {IMWRITE_JPEG_RST_INTERVAL, interval, IMWRITE_JPEG_PROGRESSIVE, 1});
    }
    codings.add(new int[] {IMWRITE_JPEG_OPTIMIZE, 1});
    codings.add(new int[] {IMWRITE_JPEG_QUALITY, 1});
    codings.add(new int[] {IMWRITE_JPEG_QUALITY, 100});
    return codings.build();
  }

  @ParameterizedTest
  @MethodSource("codings")
  void wholePhotosLeaveNoDoubtAndAreWhatLibjpegDecodes(int... coding) {
    for (Raster photo :
        List.of(
            Samples.noise(1, 1, 1),
            Samples.noise(17, 33, 2),
            Samples.smooth(70, 40),
            Raster.of(200, 200, new byte[120_000]))) {
      byte[] jpeg = Samples.jpeg(photo, coding);
      PhotoReading read = examine(jpeg);
      assertThat(read.doubts()).isEmpty();
      assertThat(read.decoded()).isEqualTo(1);
      HeaderBytes in = HeaderBytes.of(jpeg, "wall.jpg");
      ImageSize size = new ImageSize(photo.width(), photo.height());
      assertThat(read.raster().toBytes()).isEqualTo(PhotoDecoder.decode(jpeg, in, size).toBytes());
    }
  }

  @ParameterizedTest
  @MethodSource("codings")
  void wherePartOfTheDataIsMissingTheRestIsRead(int... coding) {
    byte[] whole = Samples.jpeg(textured(96, 128), coding);
    Raster pixels = examine(whole).raster();
    int data = JpegHeader.endOfData(whole, 2);
    for (int tenth = 3; tenth < 10; tenth++) {
      int length = Math.max(data, whole.length * tenth / 10);
      byte[] open = Arrays.copyOf(whole, length);
      byte[] closed = joined(open, END);
      byte[] zeros = Arrays.copyOf(open, whole.length);
      System.arraycopy(END, 0, zeros, zeros.length - 2, 2);
      for (byte[] damaged : List.of(open, closed, zeros)) {
        assertDamaged(damaged, pixels);
      }
    }
  }

  /** Of a damaged photo some part may be there, but never all. */
  private static void assertDamaged(byte[] damaged, Raster whole) {
    PhotoReading read;
    try {
      read = examine(damaged);
    } catch (io.faultline.FaultlineException e) {
      assertThat(e).hasMessageMatching("wall.jpg: .*(nothing can be decoded|truncated).*");
      return;
    }
    assertThat(read.doubts()).hasSize(1);
    assertThat(read.decoded()).isBetween(0.0, 0.999);
    assertThat(read.raster().height()).isEqualTo(whole.height());
    assertThatThrownBy(() -> ImageReader.decode(damaged, "wall.jpg", ReadOptions.DEFAULT))
        .hasMessageStartingWith("wall.jpg: JPEG ");
  }

  @Test
  void theSoundRowsAreThoseOfTheWholePhoto() {
    byte[] whole = Samples.jpeg(textured(96, 128), IMWRITE_JPEG_SAMPLING_FACTOR, 0x111111);
    byte[] pixels = examine(whole).raster().toBytes();
    double least = 0;
    for (int tenth = 4; tenth < 10; tenth++) {
      PhotoReading read = examine(joined(Arrays.copyOf(whole, whole.length * tenth / 10), END));
      int sound = (int) Math.round(3 * 96 * 128 * read.decoded());
      assertThat(Arrays.copyOf(read.raster().toBytes(), sound))
          .isEqualTo(Arrays.copyOf(pixels, sound));
      assertThat(read.raster().pixel(50, 127)).isEqualTo(0x808080);
      assertThat(read.decoded()).isBetween(Math.max(0.2, least), tenth / 10.0);
      least = read.decoded();
    }
  }

  @Test
  void whatCamerasWriteIsNoDamage() {
    byte[] jpeg = Samples.withExif(Samples.jpeg(textured(64, 64)), 1);
    byte[] open = Arrays.copyOf(jpeg, jpeg.length - 2);
    for (byte[] odd :
        List.of(
            joined(jpeg, new byte[1000]),
            joined(jpeg, jpeg),
            joined(open, new byte[] {-1, -1, -1}, END),
            joined(open, new byte[500], END),
            joined(new byte[] {-1, -40}, new byte[] {-1}, Arrays.copyOfRange(jpeg, 2, jpeg.length)),
            joined(
                Arrays.copyOf(jpeg, 38),
                new byte[] {7, 7},
                Arrays.copyOfRange(jpeg, 38, jpeg.length)))) {
      PhotoReading read = examine(odd);
      assertThat(read.doubts()).isEmpty();
      assertThat(read.raster().toBytes()).isEqualTo(examine(jpeg).raster().toBytes());
    }
  }

  @Test
  void doubtsWithoutALostPixelDoNotStopTraining() {
    byte[] jpeg = Samples.jpeg(textured(64, 64));
    byte[] open = Arrays.copyOf(jpeg, jpeg.length - 2);
    byte[] stray = joined(open, new byte[] {9, 8}, END);
    assertThat(examine(open).doubts())
        .containsExactly("JPEG has no end marker, though all of its pixels are there");
    assertThat(examine(stray).doubts())
        .containsExactly("JPEG scan 1 is followed by 2 bytes that mean nothing");
    for (byte[] file : List.of(open, stray)) {
      assertThat(ImageReader.decode(file, "a", ReadOptions.DEFAULT).toBytes())
          .isEqualTo(examine(jpeg).raster().toBytes());
    }
  }

  @Test
  void overwrittenStretchesAreNoticedWhereTheyBegin() {
    byte[] whole = Samples.jpeg(textured(128, 128), IMWRITE_JPEG_QUALITY, 90);
    SplittableRandom random = new SplittableRandom(5);
    for (int from = whole.length / 3; from < whole.length - 600; from += whole.length / 9) {
      byte[] zeros = whole.clone();
      Arrays.fill(zeros, from, from + 512, (byte) 0);
      assertDamaged(zeros, examine(whole).raster());
      byte[] noise = whole.clone();
      for (int i = from; i < from + 512; i++) {
        noise[i] = (byte) random.nextInt(256);
      }
      assertDamaged(noise, examine(whole).raster());
    }
  }

  @Test
  void aThousandScansAreRefusedAtOnce() {
    byte[] jpeg = Samples.jpeg(Samples.smooth(16, 16), IMWRITE_JPEG_PROGRESSIVE, 1);
    int scan = indexOfScan(jpeg);
    int next = JpegHeader.endOfData(jpeg, scan + 12);
    byte[][] parts = new byte[1002][];
    Arrays.fill(parts, Arrays.copyOfRange(jpeg, scan, next));
    parts[0] = Arrays.copyOf(jpeg, scan);
    parts[1001] = END;
    PhotoReading read = examine(joined(parts));
    assertThat(read.doubts())
        .containsExactly("JPEG scan 2 does not follow from the scans before it");
  }

  private static int indexOfScan(byte[] jpeg) {
    int at = 0;
    while (jpeg[at] != -1 || jpeg[at + 1] != (byte) 0xDA) {
      at++;
    }
    return at;
  }

  /** Blocks of many coefficients, as photos of walls have. */
  private static Raster textured(int width, int height) {
    byte[] rgb = Samples.smooth(width, height).toBytes();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((rgb[i] & 0xFF) * 3 / 4 + random.nextInt(40));
    }
    return Raster.of(width, height, rgb);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
