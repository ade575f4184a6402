package io.faultline.backbone;

import io.faultline.geometry.Box;
import io.faultline.image.Orientation;
import io.faultline.image.Photometric;
import io.faultline.image.Raster;
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
 */
public record Augmentation(boolean flips, boolean quarterTurns, double brightness) {

  /** The series' brightness jitter of 0.5, with all orientations: cracks have no upright. */
  public static final Augmentation DEFAULT = new Augmentation(true, true, 0.5);

  /** Nothing is changed. */
  public static final Augmentation NONE = new Augmentation(false, false, 0);

  /** Checks the jitter. */
  public Augmentation {
    if (!(brightness >= 0) || !(brightness < 1)) {
      throw new IllegalArgumentException("brightness is " + brightness + "; it must be in [0, 1)");
    }
  }

  /** What was drawn for one photo. */
  record Draw(Orientation orientation, double factor) {
    Raster apply(Raster photo) {
      Raster turned = orientation.apply(photo);
      return factor == 1 ? turned : Photometric.brightness(turned, factor);
    }

    Box apply(Box box, Raster photo) {
      return orientation.apply(box, photo.width(), photo.height());
    }
  }

  Draw draw(SplittableRandom random) {
    List<Orientation> choices = orientations();
    Orientation orientation = choices.get(random.nextInt(choices.size()));
    double factor = brightness == 0 ? 1 : 1 + brightness * (2 * random.nextDouble() - 1);
    return new Draw(orientation, factor);
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
