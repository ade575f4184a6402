package io.faultline.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.PhotoUnits;
import io.faultline.internal.evaluation.RankedAnswers;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.experiment.SuccessiveHalving.Rung;
import io.faultline.internal.finetuning.LossOptions;
import io.faultline.internal.finetuning.SamplerOptions;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of a search whatever is trained. */
class TuningLawsTest {
  private static final PipelineConfig BASE = PipelineConfig.DEFAULT;

  @Test
  void candidatesLieInTheirRangesAndAreAFunctionOfTheSeed() {
    List<Candidate> candidates = SearchSpace.DEFAULT.candidates(BASE, 200);
    assertThat(candidates.get(0).config()).isEqualTo(BASE);
    double rate = BASE.fineTune().optimizer().learningRate();
    for (Candidate candidate : candidates.subList(1, 200)) {
      PipelineConfig config = candidate.config();
      LossOptions loss = config.fineTune().loss();
      if (loss.kind() == LossOptions.Kind.FOCAL) {
        assertThat(loss.alpha() == -1 || (loss.alpha() >= 0.1 && loss.alpha() <= 0.9)).isTrue();
        assertThat(loss.gamma()).isBetween(0.0, 4.0);
      }
      assertThat(config.region().labels().positiveIou()).isBetween(0.3, 0.6);
      assertThat(Setting.CLASS_WEIGHT.value(config).orElseThrow()).isBetween(0.0, 4.0);
      assertThat(config.fineTune().optimizer().learningRate())
          .isBetween(rate / 5 * 0.99, rate * 5 * 1.01);
    }
    assertThat(candidates.stream().map(c -> Setting.ALPHA.text(c.config()))).contains("off", "-");
    assertThat(candidates.stream().map(c -> c.config().fineTune().sampler().kind()))
        .contains(SamplerOptions.Kind.WEIGHTED, SamplerOptions.Kind.PER_PHOTO);
    assertThat(SearchSpace.DEFAULT.candidates(BASE, 50)).isEqualTo(candidates.subList(0, 50));
    assertThat(SearchSpace.DEFAULT.candidates(BASE.withSeed(2), 5).subList(1, 5))
        .extracting(c -> c.config().withSeed(1))
        .doesNotContainAnyElementsOf(
            candidates.subList(1, 5).stream().map(Candidate::config).toList());
  }

  @Test
  void onlySearchedSettingsDifferFromTheBase() {
    for (Candidate candidate : SearchSpace.DEFAULT.candidates(BASE, 20)) {
      PipelineConfig config = candidate.config();
      assertThat(config.network()).isEqualTo(BASE.network());
      assertThat(config.proposals()).isEqualTo(BASE.proposals());
      assertThat(config.data()).isEqualTo(BASE.data());
      assertThat(config.fineTune().epochs()).isEqualTo(BASE.fineTune().epochs());
    }
  }

  @Test
  void rangesOutsideTheirSettingsAreRefused() {
    SearchSpace.Range wide = new SearchSpace.Range(0, 2);
    SearchSpace space = SearchSpace.DEFAULT;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SearchSpace(
                    wide,
                    space.gamma(),
                    space.positiveIou(),
                    space.classWeight(),
                    space.learningRate()))
        .withMessageContaining("alpha");
    assertThatIllegalArgumentException().isThrownBy(() -> new SearchSpace.Range(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SearchSpace.Range(Double.NaN, 1));
  }

  @Test
  void rungsGrowToWholeTrainingsOnEveryFold() {
    assertThat(SuccessiveHalving.rungs(12, 12, 3))
        .containsExactly(new Rung(3, 1, 12), new Rung(6, 2, 5), new Rung(12, 3, 3));
    assertThat(SuccessiveHalving.rungs(2, 1, 2))
        .containsExactly(new Rung(1, 1, 2), new Rung(1, 2, 2), new Rung(1, 2, 2));
  }

