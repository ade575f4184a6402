package io.faultline.internal.settings;

import io.faultline.internal.dataset.GroupRule;

/**
 * How photos are split.
 *
 * @param heldOut share of the photos, in whole groups, that chooses the best epoch and the
 *     threshold; 0 holds out nothing
 * @param group which photos belong together: {@code auto}, {@code photo}, {@code underscore:N} or
 *     {@code regex:PATTERN}
 */
public record DataConfig(double heldOut, String group) {
  /** Checks the share and the rule. */
  public DataConfig {
    if (!(heldOut >= 0) || !(heldOut < 1)) {
      throw new IllegalArgumentException("held-out is " + heldOut + "; it must be in [0, 1)");
    }
    GroupRule unused = GroupRule.parse(group);
  }
}
