package io.faultline.image;

/** The formats that are read, recognised by their first bytes and never by the file's name. */
enum ImageFormat {
  JPEG,
  PNG,
  BMP,
  TIFF,
  WEBP;

  /** The format, or a fault that says what the file is instead. */
  static ImageFormat of(HeaderBytes in) {
    if (in.length() == 0) {
      throw in.fault("is empty (0 bytes); must be a photo");
    }
    if (in.matches(0, "\u00FF\u00D8\u00FF")) {
      return JPEG;
    }
    if (in.matches(0, PngHeader.SIGNATURE)) {
      return PNG;
    }
    if (TiffHeader.signatureOf(in)) {
      return TIFF;
    }
    if (in.matches(0, "RIFF") && in.matches(8, "WEBP")) {
      return WEBP;
    }
    if (in.matches(0, "BM")) {
      return BMP;
    }
    throw in.fault("is not a photo in JPEG, PNG, BMP, TIFF or WebP" + hint(in));
  }

  private static String hint(HeaderBytes in) {
    if (in.matches(4, "ftyp")) {
      return " (it looks like HEIC, AVIF or a video; convert it to JPEG first)";
    }
    if (in.matches(0, "GIF8")) {
      return " (it is a GIF; convert it to PNG first)";
    }
    return "";
  }

  /** The size that the header claims, as stored. */
  ImageSize size(HeaderBytes in) {
    return switch (this) {
      case JPEG -> JpegHeader.size(in);
      case PNG -> PngHeader.size(in);
      case BMP -> BmpHeader.size(in);
      case TIFF -> TiffHeader.of(in).size();
      case WEBP -> WebpHeader.size(in);
    };
  }

  /** Refuses a file that ends early, which the decoders would fill up with grey. */
  void requireWhole(HeaderBytes in) {
    switch (this) {
      case JPEG -> JpegHeader.requireWhole(in);
      case PNG -> PngHeader.requireWhole(in);
      case BMP -> BmpHeader.requireWhole(in);
      case TIFF -> TiffHeader.of(in).requireWhole(in);
      case WEBP -> WebpHeader.requireWhole(in);
    }
  }
}
