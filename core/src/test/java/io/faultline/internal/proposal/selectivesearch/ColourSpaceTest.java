package io.faultline.internal.proposal.selectivesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.image.Raster;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourSpaceTest {
  /** Every third value of each channel: 614,125 colours. */
  private static final Raster COLOURS = colours();

  private static Raster colours() {
    byte[] rgb = new byte[85 * 85 * 85 * 3];
    int at = 0;
    for (int red = 0; red < 255; red += 3) {
      for (int green = 1; green < 256; green += 3) {
        for (int blue = 2; blue < 257; blue += 3) {
          rgb[at++] = (byte) red;
          rgb[at++] = (byte) green;
          rgb[at++] = (byte) Math.min(255, blue);
        }
      }
    }
    return Raster.of(85 * 85, 85, rgb);
  }

  @ParameterizedTest
  @CsvSource({
    "HSV, 0, " + opencv_imgproc.COLOR_RGB2HSV,
    "LAB, 0.001, " + opencv_imgproc.COLOR_RGB2Lab,
    "GREY, 0, " + opencv_imgproc.COLOR_RGB2GRAY
  })
  void isOpenCvs(ColourSpace space, double mostDifferent, int conversion) {
    byte[][] planes = space.planes(COLOURS);
    byte[] expected = new byte[planes.length * planes[0].length];
    try (PointerScope scope = new PointerScope()) {
      Mat rgb = new Mat(COLOURS.height(), COLOURS.width(), opencv_core.CV_8UC3);
      rgb.data().put(COLOURS.toBytes());
      Mat converted = new Mat();
      opencv_imgproc.cvtColor(rgb, converted, conversion);
      converted.data().get(expected);
    }
    long different = 0;
    for (int i = 0; i < expected.length; i++) {
      byte found = planes[i % planes.length][i / planes.length];
      if (found != expected[i]) {
        different++;
        assertThat(Math.abs((found & 0xFF) - (expected[i] & 0xFF)))
            .as("channel %d of pixel %d", i % planes.length, i / planes.length)
            .isEqualTo(1);
      }
    }
    assertThat((double) different / expected.length).isLessThanOrEqualTo(mostDifferent);
  }
}
