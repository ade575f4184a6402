package io.faultline.proposal;

import io.faultline.image.Raster;

/**
 * Proposes boxes that may hold an object of any class. A function of the pixels alone: the same
 * raster gives the same boxes in the same order, on any number of threads.
 *
 * <p>Every box lies inside the photo, has whole-number corners and sides of at least one pixel; no
 * box comes twice. A photo of any size and aspect, down to 1x1, is safe.
 */
public interface ProposalGenerator {

  /** The boxes of one photo; may be empty. */
  Proposals propose(Raster raster);

  /**
   * Name and settings in one line, such as {@code grid(sides=24,48;stride=0.4)}: equal descriptions
   * mean equal boxes, so this keys the stored proposals.
   */
  String describe();

  /** Whether the boxes are the same whatever a photo of the same size shows. */
  default boolean fixed() {
    return false;
  }
}
