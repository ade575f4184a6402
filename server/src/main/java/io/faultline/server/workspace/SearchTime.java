package io.faultline.server.workspace;

/**
 * What the detector did in the background since the workspace was opened.
 *
 * @param photos that were searched, unreadable ones too
 * @param seconds that it took, all together
 */
public record SearchTime(long photos, double seconds) {
  /** Before the first photo. */
  static final SearchTime NONE = new SearchTime(0, 0);

  SearchTime plus(double more) {
    return new SearchTime(photos + 1, seconds + more);
  }
}
