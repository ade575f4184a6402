package io.faultline.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.reading.Samples;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;

class WarpTest {

  @Test
  void cropTakesThePixelsOfTheBox() {
    Raster photo = Samples.noise(9, 7, 1);
    Raster crop = Warp.crop(photo, new Box(2.4, 0.6, 5.5, 3));
    assertThat(crop.width()).isEqualTo(4);
    assertThat(crop.height()).isEqualTo(2);
    assertThat(crop.pixel(0, 0)).isEqualTo(photo.pixel(2, 1));
    assertThat(crop.pixel(3, 1)).isEqualTo(photo.pixel(5, 2));
    assertThat(Warp.crop(photo, new Box(-5, -5, 50, 50)).toBytes()).isEqualTo(photo.toBytes());
    assertThat(Warp.crop(photo, new Box(8.9, 6.9, 9, 7)).pixel(0, 0)).isEqualTo(photo.pixel(8, 6));
    assertThatThrownBy(() -> Warp.crop(photo, new Box(9, 0, 12, 3)))
        .hasMessageContaining("outside of the photo of 9x7");
  }

  @Test
  void warpingABoxToItsOwnSizeCopiesIt() {
    Raster photo = Samples.noise(30, 30, 2);
    Box box = new Box(4, 9, 20, 25);
    assertThat(Warp.cropAndWarp(photo, box, 16, 0).toBytes())
        .isEqualTo(Warp.crop(photo, box).toBytes());
  }

  @Test
  void contextIsCountedAtTheWarpedScale() {
    Raster photo = Samples.noise(40, 40, 3);
    Raster padded = Warp.cropAndWarp(photo, new Box(10, 12, 20, 22), 16, 3);
    assertThat(padded.toBytes()).isEqualTo(Warp.crop(photo, new Box(7, 9, 23, 25)).toBytes());
  }

  @Test
  void outsideIsTheMeanColourAndInsideIsNot() {
    Raster photo = Photometric.brightness(Samples.noise(20, 20, 4), 0);
    Raster padded = Warp.cropAndWarp(photo, new Box(0, 0, 10, 10), 14, 2);
    for (int y = 0; y < 14; y++) {
      for (int x = 0; x < 14; x++) {
        boolean outside = x < 2 || y < 2;
        assertThat(padded.pixel(x, y)).isEqualTo(outside ? Warp.IMAGENET_MEAN : 0);
      }
    }
  }

  @Test
  void aThinCrackSurvivesShrinking() {
    byte[] rgb = new byte[400 * 400 * 3];
    java.util.Arrays.fill(rgb, (byte) 200);
    for (int y = 0; y < 400; y++) {
      java.util.Arrays.fill(rgb, 3 * (y * 400 + 203), 3 * (y * 400 + 204), (byte) 0);
    }
    Raster photo = Raster.of(400, 400, rgb);
    for (Raster small :
        new Raster[] {
          Warp.cropAndWarp(photo, new Box(0, 0, 400, 400), 50, 0), Warp.resize(photo, 50, 50)
        }) {
      assertThat(small.pixel(25, 25) & 0xFF).isBetween(150, 190);
      assertThat(small.pixel(10, 25) & 0xFF).isEqualTo(200);
    }
  }

  @Test
  void refusesWhatCannotBeWarped() {
    Raster photo = Samples.noise(4, 4, 1);
    Box box = new Box(0, 0, 2, 2);
    assertThatThrownBy(() -> Warp.cropAndWarp(photo, box, 8, 4)).hasMessageContaining("padding 4");
    assertThatThrownBy(() -> Warp.cropAndWarp(photo, box, 0, 0)).hasMessageContaining("side is 0");
    assertThatThrownBy(() -> Warp.cropAndWarp(photo, new Box(-3, 0, 0, 2), 8, 0))
        .hasMessageContaining("outside");
    assertThatThrownBy(() -> Warp.resize(photo, 0, 3)).hasMessageContaining("0x3");
  }

