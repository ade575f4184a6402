package io.faultline.internal.codec.jpeg;

import io.faultline.internal.codec.jpeg.JpegFrame.Component;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How much of every coefficient of a JPEG its scans have brought so far. */
final class JpegProgress {
  /** Of a coefficient that no scan brought. */
  private static final int NOTHING = -1;

  private final JpegFrame frame;

  /** By component and coefficient: how many low bits are missing, or nothing came yet. */
  private final Map<Component, int[]> missing = new HashMap<>();

  private final Map<Component, long[]> known = new HashMap<>();

  JpegProgress(JpegFrame frame) {
    this.frame = frame;
    for (Component component : frame.components()) {
      int[] nothing = new int[64];
      Arrays.fill(nothing, NOTHING);
      missing.put(component, nothing);
    }
  }

  /** A bit for every coefficient of a component's blocks that is not 0 so far. */
  long[] known(Component component) {
    return known.computeIfAbsent(component, c -> new long[c.blocks()]);
  }

  /** Whether a scan goes on where the ones before it stopped. */
  boolean fits(JpegScan scan) {
    for (JpegBlocks.Coding coding : scan.codings()) {
      int[] bits = missing.getOrDefault(coding.component(), new int[0]);
      if (scan.from() > 0 && bits[0] == NOTHING) {
        return false;
      }
      for (int k = scan.from(); k <= scan.to(); k++) {
        if (scan.before() != Math.max(0, bits[k])) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes what a whole scan brought. */
  void add(JpegScan scan) {
    for (JpegBlocks.Coding coding : scan.codings()) {
      int[] bits = missing.getOrDefault(coding.component(), new int[0]);
      Arrays.fill(bits, scan.from(), scan.to() + 1, scan.shift());
    }
  }

  /**
   * The share of the photo that has come, in [0, 1]: that of its coefficients, where one of which n
   * low bits are missing counts 1 / 2^n.
   */
  double share() {
    double come = 0;
    double all = 0;
    for (Component component : frame.components()) {
      double blocks = component.blocks();
      all += 64 * blocks;
      for (int bits : missing.getOrDefault(component, new int[0])) {
        come += bits == NOTHING ? 0 : blocks / (1 << bits);
      }
    }
    return come / all;
  }
}
