package io.faultline.internal.settings;

import io.faultline.internal.region.NegativeSelection;

/**
 * Which negatives stay; see {@link NegativeSelection}.
 *
 * @param kind the rule
 * @param count the rule's number; not used by {@code all}
 */
public record NegativesConfig(Kind kind, int count) {
  /** The rules. */
  public enum Kind {
    /** Every negative. */
    ALL,
    /** Those of greatest IoU over the whole dataset. */
    HARDEST,
    /** So many per tenth of IoU and photo. */
    PER_BAND,
    /** Those among the largest so many proposals of each photo. */
    LARGEST
  }

  /** Checks the count, also where the rule does not use it. */
  public NegativesConfig {
    NegativeSelection unused = new NegativeSelection.Hardest(count);
  }

  public NegativeSelection selection() {
    return switch (kind) {
      case ALL -> new NegativeSelection.All();
      case HARDEST -> new NegativeSelection.Hardest(count);
      case PER_BAND -> NegativeSelection.PerBand.ofTenths(count);
      case LARGEST -> new NegativeSelection.CapPerImage(count);
    };
  }
}
