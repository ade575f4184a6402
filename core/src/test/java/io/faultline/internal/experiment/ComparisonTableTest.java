package io.faultline.internal.experiment;

import static io.faultline.internal.experiment.Simulated.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTableTest {
  @TempDir Path folder;

  private ComparisonTable table(List<List<RegionAnswer>> recipes) {
    List<Recipe> some = Recipe.shipped(folder).subList(0, recipes.size());
    List<Trial> trials = new ArrayList<>();
    for (int r = 0; r < recipes.size(); r++) {
      trials.add(Simulated.trial(some.get(r).name(), 1, recipes.get(r), recipes.get(r)));
    }
    return ComparisonTable.of(Simulated.options(some, 1), trials);
  }

  @Test
  void picksTheHighestRecallAtThePrecisionAndNamesThoseNotToldApart() {
    ComparisonTable table =
        table(
            List.of(
                answers(30, 40, 0.7, -0.5, 1),
                answers(30, 40, 1.2, -2, 2),
                answers(30, 40, 1.2, -2.01, 2),
                answers(30, 40, 0.7, 2.5, 3)));
    assertThat(table.picked().recipe()).isEqualTo("weighted");
    assertThat(table.picked().common().recall().estimate())
        .as("it is timid, and knows more than it says at 0.5")
        .isLessThan(table.rows().get(0).common().recall().estimate())
        .isLessThan(table.picked().recallAtPrecision().estimate());
    assertThat(table.verdict())
        .startsWith("For recall: weighted.")
        .endsWith("No clear difference from it: lower-iou.");
    assertThat(table.rows().get(3).recallAtPrecisionDifference().isClear()).isFalse();
    assertThat(table.rows().get(1).recallAtPrecisionDifference().lower()).isPositive();
    assertThat(table.rows().get(0).recallDifference())
        .isEqualTo(new BootstrapInterval(0, 0, 0, 0.95, 1000));
  }

  @Test
  void picksTheBestBalanceWhereNoneIsPrecise() {
    ComparisonTable table =
        table(List.of(answers(30, 40, -0.4, 2, 1), answers(30, 40, -0.2, 2, 2)));
    assertThat(table.picked().recipe()).isEqualTo("weighted");
    assertThat(table.verdict())
        .contains("no recipe reaches, with certainty, a precision of 0.67", "weighted");
  }

  @Test
  void equalRecipesGoToTheEarlierOne() {
    List<RegionAnswer> same = answers(12, 30, 2, 0, 1);
    assertThat(table(List.of(same, same)).picked().recipe()).isEqualTo("plain");
  }

  @Test
  void oneRecipeIsReportedWithoutRivals() {
    assertThat(table(List.of(answers(12, 30, 2, 0, 1))).verdict()).startsWith("plain finds 0.");
  }

  @Test
  void aCommonSetWithoutObjectsDecidesNothing() {
    List<RegionAnswer> clean = List.of(new RegionAnswer(0, 0, 1, 0.9));
    assertThat(table(List.of(clean, clean)).verdict()).startsWith("Nothing can be said");
  }

  @Test
  void fewPhotosAreToldOf() {
    assertThat(table(List.of(answers(3, 30, 2, 0, 1))).verdict()).contains("Beware: 3 test photos");
    assertThat(table(List.of(answers(10, 30, 2, 0, 1))).verdict()).doesNotContain("Beware");
  }

  @Test
  void truthCropsAreJudgedInWords() {
    assertThat(Simulated.truth(folder, 3, 40, 0.6, 0).verdict())
        .startsWith("Truth crops (lower-iou-truth): recall +0.")
        .contains("over 3 seeds. They help: recall, precision and F1 rise.");
    assertThat(Simulated.truth(folder, 3, 40, -0.6, 0).verdict()).contains("They harm: ");
    assertThat(Simulated.truth(folder, 2, 40, 0, 0.9).verdict())
        .contains("They shift the balance: recall rises, precision and F1 fall.");
    assertThat(Simulated.truth(folder, 1, 12, 0, 0).verdict())
        .contains(
            "recall +0.00 (+0.00 to +0.00)",
            "over one seed. None of these changes is clear, they may be chance; more seeds or photos");
  }

  @Test
  void aTruthEffectIsTheDifferenceOfItsRows() {
    ComparisonTable table = Simulated.truth(folder, 2, 20, 0.2, 0.2);
    assertThat(table.truthEffects()).hasSize(1);
    assertThat(table.truthEffects().get(0).recall())
        .isEqualTo(table.rows().get(1).recallDifference());
    assertThat(table.truthEffects().get(0).f1()).isEqualTo(table.rows().get(1).f1Difference());
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    List<Recipe> recipes = Recipe.shipped(folder);
    assertUsage(List.of(), 1, 0.5, "no recipe");
    assertUsage(recipes, 0, 0.5, "seeds is 0; it must be > 0");
    assertUsage(recipes, 1, 2, "min-precision is 2.0; it must be in [0, 1]");
    assertUsage(recipes, 1, Double.NaN, "min-precision is NaN");
    assertUsage(List.of(recipes.get(0), recipes.get(0)), 1, 0.5, "recipe plain is there twice");
  }

  private void assertUsage(List<Recipe> recipes, int seeds, double precision, String words) {
    assertThatThrownBy(
            () ->
                new Comparison.Options(
                    recipes, PipelineConfig.DEFAULT, List.of(), seeds, true, precision, folder))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining(words);
  }
}
