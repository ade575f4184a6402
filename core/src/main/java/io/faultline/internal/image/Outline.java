package io.faultline.internal.image;

import java.util.Arrays;

/** Traces the outer border of an 8-connected component along the edges of its pixels. */
final class Outline {
  /** East, south, west, north: a step to the next corner. */
  private static final int[] DX = {1, 0, -1, 0};

  private static final int[] DY = {0, 1, 0, -1};

  private Outline() {}

  /**
   * Walks clockwise with the component on the right hand. At each corner it turns left if it can,
   * which takes in a pixel that is joined at the corner only; otherwise it goes straight on if it
   * can; otherwise it turns right. The first corner touches one pixel alone, so coming back to it
   * ends the walk.
   */
  static double[] trace(Mask pixels, int left, int top) {
    int startX = 0;
    while (!pixels.at(startX, 0)) {
      startX++;
    }
    double[] corners = new double[64];
    int used = 0;
    int x = startX;
    int y = 0;
    int heading = 0;
    do {
      if (used + 2 > corners.length) {
        corners = Arrays.copyOf(corners, used * 2);
      }
      corners[used++] = left + x;
      corners[used++] = top + y;
      int turn;
      do {
        x += DX[heading];
        y += DY[heading];
        turn = turn(pixels, x, y, heading);
      } while (turn == 0);
      heading = (heading + turn) & 3;
    } while (x != startX || y != 0);
    return Arrays.copyOf(corners, used);
  }

  /** -1 for left, 0 for straight on, 1 for right. */
  private static int turn(Mask pixels, int x, int y, int heading) {
    boolean aheadLeft;
    boolean aheadRight;
    switch (heading) {
      case 0 -> {
        aheadLeft = set(pixels, x, y - 1);
        aheadRight = set(pixels, x, y);
      }
      case 1 -> {
        aheadLeft = set(pixels, x, y);
        aheadRight = set(pixels, x - 1, y);
      }
      case 2 -> {
        aheadLeft = set(pixels, x - 1, y);
        aheadRight = set(pixels, x - 1, y - 1);
      }
      default -> {
        aheadLeft = set(pixels, x - 1, y - 1);
        aheadRight = set(pixels, x, y - 1);
      }
    }
    if (aheadLeft) {
      return -1;
    }
    return aheadRight ? 0 : 1;
  }

  private static boolean set(Mask pixels, int x, int y) {
    return x >= 0 && y >= 0 && x < pixels.width() && y < pixels.height() && pixels.at(x, y);
  }
}
