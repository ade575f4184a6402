package io.faultline.internal.proposal.selectivesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.image.Raster;
import io.faultline.internal.proposal.Photos;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HierarchicalGroupingTest {
  private static final Raster PHOTO = Photos.cracked(120, 90);
  private static final byte[][] PLANES = ColourSpace.LAB.planes(PHOTO);
  private static final byte[][] CODES = TextureCodes.of(PLANES, 120, 90);

  private static Segmentation segments(float k) {
    return Segmentation.of(PixelGraph.of(PLANES, 120, 90).segment(k, 20), 120, 90);
  }

  private static RegionHistograms histograms(Segmentation segments) {
    return RegionHistograms.of(List.of(segments), PLANES, CODES).get(0);
  }

  @ParameterizedTest
  @EnumSource
  void endsWithOneRegionThatIsThePhoto(Similarity similarity) {
    Segmentation segments = segments(20);
    int[] boxes = HierarchicalGrouping.boxes(segments, histograms(segments), similarity);
    assertThat(segments.count()).isGreaterThan(10);
    assertThat(boxes).hasSize(4 * (2 * segments.count() - 1));
    assertThat(Arrays.copyOfRange(boxes, boxes.length - 4, boxes.length))
        .containsExactly(0, 0, 120, 90);
  }

  @Test
  void smallestPairsMergeFirstBySize() {
    Segmentation stripes = Segmentation.of(new int[] {0, 0, 0, 0, 1, 1, 2, 3, 3, 3}, 10, 1);
    RegionHistograms none =
        RegionHistograms.of(List.of(stripes), new byte[1][10], new byte[4][10]).get(0);
    int[] boxes = HierarchicalGrouping.boxes(stripes, none, Similarity.SIZE);
    assertThat(Arrays.copyOfRange(boxes, 16, 28))
        .containsExactly(4, 0, 7, 1, 4, 0, 10, 1, 0, 0, 10, 1);
  }

  @Test
  void histogramsOfSeveralSegmentationsAreThoseOfEach() {
    List<Segmentation> several = List.of(segments(20), segments(60), segments(200));
    List<RegionHistograms> together = RegionHistograms.of(several, PLANES, CODES);
    for (int i = 0; i < several.size(); i++) {
      RegionHistograms alone = histograms(several.get(i));
      for (int b = 1; b < several.get(i).count(); b++) {
        assertThat(together.get(i).colour(0, b)).isEqualTo(alone.colour(0, b));
        assertThat(together.get(i).texture(0, b)).isEqualTo(alone.texture(0, b));
      }
    }
  }

  @Test
  void similaritiesAreSharesAndARegionEqualsItself() {
    Segmentation segments = segments(20);
    RegionHistograms histograms = histograms(segments);
    for (int a = 0; a < segments.count(); a++) {
      assertThat(histograms.colour(a, a)).isBetween(0.99f, 1f);
      assertThat(histograms.texture(a, a)).isBetween(0.99f, 1f);
      assertThat(histograms.texture(0, a)).isBetween(0f, 1f);
      assertThat(histograms.colour(0, a)).isEqualTo(histograms.colour(a, 0));
    }
  }

  @Test
  void theHeapGivesTheGreatestFirst() {
    SplittableRandom random = new SplittableRandom(3);
    LongHeap heap = new LongHeap(1);
    PriorityQueue<Long> expected = new PriorityQueue<>((a, b) -> Long.compare(b, a));
    for (int i = 0; i < 2000; i++) {
      if (random.nextInt(3) > 0 || expected.isEmpty()) {
        long value = random.nextLong(500);
        heap.push(value);
        expected.add(value);
      } else {
        assertThat(heap.pop()).isEqualTo(expected.remove());
      }
    }
    while (!expected.isEmpty()) {
      assertThat(heap.pop()).isEqualTo(expected.remove());
    }
    assertThat(heap.isEmpty()).isTrue();
  }
}
