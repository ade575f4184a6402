package io.faultline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PolygonTest {
  private static final Box PHOTO = new Box(0, 0, 100, 80);

  /** Concave outlines and ones that cross themselves, corners on the cuts included. */
  @Property(tries = 500)
  void theAreasOfTilesAddUpToTheWhole(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 12) int corners,
      @ForAll @DoubleRange(min = 1, max = 99) double x,
      @ForAll @DoubleRange(min = 1, max = 79) double y) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] xy = new double[2 * corners];
    for (int i = 0; i < xy.length; i++) {
      double cut = i % 2 == 0 ? x : y;
      xy[i] = random.nextInt(4) == 0 ? cut : random.nextInt(i % 2 == 0 ? 101 : 81);
    }
    Polygon whole = new Polygon(xy);
    double sum = 0;
    for (Box tile :
        new Box[] {
          new Box(0, 0, x, y), new Box(x, 0, 100, y), new Box(0, y, x, 80), new Box(x, y, 100, 80)
        }) {
      Polygon part = whole.within(tile).orElse(null);
      if (part != null) {
        sum += part.signedArea();
        for (int i = 0; i < part.corners(); i++) {
          assertThat(part.x(i)).isBetween(-1e-9, tile.width() + 1e-9);
          assertThat(part.y(i)).isBetween(-1e-9, tile.height() + 1e-9);
        }
      }
    }
    assertThat(sum).isCloseTo(whole.signedArea(), within(1e-6));
  }

  @Test
  void anOutlineInsideStaysAndOneOutsideGoes() {
    Polygon outline = new Polygon(new double[] {10, 10, 20, 10, 15, 30});
    assertThat(outline.within(PHOTO)).contains(outline);
    assertThat(outline.within(PHOTO.shift(100, 0))).isEmpty();
    assertThat(outline.within(new Box(5, 5, 50, 50)))
        .contains(new Polygon(new double[] {5, 5, 15, 5, 10, 25}));
    assertThat(outline.within(new Box(20, 0, 50, 50))).as("touches").isEmpty();
  }
}
