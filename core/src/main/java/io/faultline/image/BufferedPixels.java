package io.faultline.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.Arrays;

/**
 * The pixels of a {@link BufferedImage} as they are read from a file: alpha is dropped, grey gives
 * three equal channels, samples of 16 bits keep their upper 8. Samples are taken as they are
 * stored, without colour conversion: {@link BufferedImage#getRGB} would brighten grey pictures,
 * which it takes for linear, and obey colour profiles.
 */
final class BufferedPixels {
  private BufferedPixels() {}

  /** Three bytes a pixel. */
  static byte[] rgb(BufferedImage picture) {
    byte[] rgb = new byte[3 * picture.getWidth() * picture.getHeight()];
    if (storedAsSamples(picture.getColorModel())) {
      copySamples(picture, rgb);
    } else {
      copyColours(picture, rgb);
    }
    return rgb;
  }

  private static boolean storedAsSamples(ColorModel model) {
    int space = model.getColorSpace().getType();
    int type = model.getTransferType();
    return model instanceof ComponentColorModel
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
        && Arrays.stream(model.getComponentSize()).allMatch(bits -> bits >= Byte.SIZE)
        && !model.isAlphaPremultiplied();
  }

  private static void copySamples(BufferedImage picture, byte[] rgb) {
    int bands = picture.getRaster().getNumBands();
    int step = picture.getColorModel().getNumColorComponents() == 1 ? 0 : 1;
    int shift = picture.getColorModel().getComponentSize(0) - Byte.SIZE;
    int[] row = new int[bands * picture.getWidth()];
    int at = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRaster().getPixels(0, y, picture.getWidth(), 1, row);
      for (int pixel = 0; pixel < row.length; pixel += bands) {
        for (int channel = 0; channel < 3; channel++) {
          rgb[at++] = (byte) (row[pixel + channel * step] >> shift);
        }
      }
    }
  }

  private static void copyColours(BufferedImage picture, byte[] rgb) {
    int width = picture.getWidth();
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int pixel : row) {
        rgb[at++] = (byte) (pixel >> 16);
        rgb[at++] = (byte) (pixel >> 8);
        rgb[at++] = (byte) pixel;
      }
    }
  }
}
