package io.faultline.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.geometry.Box;
import io.faultline.internal.bundle.OperatingPoint;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final OperatingPoint POINT =
      new OperatingPoint(0.2, 0.7, new OperatingPoint.Stated("for a test"));

  @Property
  void onlyAPhotoThatWasSeenAsAWholeIsClean(
      @ForAll @DoubleRange(min = 0, max = 1) double score,
      @ForAll @DoubleRange(min = 0, max = 1) double coverage,
      @ForAll boolean doubtful) {
    Verdict verdict = POINT.judge(List.of(detection(score)), coverage, doubtful);
    assertThat(verdict == Verdict.CLEAN).isEqualTo(score < 0.2 && coverage == 1 && !doubtful);
    assertThat(verdict == Verdict.CRACK).isEqualTo(score >= 0.7);
  }

  @Test
  void bothScoresCountFromWhereTheyAre() {
    assertThat(POINT.judge(List.of(detection(0.2)), 1, false)).isEqualTo(Verdict.REVIEW);
    assertThat(POINT.judge(List.of(detection(0.7)), 0.1, false)).isEqualTo(Verdict.CRACK);
    assertThat(POINT.judge(List.of(), 1, false)).isEqualTo(Verdict.CLEAN);
    assertThat(POINT.judge(List.of(), 0.999, false)).isEqualTo(Verdict.REVIEW);
    assertThat(POINT.judge(List.of(), Double.NaN, false)).isEqualTo(Verdict.REVIEW);
    assertThat(POINT.judge(List.of(), 1, true)).isEqualTo(Verdict.REVIEW);
    assertThat(POINT.judge(List.of(detection(0.7)), 1, true)).isEqualTo(Verdict.CRACK);
    assertThat(POINT.judge(List.of(detection(0.1), detection(0.9)), 1, false))
        .isEqualTo(Verdict.CRACK);
  }

  @Test
  void aJudgementCannotCallAPhotoCleanThatIsNot() {
    for (PhotoJudgement fine :
        List.of(
            new PhotoJudgement(Verdict.CLEAN, 1, List.of(), List.of()),
            new PhotoJudgement(Verdict.REVIEW, 0, List.of(), List.of("all")))) {
      assertThat(fine.bestScore()).isEqualTo(-1);
    }
    assertThatThrownBy(() -> new PhotoJudgement(Verdict.CLEAN, 0.99, List.of(), List.of()))
        .hasMessageContaining("verdict is CLEAN with a coverage of 0.99");
    assertThatThrownBy(
            () -> new PhotoJudgement(Verdict.CLEAN, 1, List.of(detection(0.3)), List.of()))
        .hasMessageContaining("1 detections");
    assertThatThrownBy(() -> new PhotoJudgement(Verdict.CLEAN, 1, List.of(), List.of("a tile")))
        .hasMessageContaining("verdict is CLEAN");
    assertThatThrownBy(
            () ->
                new PhotoJudgement(
                    Verdict.CLEAN, 1, List.of(), List.of(), List.of("damaged"), List.of()))
        .hasMessageContaining("1 doubts");
    assertThatThrownBy(() -> new PhotoJudgement(Verdict.REVIEW, Double.NaN, List.of(), List.of()))
        .hasMessageContaining("coverage is NaN");
  }

  private static Detection detection(double score) {
    return new Detection(1, new Box(0, 0, 1, 1), score);
  }
}
