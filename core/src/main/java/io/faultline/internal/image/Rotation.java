package io.faultline.internal.image;

import io.faultline.image.Raster;
import java.nio.ByteBuffer;

/** A rotation about the centre of a photo, counter-clockwise as people see it. */
record Rotation(double centreX, double centreY, double cos, double sin) {

  static Rotation of(int width, int height, double degrees) {
    if (!Double.isFinite(degrees)) {
      throw new IllegalArgumentException("angle is " + degrees + "; must be finite");
    }
    double angle = Math.toRadians(degrees % 360);
    return new Rotation(width / 2.0, height / 2.0, StrictMath.cos(angle), StrictMath.sin(angle));
  }

  double[] apply(double[] xy) {
    double[] turned = new double[xy.length];
    for (int i = 0; i + 1 < xy.length; i += 2) {
      double x = xy[i] - centreX;
      double y = xy[i + 1] - centreY;
      turned[i] = centreX + cos * x + sin * y;
      turned[i + 1] = centreY - sin * x + cos * y;
    }
    return turned;
  }

  Raster apply(Raster photo) {
    int width = photo.width();
    int height = photo.height();
    ByteBuffer bytes = photo.bytes();
    byte[] rgb = new byte[width * height * 3];
    for (int v = 0, to = 0; v < height; v++) {
      for (int u = 0; u < width; u++, to += 3) {
        double dx = u + 0.5 - centreX;
        double dy = v + 0.5 - centreY;
        double x = centreX + cos * dx - sin * dy - 0.5;
        double y = centreY + sin * dx + cos * dy - 0.5;
        if (x > -1 && y > -1 && x < width && y < height) {
          for (int channel = 0; channel < 3; channel++) {
            rgb[to + channel] = (byte) sample(bytes, width, height, x, y, channel);
          }
        }
      }
    }
    return Raster.wrap(width, height, rgb);
  }

  /** Bilinear between the four pixels around a point, those outside being black. */
  private static int sample(
      ByteBuffer bytes, int width, int height, double x, double y, int channel) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double sum = 0;
    for (int row = Math.max(0, top); row <= Math.min(height - 1, top + 1); row++) {
      for (int column = Math.max(0, left); column <= Math.min(width - 1, left + 1); column++) {
        double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
        sum += weight * (bytes.get(3 * (row * width + column) + channel) & 0xFF);
      }
    }
    return (int) Math.round(sum);
  }
}
