package io.faultline.internal.codec.png;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.image.ImageSize;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The header of a PNG file (ISO/IEC 15948, 11.2.2).
 *
 * @param size width and height
 * @param bits of a sample: 1, 2, 4, 8 or 16
 * @param colour what the samples of a pixel are
 * @param interlaced whether rows come in the seven passes of Adam7
 */
public record PngHeader(ImageSize size, int bits, PngHeader.Colour colour, boolean interlaced) {
  public static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
  static final int FIRST_CHUNK = 8;

  /** The kinds of pixels, with the numbers that the header has for them. */
  public enum Colour {
    GREY(0, 1, "1 2 4 8 16"),
    RGB(2, 3, "8 16"),
    PALETTE(3, 1, "1 2 4 8"),
    GREY_ALPHA(4, 2, "8 16"),
    RGB_ALPHA(6, 4, "8 16");

    private final int number;
    private final int samples;
    private final String depths;

    Colour(int number, int samples, String depths) {
      this.number = number;
      this.samples = samples;
      this.depths = depths;
    }

    /** Samples of a pixel. */
    public int samples() {
      return samples;
    }

    /** Samples of a pixel that are no alpha. */
    int colours() {
      return this == GREY_ALPHA || this == RGB_ALPHA ? samples - 1 : samples;
    }

    private boolean allows(int bits) {
      return (" " + depths + " ").contains(" " + bits + " ");
    }
  }

  public static ImageSize size(HeaderBytes in) {
    if (!in.matches(FIRST_CHUNK + 4, "IHDR")) {
      in.requireLength(FIRST_CHUNK + 25);
      throw in.fault("PNG does not begin with an IHDR chunk");
    }
    return in.size(in.u32(16, ByteOrder.BIG_ENDIAN), in.u32(20, ByteOrder.BIG_ENDIAN));
  }

  /** Reads the header and checks its sum. */
  public static PngHeader of(HeaderBytes in) {
    ImageSize size = size(in);
    if (in.u32(FIRST_CHUNK, ByteOrder.BIG_ENDIAN) != 13 || !intact(in, FIRST_CHUNK)) {
      throw in.fault("PNG header is damaged (its checksum does not fit)");
    }
    int bits = in.u8(24);
    int number = in.u8(25);
    for (Colour colour : Colour.values()) {
      if (colour.number == number && colour.allows(bits) && in.u8(28) <= 1) {
        return new PngHeader(size, bits, colour, in.u8(28) == 1);
      }
    }
    throw in.fault(
        "PNG header states colour type "
            + number
            + " with "
            + bits
            + " bits and interlace method "
            + in.u8(28)
            + ", which do not exist together");
  }

  /** Whether the checksum of a chunk that lies within the file fits. */
  static boolean intact(HeaderBytes in, long chunk) {
    long end = chunk + 8 + in.u32(chunk, ByteOrder.BIG_ENDIAN);
    in.requireLength(end + 4);
    CRC32 crc = new CRC32();
    for (long at = chunk + 4; at < end; at++) {
      crc.update(in.at(at));
    }
    return crc.getValue() == in.u32(end, ByteOrder.BIG_ENDIAN);
  }

  /** Bits of a pixel. */
  public int pixelBits() {
    return bits * colour.samples();
  }

  /** Bytes of a row of this many pixels. */
  public int rowBytes(int pixels) {
    return (int) (((long) pixels * pixelBits() + 7) / 8);
  }
}
