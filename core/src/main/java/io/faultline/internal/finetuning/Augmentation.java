package io.faultline.internal.finetuning;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.image.Photometric;
import io.faultline.internal.image.Warp;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What training photos and crops go through, never those that are measured.
 *
 * @param flips whether they are mirrored, left-right and top-bottom
 * @param quarterTurns whether they are turned by multiples of 90 degrees; with both, all eight
 *     orientations are equally likely, and boxes stay boxes
 * @param brightness jitter: pixels are multiplied by a factor between {@code 1 - brightness} and
 *     {@code 1 + brightness}; in [0, 1)
 * @param contrast jitter: distances from the mean luminance are multiplied by a factor between
 *     {@code 1 - contrast} and {@code 1 + contrast}; in [0, 1]
 * @param saturation jitter: distances from grey are multiplied likewise; in [0, 1]
 * @param rotation crops of the {@code warp} regime are turned about their centre by an angle
 *     between {@code -rotation} and {@code +rotation} degrees, every angle equally likely, at the
 *     same size and with black corners; in [0, 180], and 0 turns nothing. mmalek06 (2024), part 3,
 *     turns by up to 180. As torchvision's {@code RandomRotation}, but bilinear where that takes
 *     the nearest pixel: a crack one pixel wide stays whole. Whole photos of the {@code shared}
 *     regime are never turned by it, see {@link #ofWholePhotos()}
 */
public record Augmentation(
    boolean flips,
    boolean quarterTurns,
    double brightness,
    double contrast,
    double saturation,
    double rotation) {

  /**
   * The brightness jitter of 0.5 of mmalek06 (2024), part 3; all orientations, because a crack has
   * no upright; and jitter of contrast and colour, because other sites have other light and stone.
   */
  public static final Augmentation DEFAULT = new Augmentation(true, true, 0.5, 0.4, 1, 0);

  /** Nothing is changed. */
  public static final Augmentation NONE = new Augmentation(false, false, 0, 0, 0, 0);

  /** Checks the ranges. */
  public Augmentation {
    if (!(brightness >= 0) || !(brightness < 1)) {
      throw new IllegalArgumentException("brightness is " + brightness + "; it must be in [0, 1)");
    }
    jitter("contrast", contrast);
    jitter("saturation", saturation);
    if (!(rotation >= 0) || !(rotation <= 180)) {
      throw new IllegalArgumentException(
          "rotation is " + rotation + " degrees; it must be in [0, 180]");
    }
  }

  private static void jitter(String name, double value) {
    if (!(value >= 0) || !(value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be in [0, 1]");
    }
  }

  /** The same without rotation: a box of a photo that is turned by any angle is no box any more. */
  Augmentation ofWholePhotos() {
    return new Augmentation(flips, quarterTurns, brightness, contrast, saturation, 0);
  }

  /**
   * What was drawn for one photo or crop: first oriented, then turned, then changed in its light,
   * by factors of which 1 changes nothing.
   */
  record Draw(
      Orientation orientation,
      double degrees,
      double brightness,
      double contrast,
      double saturation) {
    Raster apply(Raster photo) {
      Raster oriented = orientation.apply(photo);
      Raster turned = degrees == 0 ? oriented : Warp.rotate(oriented, degrees);
      Raster lit = brightness == 1 ? turned : Photometric.brightness(turned, brightness);
      Raster sharp = contrast == 1 ? lit : Photometric.contrast(lit, contrast);
      return saturation == 1 ? sharp : Photometric.saturation(sharp, saturation);
    }

    /** Where a box of the photo comes to lie; only where it is not turned by an angle. */
    Box apply(Box box, Raster photo) {
      if (degrees != 0) {
        throw new IllegalStateException("turned by " + degrees + " degrees, a box is no box");
      }
      return orientation.apply(box, photo.width(), photo.height());
    }
  }

  Draw draw(SplittableRandom random) {
    List<Orientation> choices = orientations();
    Orientation orientation = choices.get(random.nextInt(choices.size()));
    double light = factor(brightness, random);
    double degrees = rotation == 0 ? 0 : rotation * signed(random);
    return new Draw(
        orientation, degrees, light, factor(contrast, random), factor(saturation, random));
  }

  private static double factor(double jitter, SplittableRandom random) {
    return jitter == 0 ? 1 : 1 + jitter * signed(random);
  }

  private static double signed(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }

  private List<Orientation> orientations() {
    if (flips && quarterTurns) {
      return List.of(Orientation.values());
    }
    if (flips) {
      return List.of(
          Orientation.IDENTITY,
          Orientation.FLIP_HORIZONTAL,
          Orientation.FLIP_VERTICAL,
          Orientation.HALF_TURN);
    }
    if (quarterTurns) {
      return List.of(
          Orientation.IDENTITY,
          Orientation.TURN_RIGHT,
          Orientation.HALF_TURN,
          Orientation.TURN_LEFT);
    }
    return List.of(Orientation.IDENTITY);
  }
}
