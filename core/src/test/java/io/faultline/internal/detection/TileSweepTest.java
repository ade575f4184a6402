package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.internal.tiling.Tile;
import io.faultline.internal.tiling.TilePlan;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TileSweepTest {
  /** Three tiles of 100 at 0, 80 and 150 in a photo of 250 x 40. */
  private static final TilePlan PLAN = TilePlan.of(250, 40, 100, 20);

  @Test
  void everyTileIsScannedAndCounts() {
    TileSweep sweep = sweep(TileSweepTest::scan);
    assertThat(PLAN.tiles()).hasSize(3);
    assertThat(sweep.coverage()).isEqualTo(1);
    assertThat(sweep.skipped()).isEmpty();
    assertThat(sweep.scan().tiles()).hasSize(3);
  }

  @Test
  void aTileThatFailsIsSkippedAndNoPixelOfItCountsUnlessANeighbourSawIt() {
    TileSweep sweep = sweep(failing(Set.of(0)));
    // The first tile is seen from x = 80 on by the second.
    assertThat(sweep.coverage()).isEqualTo((250 - 80) / 250.0);
    assertThat(sweep.skipped())
        .containsExactly("tile of 100x40 at 0, 0 was skipped: IllegalStateException: broken");
    assertThat(sweep.scan().tiles()).hasSize(3);
    assertThat(sweep.scan().tiles().get(0).boxes()).isEmpty();
    assertThat(sweep(failing(Set.of(80))).coverage()).isEqualTo(200 / 250.0);
    assertThat(sweep(failing(Set.of(0, 150))).coverage()).isEqualTo(100 / 250.0);
  }

  @Test
  void aPhotoOfWhichNothingCouldBeSeenIsAFault() {
    assertThatThrownBy(() -> sweep(failing(Set.of(0, 80, 150))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStopIsNoFaultOfATile() {
    assertThatThrownBy(
            () ->
                sweep(
                    tile -> {
                      throw new FaultlineException(Problem.CANCELLED, "stopped");
                    }))
        .hasMessage("stopped");
  }

  private static TileSweep sweep(Function<Tile, PhotoScan.TileScan> scanner) {
    return TileSweep.of(PLAN, scanner, TileHelpers.NONE);
  }

  private static Function<Tile, PhotoScan.TileScan> failing(Set<Integer> lefts) {
    return tile -> {
      if (lefts.contains(tile.x())) {
        throw new IllegalStateException("broken\nsecond line");
      }
      return scan(tile);
    };
  }

  private static PhotoScan.TileScan scan(Tile tile) {
    ScanSteps none = new ScanSteps(List.of(), List.of(), List.of(), List.of(), List.of(), 0);
    return new PhotoScan.TileScan(
        List.of(new Box(tile.x(), 0, tile.x() + 1, 1)), new float[][] {{0.5f}}, List.of(), none);
  }
}
