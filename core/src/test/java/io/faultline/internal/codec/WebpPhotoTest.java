package io.faultline.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.FaultlineException;
import io.faultline.image.Raster;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.reading.Samples;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebpPhotoTest {
  private static PhotoReading examine(byte[] webp) {
    return ImageReader.examine(webp, "wall.webp", ReadOptions.DEFAULT);
  }

  private static byte[] encoded(Raster photo, int quality) {
    return Samples.encoded(".webp", photo, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 101})
  void wholePhotosLeaveNoDoubt(int quality) {
    Raster black = Raster.of(900, 900, new byte[3 * 810_000]);
    for (Raster photo : new Raster[] {Samples.noise(90, 40, 1), Samples.smooth(300, 200), black}) {
      PhotoReading read = examine(encoded(photo, quality));
      assertThat(read.doubts()).isEmpty();
      assertThat(read.decoded()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 101})
  void missingDataAndZerosAreSaid(int quality) {
    byte[] whole = encoded(Samples.noise(160, 160, 6), quality);
    byte[] pixels = examine(whole).raster().toBytes();
    int read = 0;
    for (int tenth = 5; tenth < 10; tenth++) {
      int at = whole.length * tenth / 10;
      byte[] zeros = whole.clone();
      Arrays.fill(zeros, at, whole.length, (byte) 0);
      for (byte[] damaged : new byte[][] {Arrays.copyOf(whole, at), zeros}) {
        try {
          PhotoReading reading = examine(damaged);
          assertThat(reading.doubts()).hasSize(1);
          assertThat(reading.decoded()).isBetween(0.0, 0.999);
          int sound = 3 * 160 * (int) Math.round(160 * reading.decoded());
          assertThat(Arrays.copyOf(reading.raster().toBytes(), sound))
              .isEqualTo(Arrays.copyOf(pixels, sound));
          read++;
        } catch (FaultlineException e) {
          assertThat(e).hasMessageStartingWith("wall.webp: ");
        }
      }
    }
    assertThat(read).isPositive();
  }
}
