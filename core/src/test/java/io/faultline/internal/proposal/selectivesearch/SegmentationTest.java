package io.faultline.internal.proposal.selectivesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.image.Raster;
import io.faultline.internal.proposal.Photos;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationTest {
  private static final Raster PHOTO = Photos.cracked(120, 90);

  private static ComponentGraph graph(Raster photo) {
    return PixelGraph.of(ColourSpace.HSV.planes(photo), photo.width(), photo.height());
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 150, 450})
  void isOpenCvsSegmentation(int k) {
    int[] labels = graph(PHOTO).segment(k, 100);
    try (PointerScope scope = new PointerScope()) {
      Mat rgb = new Mat(90, 120, opencv_core.CV_8UC3);
      rgb.data().put(PHOTO.toBytes());
      Mat hsv = new Mat();
      opencv_imgproc.cvtColor(rgb, hsv, opencv_imgproc.COLOR_RGB2HSV);
      Mat theirs = new Mat();
      opencv_ximgproc.createGraphSegmentation(0.8, k, 100).processImage(hsv, theirs);
      try (IntIndexer at = theirs.createIndexer()) {
        for (int i = 0; i < labels.length; i++) {
          assertThat(labels[i]).isEqualTo(at.get(i / 120, i % 120));
        }
      }
    }
  }

  @Property(tries = 40)
  void mergesThatAllScalesShareMayBeDoneFirst(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 500) int k,
      @ForAll @IntRange(max = 300) int more) {
    ComponentGraph graph = graph(Photos.cracked(width, height));
    assertThat(graph.mergedUntilRefused(k).segment(k + more, 20))
        .isEqualTo(graph.segment(k + more, 20));
  }

  @Test
  void measuresSegmentsAndTheirNeighbours() {
    int[] labels = {
      0, 0, 1, 1, //
      0, 2, 1, 1, //
      3, 3, 3, 3
    };
    Segmentation segments = Segmentation.of(labels, 4, 3);
    assertThat(segments.count()).isEqualTo(4);
    assertThat(segments.sizes(4)).containsExactly(3, 4, 1, 4);
    assertThat(segments.corners(4)).containsExactly(0, 0, 2, 2, 2, 0, 4, 2, 1, 1, 2, 2, 0, 2, 4, 3);
    Set<List<Integer>> pairs = new HashSet<>();
    int[] neighbours = segments.neighbours();
    for (int i = 0; i < neighbours.length; i += 2) {
      assertThat(pairs.add(List.of(neighbours[i], neighbours[i + 1]))).isTrue();
    }
    assertThat(pairs)
        .containsExactlyInAnyOrder(
            List.of(0, 1),
            List.of(0, 2),
            List.of(1, 2),
            List.of(0, 3),
            List.of(2, 3),
            List.of(1, 3));
  }

  @Test
  void segmentsThatTouchAtACornerAreNeighboursBothWays() {
    assertThat(Segmentation.of(new int[] {0, 1, 2, 3}, 2, 2).neighbours()).hasSize(12);
  }
}
