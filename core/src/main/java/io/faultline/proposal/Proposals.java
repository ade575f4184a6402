package io.faultline.proposal;

import io.faultline.geometry.Box;
import java.util.List;

/**
 * The proposed boxes of one photo without duplicates, best first if the generator ranks them.
 *
 * @param boxes in pixels of the photo
 * @param scores the generator's own scores, one for each box; finite, and higher is better. Empty
 *     if it gives none. Scores of two generators cannot be compared
 */
public record Proposals(List<Box> boxes, List<Double> scores) {

  /** Copies the lists and checks the scores. */
  public Proposals {
    boxes = List.copyOf(boxes);
    scores = List.copyOf(scores);
    if (!scores.isEmpty() && scores.size() != boxes.size()) {
      throw new IllegalArgumentException(
          boxes.size() + " boxes have " + scores.size() + " scores; give one for each, or none");
    }
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("a score is " + score + "; it must be finite");
      }
    }
  }

  /** Boxes without scores. */
  public Proposals(List<Box> boxes) {
    this(boxes, List.of());
  }
}
