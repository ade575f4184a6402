package io.faultline.internal.codec.tiff;

import io.faultline.image.Raster;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.codec.SampleDepth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the photo in a TIFF file: the picture that {@link TiffPages} chooses, as 8-bit RGB.
 *
 * <p>Samples of more than 8 bits are read as {@link SampleDepth} says. Alpha is dropped and the
 * colours under it are kept, as with the other formats; colours that were multiplied by their alpha
 * are divided by it again. Pictures that are not read and pixels without colour are doubts.
 */
public final class TiffPhoto {
  private static final int MAX_SAMPLE_VALUE = 281;
  private static final int S_MAX_SAMPLE_VALUE = 341;

  private final TiffPage page;
  private final TiffSegments segments;
  private final int photometric;
  private final int colours;
  private final boolean multiplied;
  private final List<String> doubts = new ArrayList<>();
  private final List<String> assumptions = new ArrayList<>();

  /** Refuses what cannot be read as a photo. */
  private TiffPhoto(TiffPage page, byte[] bytes) {
    this.page = page;
    segments = new TiffSegments(page, bytes);
    boolean rgb = segments.isPicture() && !page.planar() && page.samples() == 3;
    photometric = rgb ? TiffPage.RGB : known(page);
    colours = page.colours();
    multiplied = page.extraSample() == 1 && page.samples() > colours && !segments.isPicture();
    requirePhoto();
  }

  /**
   * As far as the file goes.
   *
   * @throws io.faultline.FaultlineException where nothing of the photo can be decoded
   */
  public static PhotoReading read(byte[] bytes, HeaderBytes in) {
    TiffPages pages = TiffPages.of(in);
    TiffPhoto photo = new TiffPhoto(pages.photo(), bytes);
    Read read = photo.read();
    new TiffUnread(pages, bytes).tell(read.raster(), photo.doubts, photo.assumptions);
    return new PhotoReading(read.raster(), read.decoded(), photo.doubts, photo.assumptions);
  }

  /** The pixels of one picture of a file, for comparing; empty where it is not whole. */
  static Optional<Raster> pixels(TiffPage page, byte[] bytes) {
    Read read = new TiffPhoto(page, bytes).read();
    return read.decoded() < 1 ? Optional.empty() : Optional.of(read.raster());
  }

  private record Read(Raster raster, double decoded) {}

  /** A picture whose meaning is not told or not known is taken for grey or RGB, with a doubt. */
  private int known(TiffPage page) {
    int stated = page.photometric();
    switch (stated) {
      case TiffPage.WHITE_IS_ZERO,
          TiffPage.BLACK_IS_ZERO,
          TiffPage.RGB,
          TiffPage.PALETTE,
          TiffPage.CMYK,
          TiffPage.YCBCR,
          TiffPage.CIELAB,
          TiffPage.ICCLAB -> {
        return stated;
      }
      default -> {
        boolean grey = page.colours() == 1;
        doubts.add(
            "photometric interpretation is "
                + (stated < 0 ? "missing" : stated + ", which is no photo's")
                + "; the samples were taken for "
                + (grey ? "grey" : "RGB"));
        return grey ? TiffPage.BLACK_IS_ZERO : TiffPage.RGB;
      }
    }
  }

  private void requirePhoto() {
    HeaderBytes in = page.file();
    if (photometric == 32803 || photometric == 34892) {
      throw in.fault("is a camera's raw file; convert it to JPEG first");
    }
    if (page.sampleFormat() != TiffPage.UNSIGNED) {
      throw in.fault(
          "samples are "
              + (page.sampleFormat() == TiffPage.SIGNED ? "signed" : "floating-point or complex")
              + " numbers; must be unsigned whole numbers; convert the photo to 8 or 16 bits");
    }
    int needed =
        switch (photometric) {
          case TiffPage.RGB, TiffPage.YCBCR, TiffPage.CIELAB, TiffPage.ICCLAB -> 3;
          case TiffPage.CMYK -> 4;
          default -> 1;
        };
    if (page.samples() < needed) {
      throw in.fault(
          "TIFF has " + page.samples() + " samples per pixel; its colours need " + needed);
    }
    boolean eightOnly =
        switch (photometric) {
          case TiffPage.YCBCR, TiffPage.CIELAB, TiffPage.ICCLAB -> page.bits() != 8;
          case TiffPage.PALETTE -> page.bits() > 8;
          default -> false;
        };
    if (eightOnly) {
      throw in.fault(
          "TIFF has "
              + page.bits()
              + " bits in photometric interpretation "
              + photometric
              + "; must be 8");
    }
  }

