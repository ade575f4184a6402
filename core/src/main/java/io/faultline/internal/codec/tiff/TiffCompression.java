package io.faultline.internal.codec.tiff;

import io.faultline.internal.codec.LzwInput;
import io.faultline.internal.codec.PackBitsInput;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/** The ways in which TIFF packs strips and tiles, by the numbers of its compression tag. */
final class TiffCompression {
  static final int NONE = 1;
  static final int FAX_RLE = 2;
  static final int FAX_3 = 3;
  static final int FAX_4 = 4;
  static final int LZW = 5;
  static final int JPEG = 7;
  static final int DEFLATE = 8;
  static final int PACK_BITS = 32773;
  static final int OLD_DEFLATE = 32946;
  static final int WEBP = 50001;

  /** What is known, but not read (libtiff's {@code tiff.h}). */
  private static final Map<Integer, String> NOT_READ =
      Map.ofEntries(
          Map.entry(6, "old-style JPEG"),
          Map.entry(32766, "NeXT"),
          Map.entry(32809, "ThunderScan"),
          Map.entry(32908, "Pixar"),
          Map.entry(32909, "Pixar log"),
          Map.entry(33003, "JPEG 2000"),
          Map.entry(33004, "JPEG 2000"),
          Map.entry(33005, "JPEG 2000"),
          Map.entry(34661, "JBIG"),
          Map.entry(34676, "SGI log"),
          Map.entry(34677, "SGI log"),
          Map.entry(34712, "JPEG 2000"),
          Map.entry(34887, "LERC"),
          Map.entry(34925, "LZMA"),
          Map.entry(50000, "Zstandard"),
          Map.entry(50002, "JPEG XL"),
          Map.entry(52546, "JPEG XL"));

  private TiffCompression() {}

  /** Refuses a page that is packed in a way that is not read. */
  static void requireKnown(TiffPage page) {
    int compression = page.compression();
    boolean known =
        switch (compression) {
          case NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS -> true;
          default -> isPicture(compression) || isFax(compression);
        };
    if (!known) {
      String name = NOT_READ.getOrDefault(compression, "an unknown method");
      throw page.file()
          .fault(
              "TIFF is compressed with "
                  + name
                  + " ("
                  + compression
                  + "), which is not read; convert it to another compression");
    }
  }

  /** Whether each strip or tile is the file of a picture. */
  static boolean isPicture(int compression) {
    return compression == JPEG || compression == WEBP;
  }

  static boolean isFax(int compression) {
    return compression == FAX_RLE || compression == FAX_3 || compression == FAX_4;
  }

  /** The unpacked bytes of a strip or tile. */
  static InputStream unpacked(int compression, byte[] packed) {
    InputStream in = new ByteArrayInputStream(packed);
    return switch (compression) {
      case LZW -> {
        boolean old = packed.length > 1 && packed[0] == 0 && (packed[1] & 1) == 1;
        yield LzwInput.tiff(in, old);
      }
      case DEFLATE, OLD_DEFLATE -> new InflaterInputStream(in);
      case PACK_BITS -> new PackBitsInput(in);
      default -> in;
    };
  }

  /** Whether a predictor may have been applied before packing. */
  static boolean predicts(int compression) {
    return compression == LZW || compression == DEFLATE || compression == OLD_DEFLATE;
  }
}
