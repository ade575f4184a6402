package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;

/**
 * What a box looks like to {@link BoxRanking}: its size and shape, the sides that lie on the
 * photo's border, and how dense dark and bright lines are inside and in a ring around it, relative
 * to the photo. Products of these let a linear score bend.
 */
final class BoxFeatures {
  /** The plain features. */
  private static final int PLAIN = 7;

  /** One constant, the plain features, all their products, and whether the box is fixed. */
  static final int COUNT = 1 + PLAIN + PLAIN * (PLAIN + 1) / 2 + 1;

  /** The ring is so much of the side, and at least {@link #MIN_RING_PX}, on each side. */
  private static final double RING = 0.15;

  private static final double MIN_RING_PX = 2;

  /** What logarithms of densities are kept away from minus infinity by. */
  private static final double LITTLE = 1e-3;

  private final double width;
  private final double height;
  private final LineEnergy lines;
  private final double darkMean;
  private final double brightMean;

  private BoxFeatures(double width, double height, LineEnergy lines) {
    this.width = width;
    this.height = height;
    this.lines = lines;
    Box photo = new Box(0, 0, width, height);
    this.darkMean = lines.dark(photo) / photo.area() + Double.MIN_NORMAL;
    this.brightMean = lines.bright(photo) / photo.area() + Double.MIN_NORMAL;
  }

  /** For the boxes of one photo. */
  static BoxFeatures of(Raster photo) {
    return new BoxFeatures(photo.width(), photo.height(), LineEnergy.of(photo));
  }

  /**
   * Writes the features of a box that lies in the photo.
   *
   * @param fixed whether the box was laid without looking at the photo
   * @param into of length {@link #COUNT}
   */
  void write(Box box, boolean fixed, double[] into) {
    double ringX = RING * box.width() + MIN_RING_PX;
    double ringY = RING * box.height() + MIN_RING_PX;
    Box outer =
        new Box(
            Math.max(0, box.x1() - ringX),
            Math.max(0, box.y1() - ringY),
            Math.min(width, box.x2() + ringX),
            Math.min(height, box.y2() + ringY));
    double ring = Math.max(1, outer.area() - box.area());
    double dark = lines.dark(box);
    double bright = lines.bright(box);
    into[0] = 1;
    into[1] = Math.log(box.area() / (width * height));
    into[2] = Math.abs(Math.log(box.width() / box.height()));
    into[3] = sidesOnBorder(box);
    into[4] = relative(dark / box.area(), darkMean);
    into[5] = relative((lines.dark(outer) - dark) / ring, darkMean);
    into[6] = relative(bright / box.area(), brightMean);
    into[7] = relative((lines.bright(outer) - bright) / ring, brightMean);
    int at = PLAIN + 1;
    for (int i = 1; i <= PLAIN; i++) {
      for (int j = i; j <= PLAIN; j++) {
        into[at++] = into[i] * into[j];
      }
    }
    into[at] = fixed ? 1 : 0;
  }

  private double sidesOnBorder(Box box) {
    return (box.x1() <= 1 ? 1 : 0)
        + (box.y1() <= 1 ? 1 : 0)
        + (box.x2() >= width - 1 ? 1 : 0)
        + (box.y2() >= height - 1 ? 1 : 0);
  }

  private static double relative(double density, double mean) {
    return Math.log(LITTLE + Math.max(0, density) / mean);
  }
}
