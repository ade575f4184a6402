package io.faultline.internal.labels.masks;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.image.Mask;
import io.faultline.internal.image.Morphology;
import io.faultline.internal.reading.MaskValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells masks that show their objects as what is not set: more than half of the mask is set, and
 * nearly all of its border.
 */
final class MaskInversions {
  private static final int EXAMPLES = 3;
  private static final double MAX = 0.5;
  private static final double NEARLY_ALL = 0.9;

  /** What is not set looks like cracks where closing gaps of this share of a side takes most. */
  private static final int CRACK_SHARE = 16;

  private static final int MIN_CLOSING = 9;
  private static final double LEFT_OF_CRACKS = 0.2;

  private MaskInversions() {}

  /** Whether one mask looks inverted by its share and its border. */
  static boolean suspect(MaskSurvey mask, Predicate<MaskValue> set) {
    return mask.share(set) > MAX && mask.borderShare(set) >= NEARLY_ALL;
  }

  /**
   * Whether the masks of a folder are inverted because their files say that 0 is white.
   *
   * @param masks those that show anything
   * @throws FaultlineException with {@link Problem#INPUT} where most look inverted and nothing says
   *     that they are
   */
  static boolean byFile(
      List<MaskSurvey> masks, Function<MaskSurvey, Predicate<MaskValue>> set, String source) {
    List<MaskSurvey> suspects =
        masks.stream().filter(mask -> suspect(mask, set.apply(mask))).toList();
    if (suspects.size() <= masks.size() * MAX) {
      return false;
    }
    if (masks.stream().allMatch(MaskSurvey::whiteIsZero)) {
      return true;
    }
    throw new FaultlineException(
        Problem.INPUT,
        source
            + ": "
            + suspects.size()
            + " of "
            + masks.size()
            + " masks look inverted: most of each is set, and its border; "
            + suspects.stream()
                .limit(EXAMPLES)
                .map(
                    mask ->
                        String.format(
                            java.util.Locale.ROOT,
                            "%s: %.1f %%",
                            mask.name(),
                            100 * mask.share(set.apply(mask))))
                .collect(Collectors.joining(" | "))
            + ". --invert takes what is not set for the objects, --no-invert takes the masks as"
            + " they are");
  }

  /** Whether what is not set looks like cracks: it is thin. */
  static boolean showsCracks(Mask mask) {
    long holes = (long) mask.width() * mask.height() - mask.area();
    int side = Math.max(MIN_CLOSING, Math.min(mask.width(), mask.height()) / CRACK_SHARE);
    Mask closed = Morphology.close(mask, side);
    long left = (long) mask.width() * mask.height() - closed.area();
    return holes > 0 && left <= LEFT_OF_CRACKS * holes;
  }
}