  @Test
  void halvingKeepsTheBestAndTheBase() {
    List<Rung> rungs = SuccessiveHalving.rungs(20, 8, 4);
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] worth = random.doubles(20).toArray();
      List<Map<Integer, List<Double>>> results =
          SuccessiveHalving.run(
              rungs, (candidate, rung, fold) -> OptionalDouble.of(worth[candidate] + fold));
      int best = IntStream.range(0, 20).reduce((a, b) -> worth[b] > worth[a] ? b : a).orElseThrow();
      assertThat(results).hasSize(3);
      assertThat(results.get(2)).containsKeys(0, best).hasSize(rungs.get(2).candidates());
      assertThat(SuccessiveHalving.ranked(results.get(2))).first().isEqualTo(best);
    }
  }

  @Test
  void theBaseWinsATie() {
    List<Candidate> candidates = SearchSpace.DEFAULT.candidates(BASE, 6);
    List<Rung> rungs = SuccessiveHalving.rungs(6, 4, 2);
    List<TuningTable.Row> rows =
        TuningTable.rows(
            candidates, rungs, SuccessiveHalving.run(rungs, (c, r, f) -> OptionalDouble.of(0.5)));
    assertThat(rows.get(0).candidate().base()).isTrue();
    assertThat(TuningVerdict.of(rows, "recall", Optional.empty())).contains("base", "stays");
  }

  @Test
  void aStoppedClimbComparesOnTheDeepestRungThatItCan() {
    List<Candidate> candidates = SearchSpace.DEFAULT.candidates(BASE, 6);
    List<Rung> rungs = SuccessiveHalving.rungs(6, 4, 3);
    for (int affordable = 1; affordable < 20; affordable++) {
      int[] left = {affordable};
      List<Map<Integer, List<Double>>> results =
          SuccessiveHalving.run(
              rungs, (c, r, f) -> left[0]-- > 0 ? OptionalDouble.of(c) : OptionalDouble.empty());
      List<TuningTable.Row> rows = TuningTable.rows(candidates, rungs, results);
      Set<Integer> seen = new HashSet<>();
      rows.forEach(row -> assertThat(seen.add(row.candidate().number())).isTrue());
      TuningTable.Row base = rows.get(rows.size() == 1 ? 0 : indexOfBase(rows));
      assertThat(base.byFold()).hasSameSizeAs(rows.get(0).byFold());
      assertThat(base.epochs()).isEqualTo(rows.get(0).epochs());
    }
  }

  private static int indexOfBase(List<TuningTable.Row> rows) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.get(i).candidate().base())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSettingThatMakesTheScoreMattersAndNoiseDoesNot() {
    SplittableRandom random = new SplittableRandom(5);
    List<Double> values = random.doubles(24, 0.3, 0.6).boxed().toList();
    List<Double> noise = random.doubles(24).boxed().toList();
    List<Double> peak = values.stream().map(iou -> 1 - Math.abs(iou - 0.45)).toList();

    SettingEffect made = SettingEffect.of(Setting.POSITIVE_IOU, values, peak, new RunSeed(1));
    SettingEffect none = SettingEffect.of(Setting.POSITIVE_IOU, values, noise, new RunSeed(1));

    assertThat(made.real()).as(made.words()).isTrue();
    assertThat(made.explained()).isGreaterThan(0.5);
    assertThat(none.real()).as(none.words()).isFalse();
    assertThat(SettingEffect.of(Setting.POSITIVE_IOU, values, peak, new RunSeed(1)))
        .isEqualTo(made);
  }

  @Test
  void chanceIsEvenlySpreadWhereNothingMatters() {
    int rare = 0;
    for (int i = 0; i < 200; i++) {
      SplittableRandom random = new SplittableRandom(i);
      List<Double> values = random.doubles(12).boxed().toList();
      List<Double> scores = random.doubles(12).boxed().toList();
      rare +=
          SettingEffect.of(Setting.GAMMA, values, scores, new RunSeed(i)).chance() <= 0.05 ? 1 : 0;
    }
    assertThat(rare).as("of 200 at a chance of 0.05: ten expected").isBetween(2, 22);
  }

  @Test
  void tooFewOrEqualScoresTellNothing() {
    List<Double> few = List.of(1.0, 2.0, 3.0);
    assertThat(SettingEffect.of(Setting.GAMMA, few, few, new RunSeed(1)).words())
        .contains("too few");
    List<Double> ten = IntStream.range(0, 10).mapToObj(i -> (double) i).toList();
    List<Double> same = ten.stream().map(i -> 0.5).toList();
    assertThat(SettingEffect.of(Setting.GAMMA, ten, same, new RunSeed(1)).enough()).isFalse();
    assertThat(SettingEffect.of(Setting.GAMMA, List.of(), List.of(), new RunSeed(1)).real())
        .isFalse();
  }

  @Test
  void recallOfResamplesIsThatOfRepeatedAnswers() {
    SplittableRandom random = new SplittableRandom(9);
    List<RegionAnswer> answers = answers(random, 6, 0.3);
    int[] drawn = {2, 0, 1, 3, 0, 1};
    List<RegionAnswer> repeated = new ArrayList<>();
    answers.forEach(
        answer -> {
          for (int i = 0; i < drawn[answer.photo()]; i++) {
            repeated.add(answer);
          }
        });
    for (double precision : new double[] {0, 0.5, 0.67, 0.9, 1}) {
      assertThat(new RankedAnswers(answers).recallAt(precision, drawn))
          .isCloseTo(RegionScore.recallAt(precision, repeated), within(1e-12));
    }
    assertThat(RegionScore.recallAt(0.5, List.of())).isZero();
  }

  @Test
  void aDifferenceOfNothingIsNotRealAndALargeOneIs() {
    List<List<RegionAnswer>> good = new ArrayList<>();
    List<List<RegionAnswer>> bad = new ArrayList<>();
    List<PhotoUnits> units = new ArrayList<>();
    for (int fold = 0; fold < 3; fold++) {
      good.add(answers(new SplittableRandom(fold), 30, 0.1));
      bad.add(answers(new SplittableRandom(fold), 30, 0.45));
      units.add(PhotoUnits.each(30));
    }
    BootstrapInterval none = FoldPairs.difference(good, good, units, 0.67, new RunSeed(1));
    assertThat(none.isClear()).isFalse();
    assertThat(none.estimate()).isZero();
    BootstrapInterval large = FoldPairs.difference(good, bad, units, 0.67, new RunSeed(1));
    assertThat(large.isClear()).as(large.signed()).isTrue();
    assertThat(large.lower()).isPositive();
    assertThat(FoldPairs.difference(bad, good, units, 0.67, new RunSeed(1)).estimate())
        .isCloseTo(-large.estimate(), within(1e-12));
  }

  /** Ten answers of every photo; wrong as often as {@code errors} says. */
  private static List<RegionAnswer> answers(SplittableRandom random, int photos, double errors) {
    List<RegionAnswer> answers = new ArrayList<>();
    for (int photo = 0; photo < photos; photo++) {
      for (int i = 0; i < 10; i++) {
        int label = i % 3 == 0 ? 1 : 0;
        boolean sure = (label == 1) != (random.nextDouble() < errors);
        double probability = Math.rint(100 * (0.5 * random.nextDouble() + (sure ? 0.5 : 0))) / 100;
        answers.add(new RegionAnswer(photo, label, 1, probability));
      }
    }
    return answers;
  }
}