  private Read read() {
    SampleDepth depth = depth();
    int kept = colours + (multiplied ? 1 : 0);
    int width = page.size().widthPx();
    long length = page.size().pixels() * kept;
    if (length > Integer.MAX_VALUE - 8) {
      throw page.file().fault("TIFF has " + length + " samples; must be fewer than 2^31");
    }
    byte[] samples = new byte[(int) length];
    boolean palette = photometric == TiffPage.PALETTE;
    TiffSegments.Outcome outcome =
        segments.read(
            (plane, x, y, pixels, row) -> {
              int step = page.planar() ? 1 : page.samples();
              int from = page.planar() ? plane : 0;
              for (int c = from; c < (page.planar() ? plane + 1 : kept) && c < kept; c++) {
                int to = (y * width + x) * kept + c;
                for (int i = 0, at = page.planar() ? 0 : c; i < pixels; i++, at += step) {
                  samples[to] = (byte) (palette ? row[at] : depth.to8(row[at]));
                  to += kept;
                }
              }
            });
    if (outcome.decoded() <= 0) {
      throw page.file().fault("cannot be decoded; " + outcome.damage().get(0));
    }
    tellDamage(outcome);
    depth.assumption().ifPresent(assumptions::add);
    depth.doubt().ifPresent(doubts::add);
    boolean divide = multiplied && alphaDarkens(samples, kept);
    return new Read(raster(samples, kept, divide), outcome.decoded());
  }

  /** The greatest sample decides, for which all are read once more if they have over 8 bits. */
  private SampleDepth depth() {
    if (page.bits() <= 8 || segments.isPicture()) {
      return SampleDepth.of(page.bits(), 255, 0);
    }
    long enough = SampleDepth.allBitsInUse(page.bits());
    long[] max = {0};
    segments.read(
        new TiffRows() {
          @Override
          public void row(int plane, int x, int y, int pixels, int[] row) {
            int step = page.planar() ? 1 : page.samples();
            int used = page.planar() ? (plane < colours ? 1 : 0) : colours;
            for (int i = 0; i < pixels * step; i += step) {
              for (int c = 0; c < used; c++) {
                max[0] = Math.max(max[0], row[i + c] & 0xFFFFFFFFL);
              }
            }
          }

          @Override
          public boolean enough() {
            return max[0] >= enough;
          }
        });
    long declared =
        page.directory().number(S_MAX_SAMPLE_VALUE, page.directory().number(MAX_SAMPLE_VALUE, 0));
    return SampleDepth.of(page.bits(), max[0], declared);
  }

  private void tellDamage(TiffSegments.Outcome outcome) {
    List<String> damage = outcome.damage();
    if (!damage.isEmpty()) {
      doubts.add(
          0,
          damage.get(0)
              + (damage.size() > 1 ? " (and " + (damage.size() - 1) + " more)" : "")
              + String.format(
                  Locale.ROOT, "; %.1f %% of the photo was decoded", 100 * outcome.decoded()));
    }
  }

  /**
   * Whether colours really were multiplied by their alpha, as the file says; not where one is
   * brighter than its alpha allows. Pixels that lost all colour by it are a doubt.
   */
  private boolean alphaDarkens(byte[] samples, int kept) {
    long clear = 0;
    long partly = 0;
    for (int at = 0; at < samples.length; at += kept) {
      int alpha = samples[at + colours] & 0xFF;
      for (int c = 0; c < colours; c++) {
        if ((samples[at + c] & 0xFF) > alpha) {
          assumptions.add("alpha is said to be in the colours already, but is not; it was ignored");
          return false;
        }
      }
      clear += alpha == 0 ? 1 : 0;
      partly += alpha < 255 ? 1 : 0;
    }
    if (clear > 0) {
      double share = 100.0 * clear / page.size().pixels();
      doubts.add(
          String.format(
              Locale.ROOT, "%.1f %% of the pixels are transparent and hold no colour", share));
    }
    if (partly > clear) {
      assumptions.add("colours were multiplied by their alpha; they were divided by it again");
    }
    return partly > clear;
  }

  private Raster raster(byte[] samples, int kept, boolean divide) {
    int width = page.size().widthPx();
    int height = page.size().heightPx();
    if (photometric == TiffPage.RGB && kept == 3) {
      return Raster.wrap(width, height, samples);
    }
    TiffColours.Convert convert = TiffColours.of(page, photometric);
    byte[] rgb = new byte[3 * width * height];
    for (int at = 0, to = 0; at < samples.length; at += kept) {
      if (divide) {
        int alpha = samples[at + colours] & 0xFF;
        for (int c = 0; c < colours && alpha > 0; c++) {
          samples[at + c] =
              (byte) Math.min(255, ((samples[at + c] & 0xFF) * 255 + alpha / 2) / alpha);
        }
      }
      int colour = convert.rgb(samples, at);
      rgb[to++] = (byte) (colour >> 16);
      rgb[to++] = (byte) (colour >> 8);
      rgb[to++] = (byte) colour;
    }
    return Raster.wrap(width, height, rgb);
  }
}
