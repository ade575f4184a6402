package io.faultline.image;

/** Reads a JPEG as far as it is sound. */
final class JpegPhoto {
  private JpegPhoto() {}

  static PhotoReading read(byte[] bytes, HeaderBytes in, ImageSize size) {
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
