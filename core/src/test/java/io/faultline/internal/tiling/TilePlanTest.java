package io.faultline.internal.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TilePlanTest {
  @Property(tries = 100)
  void everyPixelIsCoveredAndTilesAreWhole(
      @ForAll @IntRange(min = 1, max = 150) int width,
      @ForAll @IntRange(min = 1, max = 150) int height,
      @ForAll @IntRange(min = 1, max = 90) int side,
      @ForAll @IntRange(max = 89) int anyOverlap) {
    int overlap = anyOverlap % side;
    // Overlaps near the side make very many tiles; the law is the same with fewer.
    overlap = Math.min(overlap, side * 3 / 4);
    TilePlan plan = TilePlan.of(width, height, Math.max(side, 8), overlap);
    boolean[][] covered = new boolean[height][width];
    for (Tile tile : plan.tiles()) {
      assertThat(tile.width()).isEqualTo(Math.min(Math.max(side, 8), width));
      assertThat(tile.height()).isEqualTo(Math.min(Math.max(side, 8), height));
      for (int y = tile.y(); y < tile.y() + tile.height(); y++) {
        for (int x = tile.x(); x < tile.x() + tile.width(); x++) {
          covered[y][x] = true;
        }
      }
    }
    for (boolean[] row : covered) {
      assertThat(row).doesNotContain(false);
    }
    assertThat(plan.tiles()).doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void neighboursShareTheOverlapAndNoTileIsIdle(
      @ForAll @IntRange(min = 1, max = 20_000) int length,
      @ForAll @IntRange(min = 20, max = 600) int side,
      @ForAll @IntRange(max = 19) int overlap) {
    List<Tile> tiles = TilePlan.of(length, 1, side, overlap).tiles();
    for (int i = 1; i < tiles.size(); i++) {
      int shared = tiles.get(i - 1).x() + side - tiles.get(i).x();
      assertThat(shared).isGreaterThanOrEqualTo(overlap).isLessThan(side);
    }
    int stride = side - overlap;
    int needed = length <= side ? 1 : (length - side + stride - 1) / stride + 1;
    assertThat(tiles).hasSize(needed);
  }

  @Example
  void oddPhotosHaveThePlansOneExpects() {
    assertThat(TilePlan.of(1, 10_000, 512, 64).tiles()).hasSize(23).allMatch(t -> t.width() == 1);
    assertThat(TilePlan.of(200, 100, 256, 64).tiles()).containsExactly(new Tile(0, 0, 200, 100));
    assertThat(TilePlan.of(256, 256, 256, 64).tiles()).hasSize(1);
    assertThat(TilePlan.of(300, 256, 256, 64).tiles())
        .containsExactly(new Tile(0, 0, 256, 256), new Tile(44, 0, 256, 256));
  }

  @Example
  void wrongNumbersAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> TilePlan.of(0, 5, 5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> TilePlan.of(5, 5, 5, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> TilePlan.of(5, 5, 5, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TilePlan(5, 5, List.of(new Tile(3, 0, 3, 3))));
  }
}
