package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelComponentsTest {
  private static Set<List<Integer>> found(short[] values, int width, int... thresholds) {
    Set<List<Integer>> found = new HashSet<>();
    new LevelComponents(LevelComponents.levels(values, thresholds), width)
        .report(
            thresholds.length,
            (left, top, right, bottom) -> found.add(List.of(left, top, right, bottom)));
    return found;
  }

  /** OpenCV labels what exceeds each threshold by itself. */
  private static Set<List<Integer>> labelled(short[] values, int width, int... thresholds) {
    Set<List<Integer>> labelled = new HashSet<>();
    for (int threshold : thresholds) {
      byte[] above = new byte[values.length];
      for (int i = 0; i < above.length; i++) {
        above[i] = (byte) ((values[i] & 0xFFFF) > threshold ? 255 : 0);
      }
      try (PointerScope scope = new PointerScope()) {
        Mat mask = new Mat(values.length / width, width, opencv_core.CV_8U);
        mask.data().put(above);
        Mat stats = new Mat();
        int count = opencv_imgproc.connectedComponentsWithStats(mask, new Mat(), stats, new Mat());
        try (IntIndexer at = stats.createIndexer()) {
          for (int i = 1; i < count; i++) {
            int left = at.get(i, opencv_imgproc.CC_STAT_LEFT);
            int top = at.get(i, opencv_imgproc.CC_STAT_TOP);
            labelled.add(
                List.of(
                    left,
                    top,
                    left + at.get(i, opencv_imgproc.CC_STAT_WIDTH) - 1,
                    top + at.get(i, opencv_imgproc.CC_STAT_HEIGHT) - 1));
          }
        }
      }
    }
    return labelled;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 60})
  void equalWhatOpenCvLabelsAtEveryThreshold(int width) {
    SplittableRandom random = new SplittableRandom(width);
    for (int round = 0; round < 40; round++) {
      short[] values = new short[width * (1 + random.nextInt(40))];
      int most = random.nextBoolean() ? 8 : 65_536;
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) random.nextInt(most);
      }
      int[] thresholds =
          IntStream.range(0, 1 + random.nextInt(6))
              .map(i -> -random.nextInt(most))
              .sorted()
              .map(i -> -i)
              .toArray();
      assertThat(found(values, width, thresholds))
          .as("width %d, round %d", width, round)
          .isEqualTo(labelled(values, width, thresholds));
    }
  }

  @Test
  void takeValuesWithoutSign() {
    assertThat(found(new short[] {(short) 65_535, 0, (short) 40_000}, 3, 65_534, 39_999))
        .containsExactlyInAnyOrder(List.of(0, 0, 0, 0), List.of(2, 0, 2, 0));
    assertThat(found(new short[] {(short) 65_535}, 1, 65_535)).isEmpty();
  }

  @Test
  void cornersJoin() {
    assertThat(found(new short[] {9, 0, 0, 5}, 2, 7, 3))
        .containsExactlyInAnyOrder(List.of(0, 0, 0, 0), List.of(0, 0, 1, 1));
  }
}
