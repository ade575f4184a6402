package io.faultline.server.workspace.picture;

/**
 * The tiles of a photo at all zoom levels. At {@link #maxZoom} a pixel of a tile is a pixel of the
 * photo; every level below has half the size, rounded up, and at level 0 the photo is one tile.
 * Tiles at the right and lower border are cut where the photo ends.
 *
 * @param widthPx of the photo
 * @param heightPx of the photo
 */
public record TileGrid(int widthPx, int heightPx) {
  /** Side of a tile in pixels. */
  public static final int TILE_PX = 256;

  /** Checks the size. */
  public TileGrid {
    if (!(widthPx > 0) || !(heightPx > 0)) {
      throw new IllegalArgumentException("size is " + widthPx + "x" + heightPx);
    }
  }

  /** The level of full resolution; 0 for a photo of one tile. */
  public int maxZoom() {
    int zoom = 0;
    while (Math.max(widthPx, heightPx) > (long) TILE_PX << zoom) {
      zoom++;
    }
    return zoom;
  }

  /** Width of the photo at a level. */
  int width(int zoom) {
    return reduced(widthPx, zoom);
  }

  /** Height of the photo at a level. */
  int height(int zoom) {
    return reduced(heightPx, zoom);
  }

  /** Number of tiles side by side at a level. */
  int columns(int zoom) {
    return (width(zoom) + TILE_PX - 1) / TILE_PX;
  }

  /** Number of tiles below one another at a level. */
  int rows(int zoom) {
    return (height(zoom) + TILE_PX - 1) / TILE_PX;
  }

  /** Whether there is such a tile. */
  public boolean has(int zoom, int x, int y) {
    return zoom >= 0
        && zoom <= maxZoom()
        && x >= 0
        && x < columns(zoom)
        && y >= 0
        && y < rows(zoom);
  }

  /** The place of a tile in a list that goes from level to level, and from row to row. */
  int place(int zoom, int x, int y) {
    int before = 0;
    for (int level = 0; level < zoom; level++) {
      before += columns(level) * rows(level);
    }
    return before + y * columns(zoom) + x;
  }

  /** Number of tiles at all levels. */
  int tiles() {
    return place(maxZoom() + 1, 0, 0);
  }

  private int reduced(int side, int zoom) {
    int steps = maxZoom() - zoom;
    return steps < 0 ? side : (int) ((side + (1L << steps) - 1) >> steps);
  }
}
