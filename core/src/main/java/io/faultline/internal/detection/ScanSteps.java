package io.faultline.internal.detection;

import java.util.List;

/**
 * The likely boxes of a tile after each step of scanning it, kept so that a trace can be made.
 *
 * @param likely as proposed; row {@code i} of the first features, {@code origin} its own place
 * @param moved after the first box regression; {@code likely} where there is none
 * @param chosen those of them that a second round looks at; {@code moved} where there is none
 * @param rescored the chosen ones with their second scores, low ones too; {@code chosen} where
 *     there is no second round
 * @param last what is left to be suppressed
 * @param rounds 0: boxes were not moved; 1: they were; 2: and scored again
 */
record ScanSteps(
    List<ScoredBox> likely,
    List<ScoredBox> moved,
    List<ScoredBox> chosen,
    List<ScoredBox> rescored,
    List<ScoredBox> last,
    int rounds) {

  /** The steps that gave boxes or scores anew, in their order. */
  List<List<ScoredBox>> distinct() {
    return switch (rounds) {
      case 0 -> List.of(likely);
      case 1 -> List.of(likely, moved);
      default -> List.of(likely, moved, rescored);
    };
  }
}
