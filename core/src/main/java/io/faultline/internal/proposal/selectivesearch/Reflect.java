package io.faultline.internal.proposal.selectivesearch;

/** Positions beyond a border, reflected about the outermost pixel's centre. */
final class Reflect {
  private Reflect() {}

  /** {@code position} where it lies in 0 .. length - 1, else its mirror image. */
  static int index(int position, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int at = Math.floorMod(position, period);
    return at < length ? at : period - at;
  }
}
