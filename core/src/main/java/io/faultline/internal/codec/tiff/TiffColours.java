package io.faultline.internal.codec.tiff;

/** Colour spaces of TIFF to RGB, 8 bits each; profiles are not obeyed. */
public final class TiffColours {
  private static final int COLOUR_MAP = 320;
  private static final int COEFFICIENTS = 529;
  private static final int REFERENCE = 532;

  private TiffColours() {}

  /** Turns samples into a colour. */
  interface Convert {
    /** The colour as {@code 0xRRGGBB} of the pixel whose samples begin at {@code at}. */
    int rgb(byte[] samples, int at);
  }

  /** What a page's samples mean, once they have 8 bits; those of a palette are as stored. */
  static Convert of(TiffPage page, int photometric) {
    return switch (photometric) {
      case TiffPage.WHITE_IS_ZERO -> (s, at) -> (255 - (s[at] & 0xFF)) * 0x010101;
      case TiffPage.RGB -> (s, at) -> pack(s[at] & 0xFF, s[at + 1] & 0xFF, s[at + 2] & 0xFF);
      case TiffPage.PALETTE -> palette(page);
      case TiffPage.CMYK -> TiffColours::cmyk;
      case TiffPage.YCBCR -> yCbCr(page);
      case TiffPage.CIELAB -> (s, at) -> lab(s[at] & 0xFF, s[at + 1], s[at + 2]);
      case TiffPage.ICCLAB ->
          (s, at) -> lab(s[at] & 0xFF, (s[at + 1] & 0xFF) - 128, (s[at + 2] & 0xFF) - 128);
      default -> (s, at) -> (s[at] & 0xFF) * 0x010101;
    };
  }

  private static int pack(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  private static int pack(double red, double green, double blue) {
    return pack(clamp(red), clamp(green), clamp(blue));
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** The colours of a palette, by index. */
  public static int[] colourMap(TiffPage page) {
    int size = 1 << page.bits();
    if (page.directory().count(COLOUR_MAP) < 3L * size) {
      throw page.file().fault("TIFF has a palette of fewer than " + size + " colours");
    }
    long max = 0;
    for (int i = 0; i < 3 * size; i++) {
      max = Math.max(max, page.directory().number(COLOUR_MAP, i, 0));
    }
    // Some writers put 8 bits where the specification wants 16, and libtiff takes them.
    int shift = max < 256 ? 0 : 8;
    int[] colours = new int[size];
    for (int i = 0; i < size; i++) {
      colours[i] =
          pack(
              (int) page.directory().number(COLOUR_MAP, i, 0) >> shift,
              (int) page.directory().number(COLOUR_MAP, (long) size + i, 0) >> shift,
              (int) page.directory().number(COLOUR_MAP, 2L * size + i, 0) >> shift);
    }
    return colours;
  }

  private static Convert palette(TiffPage page) {
    int[] colours = colourMap(page);
    return (samples, at) -> colours[samples[at] & 0xFF];
  }

  private static int cmyk(byte[] samples, int at) {
    int light = 255 - (samples[at + 3] & 0xFF);
    return pack(
        ((255 - (samples[at] & 0xFF)) * light + 127) / 255,
        ((255 - (samples[at + 1] & 0xFF)) * light + 127) / 255,
        ((255 - (samples[at + 2] & 0xFF)) * light + 127) / 255);
  }

  /** TIFF 6.0, section 21. */
  private static Convert yCbCr(TiffPage page) {
    double red = page.directory().fraction(COEFFICIENTS, 0, 0.299);
    double green = page.directory().fraction(COEFFICIENTS, 1, 0.587);
    double blue = page.directory().fraction(COEFFICIENTS, 2, 0.114);
    double[] reference = {0, 255, 128, 255, 128, 255};
    for (int i = 0; i < reference.length; i++) {
      reference[i] = page.directory().fraction(REFERENCE, i, reference[i]);
    }
    return (samples, at) -> {
      double y = full(samples[at] & 0xFF, reference[0], reference[1], 255);
      double cb = full(samples[at + 1] & 0xFF, reference[2], reference[3], 127);
      double cr = full(samples[at + 2] & 0xFF, reference[4], reference[5], 127);
      double r = y + cr * (2 - 2 * red);
      double b = y + cb * (2 - 2 * blue);
      return pack(r, (y - blue * b - red * r) / green, b);
    };
  }

  private static double full(int code, double black, double white, int range) {
    return (code - black) * range / (white - black);
  }

  /** CIE L*a*b* under D50 to sRGB under D65, with Bradford's adaptation (Lindbloom, 2012). */
  private static int lab(int lightness, int a, int b) {
    double fy = (lightness / 2.55 + 16) / 116;
    double x = 0.96422 * cube(fy + a / 500.0);
    double y = cube(fy);
    double z = 0.82521 * cube(fy - b / 200.0);
    return pack(
        gamma(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
        gamma(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
        gamma(0.0719453 * x - 0.2289914 * y + 1.4052427 * z));
  }

  private static double cube(double f) {
    return f > 6 / 29.0 ? f * f * f : (f - 16 / 116.0) * 3 * (6 / 29.0) * (6 / 29.0);
  }

  private static double gamma(double linear) {
    return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055);
  }
}
