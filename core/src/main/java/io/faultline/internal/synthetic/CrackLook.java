package io.faultline.internal.synthetic;

import java.util.SplittableRandom;

/**
 * How a crack lies in its surface.
 *
 * @param through whether it is long enough to leave the photo on both sides
 * @param broken how much of it stones and dirt hide, 0 to 1; the truth keeps all of it
 */
record CrackLook(boolean through, double broken) {
  /** Ends within the photo, mostly, and is open everywhere. */
  static final CrackLook OPEN = new CrackLook(false, 0);

  /** Any look. */
  static CrackLook any(SplittableRandom random) {
    return new CrackLook(
        random.nextInt(5) < 2, random.nextInt(5) < 3 ? random.nextDouble(0.2, 1) : 0);
  }

  /** Length of the trunk as a share of the photo's side. */
  double length(SplittableRandom random) {
    return through ? random.nextDouble(1.3, 2.2) : random.nextDouble(0.35, 1.35);
  }
}
