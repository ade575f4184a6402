package io.faultline.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.PartialRaster;
import io.faultline.internal.reading.Samples;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class PhotoDecoderTest {
  @Test
  void largePhotosHaveTheSamePixelsOutsideOfTheHeap() {
    BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    long before = Pointer.totalBytes();
    for (byte[] file :
        List.of(
            Samples.encoded(".jpg", Samples.smooth(40, 30)),
            Samples.encoded(".bmp", Samples.noise(40, 30, 2)),
            Samples.written("jpg", grey))) {
      HeaderBytes in = HeaderBytes.of(file, "wall");
      ImageSize size = new ImageSize(40, 30);
      Raster small = PhotoDecoder.decode(file, in, size);
      Raster large = PhotoDecoder.decode(() -> new BytePointer(file), in, size, 1);
      assertThat(large.toBytes()).isEqualTo(small.toBytes());
      assertThat(large.pixel(7, 9)).isEqualTo(small.pixel(7, 9));
      assertThat(PartialRaster.sameRows(large, small)).isEqualTo(30);
      assertThat(PartialRaster.padded(large, 31).toBytes())
          .isEqualTo(PartialRaster.padded(small, 31).toBytes());
      assertThat(PartialRaster.greyed(large, 2, 3).toBytes())
          .isEqualTo(PartialRaster.greyed(small, 2, 3).toBytes());
      assertThat(large.bytes().isReadOnly()).isTrue();
    }
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }
}
