package io.faultline.proposal;

import io.faultline.geometry.Box;
import java.util.List;

/** The proposed boxes of one photo, best first where the generator ranks them; no duplicates. */
public record Proposals(List<Box> boxes) {

  /** Copies the list. */
  public Proposals {
    boxes = List.copyOf(boxes);
  }
}
