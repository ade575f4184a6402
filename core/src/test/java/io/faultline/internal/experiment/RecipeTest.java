package io.faultline.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.finetuning.FineTuneOptions;
import io.faultline.internal.finetuning.LossOptions;
import io.faultline.internal.finetuning.SamplerOptions;
import io.faultline.internal.finetuning.ScheduleOptions;
import io.faultline.internal.settings.NegativesConfig;
import io.faultline.internal.settings.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
  /** mmalek06 (2024): sampler, loss, positive IoU, truth, precision/recall/F1, support. */
  private static final List<String> SERIES =
      List.of(
          "plain                shuffle       bce       0.50 false 0.67/0.65/0.66 37111/15337",
          "weighted             weighted      bce       0.50 false 0.58/0.76/0.66 37111/15337",
          "lower-iou            weighted      bce       0.35 false 0.70/0.78/0.74 39615/26757",
          "no-replacement       weighted-once bce       0.35 false 0.73/0.75/0.74 39615/26757",
          "focal-default        shuffle       0.25,2    0.50 false 0.83/0.28/0.42 37111/15337",
          "focal-no-alpha       shuffle       off,2     0.35 false 0.73/0.77/0.75 39615/26757",
          "truth-weighted       weighted      bce       0.35 true 0.73/0.78/0.76 39615/28723",
          "truth-focal-no-alpha shuffle       off,2     0.35 true 0.75/0.70/0.72 39615/28723",
          "truth-focal-0.6      shuffle       0.60,2    0.35 true 0.67/0.82/0.74 39615/28723");

  @TempDir Path folder;

  private static PipelineConfig config(Recipe recipe) {
    return recipe.over(PipelineConfig.DEFAULT, List.of());
  }

  private static String line(Recipe recipe) {
    PipelineConfig config = config(recipe);
    FineTuneOptions tune = config.fineTune();
    PublishedRow row = recipe.published().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%-20s %-13s %-9s %.2f %s %.2f/%.2f/%.2f %d/%d",
        recipe.name(),
        tune.sampler().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        loss(tune.loss()),
        config.region().labels().positiveIou(),
        config.region().labels().addTruth(),
        row.precision(),
        row.recall(),
        row.f1(),
        row.noCrack(),
        row.crack());
  }

  private static String loss(LossOptions loss) {
    return loss.kind() == LossOptions.Kind.BCE
        ? "bce"
        : (loss.alpha() < 0 ? "off" : String.format(Locale.ROOT, "%.2f", loss.alpha()))
            + String.format(Locale.ROOT, ",%.0f", loss.gamma());
  }

  @Test
  void theSeriesIsShippedAsItWasPublished() {
    assertThat(Recipe.shipped(folder).stream().map(RecipeTest::line))
        .containsExactlyElementsOf(SERIES);
  }

  @Test
  void shippedRecipesDifferInNothingElse() {
    for (Recipe recipe : Recipe.shipped(folder)) {
      PipelineConfig config = config(recipe);
      FineTuneOptions tune = config.fineTune();
      assertThat(config.region().labels().strict()).as(recipe.name()).isTrue();
      assertThat(config.region().negatives().kind()).isEqualTo(NegativesConfig.Kind.PER_BAND);
      assertThat(config.region().negatives().count()).isEqualTo(10);
      assertThat(tune.loss().positiveWeight()).isEqualTo(1);
      if (tune.sampler().kind() != SamplerOptions.Kind.SHUFFLE) {
        assertThat(tune.sampler().classWeights()).containsExactly(1.0, 2.0);
      }
      assertThat(List.of(config.network(), config.proposals(), config.data(), config.detection()))
          .isEqualTo(
              List.of(
                  PipelineConfig.DEFAULT.network(),
                  PipelineConfig.DEFAULT.proposals(),
                  PipelineConfig.DEFAULT.data(),
                  PipelineConfig.DEFAULT.detection()));
      assertThat(tune.epochs()).as("all are as long").isEqualTo(12);
      assertThat(tune.schedule().kind()).isEqualTo(ScheduleOptions.Kind.COSINE);
      assertThat(tune.regime()).isEqualTo(PipelineConfig.DEFAULT.fineTune().regime());
    }
  }

  @Test
  void singleValuesWinOverRecipesAndRecipesOverTheBase() {
    Recipe lower = Recipe.shipped(folder).get(2);
    assertThat(lower.over(PipelineConfig.DEFAULT, List.of("region.labels.positive-iou=0.4")))
        .satisfies(c -> assertThat(c.region().labels().positiveIou()).isEqualTo(0.4))
        .satisfies(c -> assertThat(c.region().labels().strict()).isTrue());
  }

  @Test
  void truthIsSwitchedOffAndOn() {
    Recipe truth = Recipe.shipped(folder).get(6);
    List<Recipe> pair = truth.withoutAndWithTruth();
    assertThat(pair)
        .extracting(Recipe::name)
        .containsExactly("truth-weighted-no-truth", "truth-weighted-truth");
    PipelineConfig without = config(pair.get(0));
    PipelineConfig with = config(pair.get(1));
    assertThat(without.region().labels().addTruth()).isFalse();
    assertThat(with.region().labels()).isEqualTo(without.region().labels().withTruth(true));
    assertThat(with.fineTune()).isEqualTo(without.fineTune());
    assertThat(pair.get(1).addsTruthTo(pair.get(0))).isTrue();
    assertThat(pair.get(0).addsTruthTo(pair.get(1))).isFalse();
    assertThat(truth.addsTruthTo(truth)).isFalse();
  }

  @Test
  void aFolderOfOnesOwnIsReadByName() throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), "fine-tune:\n  epochs: 3\n");
    Files.writeString(folder.resolve("bold.yaml"), "fine-tune:\n  epochs: 4\n");
    Files.writeString(folder.resolve("notes.txt"), "no recipe");
    List<Recipe> recipes = Recipe.in(folder);
    assertThat(recipes).extracting(Recipe::name).containsExactly("bold", "mine");
    assertThat(recipes).allMatch(recipe -> recipe.published().isEmpty());
    assertThat(config(recipes.get(1)).fineTune().epochs()).isEqualTo(3);
  }

  @Test
  void aRecipeThatIsNamedAsTheTablesHeadingHasNoPublishedRow() throws IOException {
    Files.writeString(folder.resolve("recipe.yaml"), "seed: 3\n");
    assertThat(Recipe.in(folder).get(0).published()).isEmpty();
  }

  @Test
  void mistakesNameFileKeyAndFolder() throws IOException {
    assertUsage(() -> Recipe.in(folder), folder + ": holds no recipe");
    assertUsage(() -> Recipe.in(folder.resolve("none")), "none: cannot be read as a folder");
    Path file = Files.writeString(folder.resolve("odd.yaml"), "fine-tune:\n  epocs: 3\n");
    assertUsage(() -> config(Recipe.in(folder).get(0)), file.toString());
    assertUsage(() -> config(Recipe.in(folder).get(0)), "fine-tune.epochs");
  }

  private static void assertUsage(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining(words);
  }
}
