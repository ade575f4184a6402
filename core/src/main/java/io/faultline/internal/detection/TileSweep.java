package io.faultline.internal.detection;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.tiling.Tile;
import io.faultline.internal.tiling.TilePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * A scan that goes on past tiles that fail: what lies in the others is worth more than nothing, as
 * long as nobody takes the photo for clean.
 *
 * @param scan every tile of the plan; a skipped one holds nothing
 * @param skipped one line per skipped tile
 * @param coverage share of the photo's pixels that lies in a tile that was scanned
 */
record TileSweep(PhotoScan scan, List<String> skipped, double coverage) {

  /** What came of a tile: its scan, or why there is none. */
  private record Attempt(Optional<PhotoScan.TileScan> scan, Optional<RuntimeException> fault) {}

  /**
   * Scans tile by tile.
   *
   * @throws RuntimeException of the first tile where every tile fails; a fault that is not about
   *     the photo (such as a stop) at once. With {@code CANCELLED} where this thread is interrupted
   *     before a tile
   */
  static TileSweep of(
      TilePlan plan, Function<Tile, PhotoScan.TileScan> scanner, TileHelpers helpers) {
    List<Tile> tiles = plan.tiles();
    AtomicReferenceArray<Attempt> attempts = new AtomicReferenceArray<>(tiles.size());
    helpers.each(tiles.size(), i -> attempts.set(i, attempt(tiles.get(i), scanner)));
    List<PhotoScan.TileScan> scans = new ArrayList<>();
    List<Tile> seen = new ArrayList<>();
    List<RuntimeException> faults = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      Attempt attempt = attempts.get(i);
      scans.add(attempt.scan().orElseGet(PhotoScan.TileScan::skipped));
      attempt.scan().ifPresent(scan -> seen.add(tile));
      attempt
          .fault()
          .ifPresent(
              fault -> {
                faults.add(fault);
                skipped.add(line(tile, fault));
              });
    }
    if (seen.isEmpty() && !faults.isEmpty()) {
      throw faults.get(0);
    }
    return new TileSweep(new PhotoScan(plan, scans), List.copyOf(skipped), coverage(plan, seen));
  }

  private static Attempt attempt(Tile tile, Function<Tile, PhotoScan.TileScan> scanner) {
    if (Thread.currentThread().isInterrupted()) {
      throw new FaultlineException(Problem.CANCELLED, "detection: stopped");
    }
    try {
      return new Attempt(Optional.of(scanner.apply(tile)), Optional.empty());
    } catch (RuntimeException e) {
      if (e instanceof FaultlineException own && own.problem() != Problem.INPUT) {
        throw e;
      }
      return new Attempt(Optional.empty(), Optional.of(e));
    }
  }

  private static String line(Tile tile, RuntimeException fault) {
    String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    return String.format(
        "tile of %dx%d at %d, %d was skipped: %s",
        tile.width(),
        tile.height(),
        tile.x(),
        tile.y(),
        fault instanceof FaultlineException
            ? message
            : fault.getClass().getSimpleName() + ": " + message);
  }

  /**
   * Exact: the tiles' edges cut the photo into cells, each of which is seen whole or not at all.
   */
  private static double coverage(TilePlan plan, List<Tile> seen) {
    if (seen.size() == plan.tiles().size()) {
      return 1;
    }
    TreeSet<Integer> columns = new TreeSet<>(List.of(0, plan.widthPx()));
    TreeSet<Integer> rows = new TreeSet<>(List.of(0, plan.heightPx()));
    for (Tile tile : seen) {
      columns.addAll(List.of(tile.x(), tile.x() + tile.width()));
      rows.addAll(List.of(tile.y(), tile.y() + tile.height()));
    }
    double area = 0;
    int top = 0;
    for (int bottom : rows) {
      int left = 0;
      for (int right : columns) {
        int x = left;
        int y = top;
        boolean inside =
            seen.stream()
                .anyMatch(
                    tile ->
                        tile.x() <= x
                            && x < tile.x() + tile.width()
                            && tile.y() <= y
                            && y < tile.y() + tile.height());
        area += inside ? (double) (right - left) * (bottom - top) : 0;
        left = right;
      }
      top = bottom;
    }
    return area / ((double) plan.widthPx() * plan.heightPx());
  }
}
