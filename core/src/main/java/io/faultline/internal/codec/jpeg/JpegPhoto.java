package io.faultline.internal.codec.jpeg;

import io.faultline.image.Raster;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoDecoder;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.PartialRaster;

/** Reads a JPEG as far as it is sound. */
public final class JpegPhoto {
  private JpegPhoto() {}

  public static PhotoReading read(byte[] bytes, HeaderBytes in, ImageSize size) {
    JpegWalk.Sound sound = JpegWalk.of(bytes, in);
    ImageSize part = new ImageSize(size.widthPx(), sound.rowsPx());
    Raster raster = PhotoDecoder.decode(() -> sound.jpeg().jpeg(sound.rowsPx()), in, part);
    return new PhotoReading(
        PartialRaster.padded(raster, size.heightPx()),
        sound.decoded(),
        sound.doubts(),
        java.util.List.of());
  }
}
