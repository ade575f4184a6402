package io.faultline.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.internal.evaluation.ClassificationReport;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RegionScoreTest {
  private static final int[] ONCE = {1, 1, 1, 1, 1};

  /** Answers with many ties, over background and two classes. */
  private static List<RegionAnswer> answers(long seed) {
    SplittableRandom random = new RunSeed(seed).of("answers");
    List<RegionAnswer> answers = new ArrayList<>();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      answers.add(
          new RegionAnswer(
              random.nextInt(5),
              random.nextInt(3),
              1 + random.nextInt(2),
              random.nextInt(11) / 10.0));
    }
    return answers;
  }

  private static RegionScore score(List<RegionAnswer> answers) {
    return PhotoCounts.of(answers, new int[] {0, 1, 2, 3, 4}, 0.5).score(ONCE);
  }

  @Property(tries = 200)
  void agreesWithTheClassificationReport(@ForAll long seed) {
    List<RegionAnswer> answers = answers(seed);
    int[] truth = answers.stream().mapToInt(RegionAnswer::label).toArray();
    int[] taken = answers.stream().mapToInt(a -> a.at(0.5)).toArray();
    ClassificationReport report =
        ClassificationReport.of(truth, taken, List.of("background", "crack", "rust"));
    RegionScore score = score(answers);
    double right = 0;
    double named = 0;
    double objects = 0;
    for (int c = 1; c < 3; c++) { // Both object classes together.
      int label = c;
      ClassificationReport.Row row = report.classes().get(c);
      right += row.recall() * row.support();
      named += answers.stream().filter(a -> a.at(0.5) == label).count();
      objects += row.support();
    }
    assertThat(score.recall()).isCloseTo(objects == 0 ? 0 : right / objects, within(1e-12));
    assertThat(score.precision()).isCloseTo(named == 0 ? 0 : right / named, within(1e-12));
    assertThat(score.objects()).isEqualTo(objects);
    assertThat(score.background()).isEqualTo((double) report.classes().get(0).support());
  }

  @Property(tries = 200)
  void ofOneClassIsTheReportsRow(@ForAll long seed) {
    List<RegionAnswer> cracks =
        answers(seed).stream()
            .map(a -> new RegionAnswer(a.photo(), Math.min(1, a.label()), 1, a.probability()))
            .toList();
    ClassificationReport.Row crack =
        ClassificationReport.of(
                cracks.stream().mapToInt(RegionAnswer::label).toArray(),
                cracks.stream().mapToInt(a -> a.at(0.5)).toArray(),
                List.of("background", "crack"))
            .classes()
            .get(1);
    RegionScore score = score(cracks);
    assertThat(List.of(score.precision(), score.recall(), score.f1(), score.objects()))
        .isEqualTo(
            List.of(crack.precision(), crack.recall(), crack.f1(), (double) crack.support()));
  }

  @Property(tries = 300)
  void recallAtPrecisionIsTheBestOverAllThresholds(
      @ForAll long seed, @ForAll @DoubleRange(max = 1) double wanted) {
    List<RegionAnswer> answers = answers(seed);
    double objects = answers.stream().filter(a -> a.label() > 0).count();
    double best = 0;
    for (RegionAnswer at : answers) {
      double threshold = at.probability();
      double named = answers.stream().filter(a -> a.at(threshold) > 0).count();
      double right =
          answers.stream().filter(a -> a.label() > 0 && a.at(threshold) == a.label()).count();
      if (right / named >= wanted && objects > 0) {
        best = Math.max(best, right / objects);
      }
    }
    assertThat(RegionScore.recallAt(wanted, answers)).isEqualTo(best);
  }

  @Test
  void ofNothingIsNothing() {
    assertThat(score(List.of())).isEqualTo(new RegionScore(0, 0, 0, 0, 0, 0));
    assertThat(RegionScore.recallAt(0.5, List.of())).isZero();
  }

  @Test
  void answersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new RegionAnswer(0, 1, 1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new RegionAnswer(0, 1, 1, 1.01)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> new RegionAnswer(0, 1, 0, 1)).hasMessageContaining("likeliest 0");
    assertThatThrownBy(() -> new RegionAnswer(-1, 1, 1, 1)).hasMessageContaining("photo is -1");
  }
}
