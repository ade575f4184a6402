package io.faultline.internal.reading;

import io.faultline.internal.codec.HeaderBytes;
import java.util.Optional;

/**
 * What a file that could be a photo is, told by its first bytes and never by its name: the kinds
 * that are read, and those that are known but cannot be read.
 */
public enum PhotoKind {
  /** JPEG of any kind that libjpeg knows, with what cameras add to it. */
  JPEG("JPEG", true),
  /** PNG, also animated: the first picture counts. */
  PNG("PNG", true),
  /** Windows or OS/2 bitmap. */
  BMP("BMP", true),
  /** TIFF or BigTIFF, but no camera's raw file. */
  TIFF("TIFF", true),
  /** WebP with and without loss. */
  WEBP("WebP", true),
  /** GIF: the first frame. */
  GIF("GIF", true),
  /** HEIC or HEIF: what phones write. */
  HEIC("HEIC", false),
  /** AVIF. */
  AVIF("AVIF", false),
  /** JPEG XL, in a container or bare. */
  JPEG_XL("JPEG XL", false),
  /** JPEG 2000, in a container or bare. */
  JPEG_2000("JPEG 2000", false),
  /** JPEG XR, also known as HD Photo. */
  JPEG_XR("JPEG XR", false),
  /** What a camera's sensor saw: DNG, CR2, CR3, NEF, ARW and others. */
  CAMERA_RAW("camera raw", false),
  /** Photoshop. */
  PSD("Photoshop", false),
  /** GIMP. */
  XCF("GIMP", false),
  /** PC Paintbrush. */
  PCX("PCX", false),
  /** Truevision TGA of version 2; version 1 has nothing to be known by. */
  TGA("TGA", false),
  /** PBM, PGM, PPM, PAM or PFM. */
  PNM("PNM", false),
  /** Radiance. */
  HDR("Radiance HDR", false),
  /** OpenEXR. */
  EXR("OpenEXR", false),
  /** DirectDraw surface. */
  DDS("DDS", false),
  /** QOI. */
  QOI("QOI", false),
  /** BPG. */
  BPG("BPG", false),
  /** Windows icon. */
  ICO("icon", false),
  /** DICOM. */
  DICOM("DICOM", false),
  /** FITS. */
  FITS("FITS", false);

  private final String label;
  private final boolean readable;

  PhotoKind(String label, boolean readable) {
    this.label = label;
    this.readable = readable;
  }

  /** What the field calls it. */
  public String label() {
    return label;
  }

  /** Whether {@link ImageReader} reads it. */
  public boolean readable() {
    return readable;
  }

  /** The kind of a file; empty where it does not begin as any photo does. */
  static Optional<PhotoKind> of(HeaderBytes in) {
    return FileSignature.of(in);
  }
}
