package io.faultline.internal.tiling;

import io.faultline.detection.Detection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One object after the seams were looked at.
 *
 * @param detection its box over all pieces, with their highest score
 * @param pieces what it was made of, one at least
 */
public record SeamWhole(Detection detection, List<SeamPiece> pieces) {
  public SeamWhole {
    pieces = List.copyOf(pieces);
  }

  /** Whether one tile alone saw both. */
  boolean seenByTheTileOf(SeamWhole other) {
    return Stream.concat(pieces.stream(), other.pieces.stream())
            .map(SeamPiece::tile)
            .distinct()
            .count()
        == 1;
  }
}
