package io.faultline.internal.reading;

import io.faultline.internal.codec.BmpHeader;
import io.faultline.internal.codec.BmpPhoto;
import io.faultline.internal.codec.GifPicture;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.codec.WebpHeader;
import io.faultline.internal.codec.WebpPhoto;
import io.faultline.internal.codec.jpeg.JpegHeader;
import io.faultline.internal.codec.jpeg.JpegPhoto;
import io.faultline.internal.codec.png.PngHeader;
import io.faultline.internal.codec.png.PngPhoto;
import io.faultline.internal.codec.tiff.TiffPages;
import io.faultline.internal.codec.tiff.TiffPhoto;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.Orientation;

/** The formats that are read, recognised by their first bytes and never by the file's name. */
enum ImageFormat {
  JPEG,
  PNG,
  BMP,
  TIFF,
  WEBP,
  GIF;

  /** The format, or a fault that says what the file is instead. */
  static ImageFormat of(HeaderBytes in) {
    if (in.length() == 0) {
      throw in.fault("is empty (0 bytes); must be a photo");
    }
    PhotoKind kind =
        PhotoKind.of(in)
            .orElseThrow(() -> in.fault("is not a photo in JPEG, PNG, BMP, TIFF, WebP or GIF"));
    if (!kind.readable()) {
      throw in.fault(
          "is a photo of the kind "
              + kind.label()
              + ", which cannot be read; convert it to JPEG first");
    }
    return valueOf(kind.name());
  }

  /** The size that the header claims, as stored. */
  ImageSize size(HeaderBytes in) {
    return switch (this) {
      case JPEG -> JpegHeader.size(in);
      case PNG -> PngHeader.size(in);
      case BMP -> BmpHeader.size(in);
      case TIFF -> TiffPages.of(in).photo().size();
      case GIF -> GifPicture.size(in);
      case WEBP -> WebpHeader.size(in);
    };
  }

  /**
   * The pixels as stored, as far as the file goes.
   *
   * @param size what {@link #size} gave, within the limit
   */
  PhotoReading decode(byte[] bytes, HeaderBytes in, ImageSize size) {
    return switch (this) {
      case JPEG -> JpegPhoto.read(bytes, in, size);
      case PNG -> PngPhoto.read(bytes, in);
      case BMP -> BmpPhoto.read(bytes, in);
      case TIFF -> TiffPhoto.read(bytes, in);
      case GIF -> GifPicture.photo(in);
      case WEBP -> WebpPhoto.read(bytes, in, size);
    };
  }

  /** What makes the photo upright, by the orientation tag of the picture that is read. */
  Orientation upright(byte[] bytes, HeaderBytes in) {
    return this == TIFF ? TiffPages.of(in).photo().orientation() : ExifOrientation.of(bytes);
  }
}
