package io.faultline.internal.reading;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.png.PngHeader;
import io.faultline.internal.codec.tiff.RawTiff;
import io.faultline.internal.codec.tiff.TiffPages;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first bytes by which kinds of photos are known. */
final class FileSignature {
  /** A kind, and bytes at a place that no other file has. */
  private record Sign(PhotoKind kind, long at, String bytes) {}

  /** Raw files stand before TIFF, which most of them claim to be. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(PhotoKind.JPEG, 0, "\u00FF\u00D8\u00FF"),
          new Sign(PhotoKind.PNG, 0, PngHeader.SIGNATURE),
          new Sign(PhotoKind.GIF, 0, "GIF87a"),
          new Sign(PhotoKind.GIF, 0, "GIF89a"),
          new Sign(PhotoKind.JPEG_XL, 0, "\u00FF\n"),
          new Sign(PhotoKind.JPEG_XL, 0, "\0\0\0\fJXL \r\n\u0087\n"),
          new Sign(PhotoKind.JPEG_2000, 0, "\u00FFO\u00FFQ"),
          new Sign(PhotoKind.JPEG_2000, 0, "\0\0\0\fjP  \r\n\u0087\n"),
          new Sign(PhotoKind.JPEG_XR, 0, "II\u00BC"),
          new Sign(PhotoKind.CAMERA_RAW, 0, "FUJIFILMCCD-RAW"),
          new Sign(PhotoKind.CAMERA_RAW, 0, "IIRO"),
          new Sign(PhotoKind.CAMERA_RAW, 0, "IIRS"),
          new Sign(PhotoKind.CAMERA_RAW, 0, "MMOR"),
          new Sign(PhotoKind.CAMERA_RAW, 0, "IIU\0"),
          new Sign(PhotoKind.CAMERA_RAW, 0, "FOVb"),
          new Sign(PhotoKind.CAMERA_RAW, 0, "\0MRM"),
          new Sign(PhotoKind.CAMERA_RAW, 6, "HEAPCCDR"),
          new Sign(PhotoKind.PSD, 0, "8BPS"),
          new Sign(PhotoKind.XCF, 0, "gimp xcf"),
          new Sign(PhotoKind.HDR, 0, "#?RADIANCE"),
          new Sign(PhotoKind.HDR, 0, "#?RGBE"),
          new Sign(PhotoKind.EXR, 0, "v/1\u0001"),
          new Sign(PhotoKind.DDS, 0, "DDS |\0\0\0"),
          new Sign(PhotoKind.QOI, 0, "qoif"),
          new Sign(PhotoKind.BPG, 0, "BPG\u00FB"),
          new Sign(PhotoKind.DICOM, 128, "DICM"),
          new Sign(PhotoKind.FITS, 0, "SIMPLE  ="));

  /** Brands of the ISO base media file format (ISO/IEC 14496-12) that stand for pictures. */
  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  /** Lengths of the header that follows the file header of a BMP. */
  private static final Set<Long> BMP_HEADERS = Set.of(12L, 16L, 40L, 52L, 56L, 64L, 108L, 124L);

  private FileSignature() {}

  static Optional<PhotoKind> of(HeaderBytes in) {
    for (Sign sign : SIGNS) {
      if (in.matches(sign.at(), sign.bytes())) {
        return Optional.of(sign.kind());
      }
    }
    if (TiffPages.signatureOf(in)) {
      return Optional.of(RawTiff.isRaw(in) ? PhotoKind.CAMERA_RAW : PhotoKind.TIFF);
    }
    if (in.matches(0, "RIFF") && in.matches(8, "WEBP")) {
      return Optional.of(PhotoKind.WEBP);
    }
    if (in.matches(4, "ftyp")) {
      return mediaFile(in);
    }
    return weak(in);
  }

  /** The brand that a container names first, or else one of those that it is compatible with. */
  private static Optional<PhotoKind> mediaFile(HeaderBytes in) {
    long brands = Math.min(in.u32(0, ByteOrder.BIG_ENDIAN), 128);
    Optional<PhotoKind> found = Optional.empty();
    for (long at = 8; at == 8 || at + 4 <= brands; at += at == 8 ? 8 : 4) {
      if (in.matches(at, "avif") || in.matches(at, "avis")) {
        return Optional.of(PhotoKind.AVIF);
      }
      if (in.matches(at, "crx ")) {
        return Optional.of(PhotoKind.CAMERA_RAW);
      }
      long brand = at;
      if (HEIC_BRANDS.stream().anyMatch(name -> in.matches(brand, name))) {
        found = Optional.of(PhotoKind.HEIC);
      }
    }
    return found;
  }

  /** Kinds with so short a signature that the fields behind it must make sense, too. */
  private static Optional<PhotoKind> weak(HeaderBytes in) {
    long length = in.length();
    if (in.matches(0, "BM")
        && length >= 18
        && BMP_HEADERS.contains(in.u32(14, ByteOrder.LITTLE_ENDIAN))) {
      return Optional.of(PhotoKind.BMP);
    }
    if (in.matches(0, "P") && length > 8 && pnm(in)) {
      return Optional.of(PhotoKind.PNM);
    }
    if (in.matches(0, "\n") && length > 128 && pcx(in)) {
      return Optional.of(PhotoKind.PCX);
    }
    if (in.matches(0, "\0\0\u0001\0") && length > 22 && in.u8(4) > 0 && in.u8(9) == 0) {
      return Optional.of(PhotoKind.ICO);
    }
    return length > 44 && in.matches(length - 18, "TRUEVISION-XFILE.\0")
        ? Optional.of(PhotoKind.TGA)
        : Optional.empty();
  }

  /** A letter that says which, a space, and a number, a comment or the word WIDTH. */
  private static boolean pnm(HeaderBytes in) {
    return "1234567fF".indexOf(in.u8(1)) >= 0
        && Character.isWhitespace(in.u8(2))
        && "0123456789#W".indexOf(in.u8(3)) >= 0;
  }

  private static boolean pcx(HeaderBytes in) {
    return in.u8(1) <= 5
        && in.u8(2) == 1
        && Set.of(1, 2, 4, 8).contains(in.u8(3))
        && in.u8(64) == 0
        && in.u16(8, ByteOrder.LITTLE_ENDIAN) >= in.u16(4, ByteOrder.LITTLE_ENDIAN);
  }
}
