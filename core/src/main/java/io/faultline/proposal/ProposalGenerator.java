package io.faultline.proposal;

import io.faultline.image.Raster;

/**
 * Proposes boxes that may hold an object of any class. The boxes depend only on the pixels: the
 * same raster gives the same boxes in the same order, on any number of threads.
 *
 * <p>Every box is inside the photo and has whole-number corners and sides of at least one pixel. No
 * box comes twice. Photos of any size and aspect, down to 1x1, are valid.
 */
public interface ProposalGenerator {

  /** The boxes of one photo; may be empty. */
  Proposals propose(Raster raster);

  /**
   * Name and settings in one line, such as {@code grid(sides=24,48;stride=0.4)}: equal descriptions
   * mean equal boxes, so stored proposals use it as their key.
   */
  String describe();

  /** Whether all photos of one size get the same boxes. */
  default boolean fixed() {
    return false;
  }
}
