package io.faultline.internal.tiling;

import java.util.ArrayList;
import java.util.List;

/**
 * Overlapping tiles that together cover every pixel of a photo. The last tile of a row or column is
 * moved inwards rather than padded, so all tiles have the same size and hold only photo; along a
 * side that is shorter than a tile there is one tile of the photo's own length.
 *
 * @param widthPx the photo's width
 * @param heightPx the photo's height
 * @param tiles row by row, from the left upper corner
 */
public record TilePlan(int widthPx, int heightPx, List<Tile> tiles) {

  /** Copies the list and checks that every tile lies inside the photo. */
  public TilePlan {
    tiles = List.copyOf(tiles);
    for (Tile tile : tiles) {
      if (tile.x() + tile.width() > widthPx || tile.y() + tile.height() > heightPx) {
        throw new IllegalArgumentException(
            tile + " reaches outside the photo of " + widthPx + "x" + heightPx);
      }
    }
  }

  /**
   * Lays tiles over a photo.
   *
   * @param widthPx the photo's width, at least 1
   * @param heightPx the photo's height, at least 1
   * @param tileSidePx the side of a tile, at least 1
   * @param overlapPx how much neighbours share at least, in {@code [0, tileSidePx)}; objects
   *     thinner than this are seen by both
   * @throws IllegalArgumentException for anything outside these ranges
   */
  public static TilePlan of(int widthPx, int heightPx, int tileSidePx, int overlapPx) {
    if (!(widthPx > 0) || !(heightPx > 0) || !(tileSidePx > 0)) {
      throw new IllegalArgumentException(
          "photo is "
              + widthPx
              + "x"
              + heightPx
              + ", tile side is "
              + tileSidePx
              + "; all must be > 0");
    }
    if (overlapPx < 0 || overlapPx >= tileSidePx) {
      throw new IllegalArgumentException(
          "tile overlap is " + overlapPx + "; it must be in [0, " + tileSidePx + ")");
    }
    List<Tile> tiles = new ArrayList<>();
    for (int y : starts(heightPx, tileSidePx, overlapPx)) {
      for (int x : starts(widthPx, tileSidePx, overlapPx)) {
        tiles.add(new Tile(x, y, Math.min(tileSidePx, widthPx), Math.min(tileSidePx, heightPx)));
      }
    }
    return new TilePlan(widthPx, heightPx, tiles);
  }

  private static int[] starts(int length, int side, int overlap) {
    if (length <= side) {
      return new int[1];
    }
    int stride = side - overlap;
    int last = length - side;
    int[] starts = new int[1 + (last - 1) / stride + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = (int) Math.min((long) i * stride, last);
    }
    return starts;
  }
}
