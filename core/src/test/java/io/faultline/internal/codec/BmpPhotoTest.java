package io.faultline.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.image.Raster;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.reading.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BmpPhotoTest {
  private static PhotoReading examine(byte[] bmp) {
    return ImageReader.examine(bmp, "wall.bmp", ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void ofACutPhotoTheRowsThatAreThereAreRead(int sign) {
    Raster photo = Samples.noise(21, 10, 4);
    byte[] bmp = Samples.encoded(".bmp", photo);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, sign * 10);
    Raster whole = examine(bmp).raster();
    for (int rows = 1; rows < 10; rows++) {
      PhotoReading read = examine(Arrays.copyOf(bmp, 54 + 64 * rows + 7));
      assertThat(read.decoded()).isEqualTo(rows / 10.0);
      assertThat(read.doubts())
          .containsExactly("BMP data end early: " + rows + " of 10 rows are there");
      for (int y = 0; y < 10; y++) {
        boolean there = sign > 0 ? y >= 10 - rows : y < rows;
        assertThat(read.raster().pixel(3, y)).isEqualTo(there ? whole.pixel(3, y) : 0x808080);
      }
    }
    assertThatThrownBy(() -> examine(Arrays.copyOf(bmp, 60))).hasMessageContaining("truncated");
  }

  @Test
  void zerosThatNoPhotoHasAreADoubt() {
    byte[] bmp = Samples.encoded(".bmp", Samples.noise(300, 40, 4));
    assertThat(examine(bmp).doubts()).isEmpty();
    byte[] sector = bmp.clone();
    Arrays.fill(sector, 2048, 2048 + 512, (byte) 0);
    byte[] stretch = bmp.clone();
    Arrays.fill(stretch, 3000, 5000, (byte) 0);
    byte[] tail = bmp.clone();
    Arrays.fill(tail, 20_000, tail.length, (byte) 0);
    for (byte[] damaged : new byte[][] {sector, stretch, tail}) {
      assertThat(examine(damaged).doubts())
          .containsExactly("BMP is damaged: a stretch of the pixels was overwritten with zeros");
      assertThat(examine(damaged).decoded()).isLessThan(1);
    }
  }

  @Test
  void blackPartsOfPhotosAreNoDoubt() {
    byte[] rgb = Samples.noise(300, 40, 4).toBytes();
    byte[] black = rgb.clone();
    Arrays.fill(black, 0, 900 * 7, (byte) 0);
    byte[] object = rgb.clone();
    for (int y = 5; y < 30; y++) {
      Arrays.fill(object, 900 * y + 3 * (20 + y), 900 * y + 3 * 250, (byte) 0);
    }
    for (byte[] pixels : new byte[][] {new byte[300 * 40 * 3], black, object}) {
      assertThat(examine(Samples.encoded(".bmp", Raster.of(300, 40, pixels))).doubts()).isEmpty();
    }
  }

  /** Rows of one run each, and the mark of the end. */
  private static byte[] runLengths(int rows, boolean end) {
    ByteBuffer out = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(0).putInt(0).putInt(1078).putInt(40);
    out.putInt(20).putInt(6).putShort((short) 1).putShort((short) 8).putInt(1).putInt(0);
    out.putInt(0).putInt(0).putInt(256).putInt(0);
    for (int i = 0; i < 256; i++) {
      out.putInt(i * 0x010101);
    }
    for (int y = 0; y < rows; y++) {
      out.put((byte) 20).put((byte) (10 * y + 1)).putShort((short) 0);
    }
    if (end) {
      out.put((byte) 0).put((byte) 1);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void runLengthsAreReadAsFarAsTheyGo() {
    PhotoReading whole = examine(runLengths(6, true));
    assertThat(whole.doubts()).isEmpty();
    assertThat(whole.raster().pixel(19, 0)).isEqualTo(0x333333);
    assertThat(examine(runLengths(6, false)).doubts()).isEmpty();
    for (int rows = 1; rows < 6; rows++) {
      for (boolean end : new boolean[] {true, false}) {
        PhotoReading read = examine(runLengths(rows, end));
        assertThat(read.decoded()).isEqualTo(rows / 6.0);
        assertThat(read.doubts()).hasSize(1);
        assertThat(read.raster().pixel(0, 5)).isEqualTo(0x010101);
        assertThat(read.raster().pixel(0, 0)).isEqualTo(0x808080);
      }
    }
    assertThatThrownBy(() -> examine(runLengths(0, true)))
        .hasMessageContaining("nothing can be decoded");
  }
}
