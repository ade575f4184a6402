package io.faultline.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private static final Category CRACK = new Category(1, "crack");
  private static final Category STAIN = new Category(2, "stain");
  private static final List<Category> BOTH = List.of(CRACK, STAIN);
  private static final OperatingPoint MODEL =
      new OperatingPoint(0.5, 0.6, new OperatingPoint.Stated("for a test"));

  private static Detection detection(Category category, double score) {
    return new Detection(category.id(), new Box(0, 0, 9, 9), score);
  }

  @Test
  void everyClassIsReportedFromItsOwnScore() {
    Thresholds thresholds = new Thresholds(0.5, Map.of(STAIN.id(), 0.2));
    assertThat(thresholds.reports(detection(STAIN, 0.2))).isTrue();
    assertThat(thresholds.reports(detection(STAIN, 0.199))).isFalse();
    assertThat(thresholds.reports(detection(CRACK, 0.499))).isFalse();
    assertThat(thresholds.reports(detection(CRACK, 0.5))).isTrue();
    assertThat(thresholds.renumbered(Map.of(2, 7)).of(7)).isEqualTo(0.2);
  }

  @Test
  void whatEqualsTheCommonScoreIsNoException() {
    assertThat(new Thresholds(0.5, Map.of(1, 0.5))).isEqualTo(Thresholds.all(0.5));
    assertThatThrownBy(() -> new Thresholds(0.5, Map.of(1, Double.NaN)))
        .hasMessageContaining("threshold is NaN");
  }

  @Property(tries = 50)
  void oneScoreForAllJudgesAsTheSameScoreForEach(@ForAll long seed) {
    Random random = new Random(seed);
    double threshold = random.nextDouble();
    OperatingPoint all = MODEL.at(threshold, "x");
    OperatingPoint each = MODEL.at(CRACK, threshold, "x").at(STAIN, threshold, "x");
    List<Detection> found =
        List.of(detection(CRACK, random.nextDouble()), detection(STAIN, random.nextDouble()));
    assertThat(each.judge(found, 1)).isEqualTo(all.judge(found, 1));
    found.forEach(one -> assertThat(each.reports(one)).isEqualTo(all.reports(one)));
  }

  @Test
  void aPhotoIsJudgedByTheScoresOfTheClasses() {
    OperatingPoint point = MODEL.at(STAIN, 0.8, "by hand");
    assertThat(point.judge(List.of(detection(STAIN, 0.7)), 1)).isEqualTo(Verdict.CLEAN);
    assertThat(point.judge(List.of(detection(STAIN, 0.8)), 1)).isEqualTo(Verdict.CRACK);
    assertThat(point.judge(List.of(detection(CRACK, 0.5)), 1)).isEqualTo(Verdict.REVIEW);
    assertThat(point.judge(List.of(detection(CRACK, 0.6)), 1)).isEqualTo(Verdict.CRACK);
  }

  @Test
  void aTextNamesAllClassesOrSome() {
    assertThat(chosen("0.4")).isEqualTo(Thresholds.all(0.4));
    assertThat(chosen("crack=0.3, stain=0.6"))
        .isEqualTo(new Thresholds(0.5, Map.of(1, 0.3, 2, 0.6)));
    assertThat(chosen("stain=0.6")).isEqualTo(new Thresholds(0.5, Map.of(2, 0.6)));
    assertThat(chosen("0.4,stain=0.6")).isEqualTo(new Thresholds(0.4, Map.of(2, 0.6)));
    Thresholds others = new Thresholds(0.1, Map.of(1, 0.2));
    assertThat(ThresholdChoice.parse("--threshold", "stain=3").of(others, BOTH))
        .isEqualTo(new Thresholds(0.1, Map.of(1, 0.2, 2, 3.0)));
  }

  @Test
  void aWrongTextIsToldWithWhatIsRight() {
    assertThatThrownBy(() -> chosen("carck=0.3"))
        .hasMessage("--threshold names the class 'carck', which is unknown; did you mean 'crack'?");
    assertThatThrownBy(() -> chosen("crack=1.5"))
        .hasMessage("--threshold is 1.5; it must be in [0, 1]");
    assertThatThrownBy(() -> chosen("crack=0.3,crack=0.4"))
        .hasMessageContaining("it must name each class, and all others, once");
    for (String wrong : List.of("", "high", "crack", "crack=", "0.4,", "NaN")) {
      assertThatThrownBy(() -> chosen(wrong))
          .hasMessageContaining("it must be a score such as 0.4");
    }
  }

  private static Thresholds chosen(String text) {
    return ThresholdChoice.parse("--threshold", text).of(MODEL, BOTH, "by hand").thresholds();
  }
}
