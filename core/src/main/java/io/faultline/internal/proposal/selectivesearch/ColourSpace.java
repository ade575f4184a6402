package io.faultline.internal.proposal.selectivesearch;

import io.faultline.image.Raster;
import io.faultline.internal.image.GreyImage;
import java.nio.ByteBuffer;

/**
 * The colour spaces of selective search, in the 8-bit ranges that OpenCV uses, so that the
 * segmentation's thresholds mean the same.
 */
enum ColourSpace {
  /** Hue in half degrees (0 to 179), saturation and value in 0 to 255. */
  HSV(3) {
    @Override
    void convert(int red, int green, int blue, byte[][] planes, int at) {
      int value = Math.max(red, Math.max(green, blue));
      int range = value - Math.min(red, Math.min(green, blue));
      planes[0][at] = (byte) halfDegrees(red, green, blue, value, range);
      planes[1][at] = (byte) saturation(value, range);
      planes[2][at] = (byte) value;
    }
  },
  /** CIE L*a*b* of sRGB at D65: lightness over 0 to 255, a and b shifted by 128. */
  LAB(3) {
    @Override
    void convert(int red, int green, int blue, byte[][] planes, int at) {
      CieLab.convert(red, green, blue, planes, at);
    }
  },
  /** Brightness (ITU-R BT.601). */
  GREY(1) {
    @Override
    void convert(int red, int green, int blue, byte[][] planes, int at) {
      planes[0][at] = (byte) GreyImage.luminance(red, green, blue);
    }
  },
  /** Blue alone; OpenCV means hue here, but overwrites it with blue before it is used. */
  BLUE(1) {
    @Override
    void convert(int red, int green, int blue, byte[][] planes, int at) {
      planes[0][at] = (byte) blue;
    }
  },
  /** Red, green and brightness; the paper normalises red and green, OpenCV does not. */
  RGI(3) {
    @Override
    void convert(int red, int green, int blue, byte[][] planes, int at) {
      planes[0][at] = (byte) red;
      planes[1][at] = (byte) green;
      planes[2][at] = (byte) GreyImage.luminance(red, green, blue);
    }
  };

  /** Fixed-point digits of hue and saturation, as in OpenCV. */
  private static final int FRACTION = 12;

  private final int channels;

  ColourSpace(int channels) {
    this.channels = channels;
  }

  /** Writes one pixel, its channels given in 0 to 255, to position {@code at} of each plane. */
  abstract void convert(int red, int green, int blue, byte[][] planes, int at);

  /** The channels of a photo, {@code [channel][y * width + x]}, as unsigned bytes. */
  byte[][] planes(Raster raster) {
    int pixels = raster.width() * raster.height();
    byte[][] planes = new byte[channels][pixels];
    ByteBuffer rgb = raster.bytes();
    for (int i = 0; i < pixels; i++) {
      convert(
          rgb.get(3 * i) & 0xFF, rgb.get(3 * i + 1) & 0xFF, rgb.get(3 * i + 2) & 0xFF, planes, i);
    }
    return planes;
  }

  private static int saturation(int value, int range) {
    return value == 0 ? 0 : rounded(range * (int) Math.rint((double) (255 << FRACTION) / value));
  }

  private static int halfDegrees(int red, int green, int blue, int value, int range) {
    if (range == 0) {
      return 0;
    }
    int sixths;
    if (value == red) {
      sixths = green - blue;
    } else if (value == green) {
      sixths = blue - red + 2 * range;
    } else {
      sixths = red - green + 4 * range;
    }
    int hue = rounded(sixths * (int) Math.rint((double) (30 << FRACTION) / range));
    return hue < 0 ? hue + 180 : hue;
  }

  private static int rounded(int fixed) {
    return (fixed + (1 << (FRACTION - 1))) >> FRACTION;
  }
}
