package io.faultline.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SuppressionLawsTest {
  private static final Box FIRST = new Box(0, 0, 10, 10);
  private static final Box SHIFTED = new Box(5, 0, 15, 10);
  private static final Box FAR = new Box(100, 100, 110, 110);

  @Test
  void softFollowsThePaper() {
    double[] scores = {0.9, 0.8, 0.7};
    double[] after = SoftNms.scores(List.of(FIRST, SHIFTED, FAR), scores, 0.5);
    double iou = 1.0 / 3;
    assertThat(after)
        .containsExactly(new double[] {0.9, 0.8 * Math.exp(-iou * iou / 0.5), 0.7}, within(1e-12));
  }

  @Test
  void softVisitsByTheScoreThatIsLeft() {
    // The second falls below the third because of the first, and so no longer takes from it.
    List<Box> boxes = List.of(FIRST, new Box(0, 0, 10, 9), new Box(0, 0, 10, 5));
    double[] after = SoftNms.scores(boxes, new double[] {1, 0.9, 0.8}, 0.5);
    assertThat(after[2]).isCloseTo(0.8 * Math.exp(-0.5), within(1e-12));
    assertThat(after[1]).isLessThan(after[2]);
  }

  @Property
  void softNeverRaisesAScoreAndKeepsTheBest(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
    double[] scores = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    List<Box> boxes = row(scores.length);
    double[] after = SoftNms.scores(boxes, scores, 0.5);
    for (int i = 0; i < scores.length; i++) {
      assertThat(after[i]).isBetween(0.0, scores[i]);
    }
    assertThat(DoubleStream.of(after).max()).isEqualTo(DoubleStream.of(scores).max());
  }

  @Property
  void aVoteLiesBetweenTheVoters(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0.01, max = 1) Double> drawn) {
    double[] scores = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    List<Box> boxes = row(scores.length);
    Box fused = BoxVoting.fuse(boxes.get(0), boxes, scores, 0.5);
    assertThat(fused.x1()).isBetween(0.0, boxes.get(boxes.size() - 1).x1());
    assertThat(fused.width()).isCloseTo(10, within(1e-9));
    assertThat(fused.y1()).isEqualTo(0);
  }

  @Test
  void aBoxThatNobodyAgreesWithStaysWhereItIs() {
    assertThat(BoxVoting.fuse(FIRST, List.of(FIRST, FAR), new double[] {0.5, 1}, 0.5))
        .isEqualTo(FIRST);
    assertThat(BoxVoting.fuse(FIRST, List.of(), new double[0], 0.5)).isEqualTo(FIRST);
    assertThat(BoxVoting.fuse(FIRST, List.of(FIRST), new double[] {0}, 0.5)).isEqualTo(FIRST);
  }

  @Test
  void votesAreWeightedByScore() {
    Box other = new Box(2, 0, 12, 10);
    assertThat(BoxVoting.fuse(FIRST, List.of(FIRST, other), new double[] {3, 1}, 0.5).x1())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void badValuesAreRefused() {
    List<Box> one = List.of(FIRST);
    assertThatThrownBy(() -> SoftNms.scores(one, new double[0], 0.5)).hasMessageContaining("score");
    assertThatThrownBy(() -> SoftNms.scores(one, new double[] {Double.NaN}, 0.5))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> SoftNms.scores(one, new double[] {1}, 0))
        .hasMessageContaining("sigma");
    assertThatThrownBy(() -> BoxVoting.fuse(FIRST, one, new double[2], 0.5))
        .hasMessageContaining("voter");
    assertThatThrownBy(() -> BoxVoting.fuse(FIRST, one, new double[] {1}, 0))
        .hasMessageContaining("IoU");
    assertThat(SoftNms.scores(List.of(), new double[0], 0.5)).isEmpty();
  }

  /** Boxes one pixel further right each. */
  private static List<Box> row(int count) {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boxes.add(new Box(i, 0, i + 10, 10));
    }
    return boxes;
  }
}
