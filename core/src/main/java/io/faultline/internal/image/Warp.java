package io.faultline.internal.image;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;

/**
 * Crops and warps of photos. Plain Java arithmetic: the same bytes on every machine. Pixel centres
 * lie at halves, as in half-open boxes.
 */
public final class Warp {
  /** ImageNet's mean colour, {@code (0.485, 0.456, 0.406) * 255} rounded, as {@code 0xRRGGBB}. */
  public static final int IMAGENET_MEAN = 124 << 16 | 116 << 8 | 104;

  private Warp() {}

  /**
   * The pixels of a box, whose sides are rounded to whole pixels and cut at the photo's border; at
   * least 1x1.
   *
   * @throws IllegalArgumentException where the box lies outside of the photo
   */
  public static Raster crop(Raster photo, Box box) {
    requireInside(photo, box);
    int left = (int) Math.min(photo.width() - 1, Math.max(0, Math.round(box.x1())));
    int top = (int) Math.min(photo.height() - 1, Math.max(0, Math.round(box.y1())));
    int right = (int) Math.max(left + 1, Math.min(photo.width(), Math.round(box.x2())));
    int bottom = (int) Math.max(top + 1, Math.min(photo.height(), Math.round(box.y2())));
    byte[] rgb = new byte[(right - left) * (bottom - top) * 3];
    int row = (right - left) * 3;
    for (int y = top; y < bottom; y++) {
      photo.bytes().get(3 * (y * photo.width() + left), rgb, (y - top) * row, row);
    }
    return Raster.wrap(right - left, bottom - top, rgb);
  }

  /**
   * A box warped to a square with context around it, as in R-CNN (arXiv 1311.2524, appendix A,
   * "warp"): the box fills the inner {@code side - 2 * contextPaddingPx} pixels, the padding shows
   * what surrounds it, and what lies outside of the photo is {@link #IMAGENET_MEAN}. Aspect is not
   * kept. Bilinear; unlike R-CNN's code, box sides are not rounded, and where the box shrinks all
   * pixels are averaged in, since a thin crack could otherwise fall between the samples.
   *
   * @param side of the result in pixels
   * @param contextPaddingPx at the warped scale, 0 or more (16 in the paper); {@code 2 *
   *     contextPaddingPx < side}
   * @throws IllegalArgumentException where a number is out of range or the box lies outside of the
   *     photo
   */
  public static Raster cropAndWarp(Raster photo, Box box, int side, int contextPaddingPx) {
    if (side < 1 || contextPaddingPx < 0 || 2L * contextPaddingPx >= side) {
      throw new IllegalArgumentException(
          "side is " + side + " and padding " + contextPaddingPx + "; 0 <= 2 * padding < side");
    }
    requireInside(photo, box);
    double inner = side - 2.0 * contextPaddingPx;
    double marginX = box.width() * contextPaddingPx / inner;
    double marginY = box.height() * contextPaddingPx / inner;
    Taps across = Taps.bilinear(photo.width(), box.x1() - marginX, box.x2() + marginX, side);
    Taps down = Taps.bilinear(photo.height(), box.y1() - marginY, box.y2() + marginY, side);
    return Resampler.resample(photo, across, down, IMAGENET_MEAN);
  }

  /** The whole photo at another size: the mean over areas where it shrinks, else bilinear. */
  public static Raster resize(Raster photo, int width, int height) {
    ImageSize size = new ImageSize(width, height);
    if (size.widthPx() == photo.width() && size.heightPx() == photo.height()) {
      return photo;
    }
    return Resampler.resample(
        photo, Taps.area(photo.width(), width), Taps.area(photo.height(), height), 0);
  }

  /**
   * With {@link #IMAGENET_MEAN} added on the right and at the bottom, so that both sides become
   * multiples of a length; boxes stay where they are.
   *
   * @param multiplePx in pixels, at least 1
   */
  public static Raster extend(Raster photo, int multiplePx) {
    int width = -Math.floorDiv(-photo.width(), multiplePx) * multiplePx;
    int height = -Math.floorDiv(-photo.height(), multiplePx) * multiplePx;
    if (width == photo.width() && height == photo.height()) {
      return photo;
    }
    byte[] rgb = new byte[Math.multiplyExact(3 * width, height)];
    for (int at = 0; at < rgb.length; at += 3) {
      rgb[at] = (byte) (IMAGENET_MEAN >> 16);
      rgb[at + 1] = (byte) (IMAGENET_MEAN >> 8);
      rgb[at + 2] = (byte) IMAGENET_MEAN;
    }
    int row = 3 * photo.width();
    for (int y = 0; y < photo.height(); y++) {
      photo.bytes().get(y * row, rgb, 3 * y * width, row);
    }
    return Raster.wrap(width, height, rgb);
  }

  /**
   * Turned about the centre by any angle, counter-clockwise, at the same size: corners that turn in
   * from outside are black, those that turn out are lost. Bilinear.
   */
  public static Raster rotate(Raster photo, double degrees) {
    return Rotation.of(photo.width(), photo.height(), degrees).apply(photo);
  }

  /**
   * Where points of the photo come to lie under {@link #rotate(Raster, double)}; they may leave the
   * photo.
   *
   * @param xy {@code x y x y ...}
   */
  public static double[] rotate(double[] xy, ImageSize size, double degrees) {
    return Rotation.of(size.widthPx(), size.heightPx(), degrees).apply(xy);
  }

  private static void requireInside(Raster photo, Box box) {
    if (box.clip(photo.width(), photo.height()).isEmpty()) {
      throw new IllegalArgumentException(
          box + " lies outside of the photo of " + photo.width() + "x" + photo.height());
    }
  }
}
