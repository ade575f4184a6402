package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoxRankingTest {
  @Test
  void theWeightsAreWhatSyntheticPhotosTeach() {
    List<Double> fitted = SyntheticRanking.weights(60);
    for (int i = 0; i < fitted.size(); i++) {
      assertThat(BoxRanking.CRACKS.weights().get(i))
          .as("weight %d; the fit gives %s", i, SyntheticRanking.source(fitted))
          .isCloseTo(fitted.get(i), within(0.05));
    }
  }

  @Test
  void aTightBoxComesBeforeALooseOneAndAnEmptyOne() {
    Raster photo = Photos.grey(200, 200, (x, y) -> Math.abs(x - 100) < 3 && y < 120 ? 40 : 160);
    Box tight = new Box(90, 0, 110, 122);
    Box loose = new Box(20, 0, 180, 160);
    Box empty = new Box(10, 20, 60, 140);
    Map<Box, Boolean> boxes = new HashMap<>();
    List.of(empty, loose, tight).forEach(box -> boxes.put(box, false));
    assertThat(BoxRanking.CRACKS.best(photo, boxes, 3)).startsWith(tight).hasSize(3);
    assertThat(BoxRanking.CRACKS.best(photo, boxes, 1)).containsExactly(tight);
  }

  @Property(tries = 50)
  void roundsKeepEveryBoxAndPutNearDuplicatesLast(
      @ForAll @IntRange(max = 120) int count,
      @ForAll @IntRange(max = 150) int budget,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HashSet<Box> distinct = new HashSet<>();
    for (int i = 0; i < count; i++) {
      distinct.add(
          Box.ofSize(
              random.nextInt(4),
              random.nextInt(4),
              10 + random.nextInt(8),
              10 + random.nextInt(8)));
    }
    List<Box> ranked = new ArrayList<>(distinct);
    List<Box> spread = BoxRanking.spread(ranked, budget);
    assertThat(spread)
        .hasSize(Math.min(budget, ranked.size()))
        .doesNotHaveDuplicates()
        .isSubsetOf(ranked)
        .isEqualTo(BoxRanking.spread(ranked, 200).subList(0, spread.size()));
    for (int i = 1; i < spread.size(); i++) {
      if (closest(spread, i) > 0.8) {
        for (int later = i + 1; later < spread.size(); later++) {
          assertThat(closest(spread, later)).isGreaterThan(0.8);
        }
        return;
      }
    }
  }

  private static double closest(List<Box> boxes, int position) {
    return boxes.subList(0, position).stream()
        .mapToDouble(boxes.get(position)::iou)
        .max()
        .orElse(0);
  }

  @Test
  void aPhotoWithoutLinesHasARankingToo() {
    assertThat(
            new Union(List.of(DenseGrid.sparse()), 40, Optional.of(BoxRanking.CRACKS))
                .propose(Photos.flat(64, 64))
                .boxes())
        .hasSize(40);
  }
}
