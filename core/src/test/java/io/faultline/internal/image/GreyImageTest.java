package io.faultline.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;

import io.faultline.image.Raster;
import io.faultline.internal.reading.Samples;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class GreyImageTest {

  @Test
  void luminanceEqualsOpenCv() {
    Raster photo = Samples.noise(211, 97, 1);
    GreyImage grey = GreyImage.of(photo);
    byte[] theirs = new byte[211 * 97];
    OpenCv.scoped(
        () -> {
          Mat to = new Mat();
          opencv_imgproc.cvtColor(OpenCv.bgr(photo), to, COLOR_BGR2GRAY);
          return to.data().get(theirs);
        });
    long sum = 0;
    for (int i = 0; i < theirs.length; i++) {
      assertThat(grey.at(i % 211, i / 211)).isEqualTo(theirs[i] & 0xFF);
      sum += theirs[i] & 0xFF;
    }
    assertThat(grey.mean()).isEqualTo((double) sum / theirs.length);
  }

  @Test
  void equalChannelsKeepTheirValue() {
    byte[] rgb = new byte[256 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3);
    }
    GreyImage grey = GreyImage.of(Raster.of(256, 1, rgb));
    for (int x = 0; x < 256; x++) {
      assertThat(grey.at(x, 0)).isEqualTo(x);
    }
    assertThat(grey.max()).isEqualTo(255);
    assertThat(grey.mean()).isEqualTo(127.5);

    assertThat(Threshold.above(grey, 127).area()).isEqualTo(128);
    assertThat(Threshold.above(grey, 127).at(128, 0)).isTrue();
    assertThat(Threshold.upTo(grey, 127.5).area()).isEqualTo(128);
    assertThat(Threshold.upTo(grey, 127.5).at(127, 0)).isTrue();
    assertThat(Threshold.above(grey, -20).area()).isEqualTo(256);
    assertThat(Threshold.above(grey, 255).area()).isZero();
    assertThatThrownBy(() -> Threshold.above(grey, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void brightnessScalesAndCuts() {
    Raster photo = Raster.of(1, 1, new byte[] {10, 101, (byte) 200});
    assertThat(Photometric.brightness(photo, 1).toBytes()).isEqualTo(photo.toBytes());
    assertThat(Photometric.brightness(photo, 1.5).toBytes()).containsExactly(15, 152, 255);
    assertThat(Photometric.brightness(photo, 0).toBytes()).containsExactly(0, 0, 0);
    assertThatThrownBy(() -> Photometric.brightness(photo, -0.1)).hasMessageContaining("-0.1");
  }
}