  @Property(tries = 40)
  void resizeAgreesWithOpenCv(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 60) int newWidth,
      @ForAll @IntRange(min = 1, max = 60) int newHeight,
      @ForAll long seed) {
    if ((newWidth < width) != (newHeight < height)) {
      // OpenCV has no rule for shrinking one side and enlarging the other.
      return;
    }
    Raster photo = Samples.noise(width, height, seed);
    Raster ours = Warp.resize(photo, newWidth, newHeight);
    byte[] theirs =
        OpenCv.scoped(
            () -> {
              Mat to = new Mat();
              int rule = newWidth < width ? INTER_AREA : INTER_LINEAR;
              Size size = new Size(newWidth, newHeight);
              opencv_imgproc.resize(OpenCv.bgr(photo), to, size, 0, 0, rule);
              byte[] bgr = new byte[newWidth * newHeight * 3];
              to.data().get(bgr);
              return bgr;
            });
    for (int i = 0; i < theirs.length; i++) {
      int pixel = ours.pixel((i / 3) % newWidth, i / 3 / newWidth);
      assertThat((double) ((pixel >> (8 * (i % 3))) & 0xFF))
          .isCloseTo(theirs[i] & 0xFF, within(2.0));
    }
  }

  @Test
  void quarterTurnsAreExactAndCounterClockwise() {
    Raster photo = Samples.noise(16, 16, 5);
    assertThat(Warp.rotate(photo, 0).toBytes()).isEqualTo(photo.toBytes());
    assertThat(Warp.rotate(photo, 90).toBytes())
        .isEqualTo(Orientation.TURN_LEFT.apply(photo).toBytes());
    assertThat(Warp.rotate(photo, -90).toBytes())
        .isEqualTo(Orientation.TURN_RIGHT.apply(photo).toBytes());
    Raster oblong = Samples.noise(13, 8, 6);
    assertThat(Warp.rotate(oblong, 180).toBytes())
        .isEqualTo(Orientation.HALF_TURN.apply(oblong).toBytes());
    assertThat(Warp.rotate(oblong, -720).toBytes()).isEqualTo(oblong.toBytes());
  }

  @Test
  void cornersAreBlackAndPointsFollow() {
    byte[] rgb = new byte[41 * 41 * 3];
    java.util.Arrays.fill(rgb, (byte) 100);
    int dot = 3 * (20 * 41 + 35);
    java.util.Arrays.fill(rgb, dot, dot + 3, (byte) 255);
    Raster turned = Warp.rotate(Raster.of(41, 41, rgb), 30);
    assertThat(turned.pixel(0, 0)).isZero();
    assertThat(turned.pixel(40, 40)).isZero();
    double[] at = Warp.rotate(new double[] {35.5, 20.5}, new ImageSize(41, 41), 30);
    assertThat(at[1]).as("counter-clockwise lifts what is right of the centre").isLessThan(20.5);
    assertThat(turned.pixel((int) at[0], (int) at[1]) & 0xFF).isGreaterThan(150);
    assertThatThrownBy(() -> Warp.rotate(turned, Double.NaN)).hasMessageContaining("NaN");
  }

  @Property(tries = 25)
  void turningBackGivesTheMiddleAgain(@ForAll @DoubleRange(min = -180, max = 180) double degrees) {
    // A smooth picture: bilinear sampling twice would blur noise.
    int side = 48;
    byte[] rgb = new byte[side * side * 3];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % side;
      int y = i / 3 / side;
      rgb[i] = (byte) Math.round(120 + 60 * Math.sin(x / 7.0 + i % 3) + 40 * Math.cos(y / 9.0));
    }
    Raster photo = Raster.of(side, side, rgb);
    Raster back = Warp.rotate(Warp.rotate(photo, degrees), -degrees);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean neverLeft = Math.hypot(x + 0.5 - side / 2.0, y + 0.5 - side / 2.0) < side / 2.0 - 2;
        if (neverLeft) {
          for (int shift : new int[] {0, 8, 16}) {
            assertThat((double) (back.pixel(x, y) >> shift & 0xFF))
                .isCloseTo(photo.pixel(x, y) >> shift & 0xFF, within(3.0));
          }
        }
      }
    }
  }
}
