package io.faultline.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.faultline.FaultlineException;
import io.faultline.image.Raster;
import io.faultline.internal.codec.PhotoReading;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every photo of the corpus as {@link ImageReader#examine} reads it: what is said of it, and where
 * nothing is said, that its pixels show the wall with its crack.
 */
class PhotoCasesTest {
  private static final double CORRELATION = 0.8;
  private static final double CONTRAST = 0.5;

  @TestFactory
  Stream<DynamicTest> photosAreReadRightOrDoubted() throws IOException {
    Raster wall = ImageReader.read(find("png/grey-whole.png").path());
    return PhotoCase.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.called(), () -> hold(row, wall)));
  }

  private static PhotoCase find(String file) throws IOException {
    return PhotoCase.all().stream()
        .filter(row -> row.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  private static void hold(PhotoCase row, Raster wall) {
    if (row.pending().isEmpty()) {
      check(row, wall);
      return;
    }
    try {
      check(row, wall);
    } catch (AssertionError pending) {
      return;
    }
    fail(row.called() + " holds now: take away its mark " + row.pending());
  }

  private static void check(PhotoCase row, Raster wall) {
    try {
      PhotoReading reading = ImageReader.examine(row.path(), ReadOptions.DEFAULT);
      String said = row.file() + ": decoded " + reading.decoded() + ", doubts " + reading.doubts();
      List<String> allowed =
          reading.doubts().isEmpty()
              ? List.of("right", "whole", "either", "any")
              : List.of("doubt", "either", "any");
      assertThat(row.expected()).as(said).isIn(allowed);
      assertThat(reading.decoded()).as(said).isBetween(row.least(), row.most());
      if (reading.doubts().isEmpty() && List.of("right", "either").contains(row.expected())) {
        assertShows(wall, reading.raster(), row);
      }
    } catch (FaultlineException refused) {
      assertThat(row.expected()).as(refused.getMessage()).isIn("doubt", "either", "any");
      assertThat(refused.getMessage())
          .contains(row.path().getFileName().toString())
          .hasLineCount(1);
    }
  }

  /** That grey values rise and fall as the wall's do, and about as far. */
  private static void assertShows(Raster wall, Raster seen, PhotoCase row) {
    assertThat(seen.width()).as(row.file()).isEqualTo(wall.width());
    assertThat(seen.height()).as(row.file()).isEqualTo(wall.height());
    double[] a = greys(wall);
    double[] b = greys(seen);
    double product = 0;
    double ofWall = 0;
    double ofSeen = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      ofWall += a[i] * a[i];
      ofSeen += b[i] * b[i];
    }
    assertThat(product / Math.sqrt(ofWall * ofSeen))
        .as("%s shows another picture without a word: correlation", row.file())
        .isGreaterThan(CORRELATION);
    assertThat(Math.sqrt(ofSeen / ofWall))
        .as("%s is too flat without a word: contrast", row.file())
        .isGreaterThan(CONTRAST);
  }

  /** Grey values less their mean. */
  private static double[] greys(Raster raster) {
    byte[] rgb = raster.toBytes();
    double[] grey = new double[rgb.length / 3];
    double sum = 0;
    for (int i = 0; i < grey.length; i++) {
      for (int c = 0; c < 3; c++) {
        grey[i] += (rgb[3 * i + c] & 255) / 3.0;
      }
      sum += grey[i];
    }
    for (int i = 0; i < grey.length; i++) {
      grey[i] -= sum / grey.length;
    }
    return grey;
  }
}
