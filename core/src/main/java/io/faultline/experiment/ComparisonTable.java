package io.faultline.experiment;

import io.faultline.pipeline.RegionAnswer;
import io.faultline.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a comparison found.
 *
 * @param rows one per recipe, in the order given; differences are to the first
 * @param seeds how many trainings of each recipe
 * @param minPrecision what a recipe had to reach on the common set to be picked
 * @param pick the place of the recipe that is picked for recall
 * @param reason why, in words
 */
public record ComparisonTable(
    List<Row> rows, int seeds, double minPrecision, int pick, String reason) {

  /**
   * One recipe; means over seeds.
   *
   * @param recipe its name
   * @param published the series' row, where it has one
   * @param own on the recipe's own labels
   * @param common on the set that all recipes share
   * @param recallDifference recall on the common set, less that of the first recipe
   * @param f1Difference the same of F1
   * @param recallAtPrecision the highest recall on the common set that any threshold reaches at
   *     {@code minPrecision}
   * @param ap50 AP of detections at IoU 0.5, where they were made
   * @param trainingSeconds of one training
   */
  public record Row(
      String recipe,
      Optional<PublishedRow> published,
      Scores own,
      Scores common,
      Interval recallDifference,
      Interval f1Difference,
      double recallAtPrecision,
      OptionalDouble ap50,
      double trainingSeconds) {}

  /**
   * The three numbers with their intervals, and how many regions there were.
   *
   * @param background regions without an object
   * @param objects regions with one
   */
  public record Scores(
      Interval precision, Interval recall, Interval f1, long background, long objects) {}

  /** Copies the list. */
  public ComparisonTable {
    rows = List.copyOf(rows);
  }

  static ComparisonTable of(Comparison.Options options, List<Trial> trials) {
    List<List<Trial>> byRecipe = new ArrayList<>();
    for (Recipe recipe : options.recipes()) {
      byRecipe.add(trials.stream().filter(trial -> trial.recipe().equals(recipe.name())).toList());
    }
    RunSeed seed = new RunSeed(options.base().seed());
    Resamples own = resamples(byRecipe, Trial::own, seed);
    Resamples common = resamples(byRecipe, Trial::common, seed);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < byRecipe.size(); r++) {
      List<Trial> mine = byRecipe.get(r);
      rows.add(
          new Row(
              options.recipes().get(r).name(),
              options.recipes().get(r).published(),
              scores(own, r),
              scores(common, r),
              common.difference(r, 0, RegionScore::recall),
              common.difference(r, 0, RegionScore::f1),
              mine.stream()
                  .mapToDouble(
                      trial -> RegionScore.recallAt(options.minPrecision(), trial.common()))
                  .average()
                  .orElse(0),
              mine.stream()
                  .filter(trial -> trial.ap50().isPresent())
                  .mapToDouble(trial -> trial.ap50().orElse(0))
                  .average(),
              mine.stream().mapToDouble(Trial::trainingSeconds).average().orElse(0)));
    }
    int pick = pick(rows, options.minPrecision());
    return new ComparisonTable(
        rows,
        options.seeds(),
        options.minPrecision(),
        pick,
        reason(rows, common, pick, options.minPrecision()));
  }

  private interface Answers {
    List<RegionAnswer> of(Trial trial);
  }

  private static Resamples resamples(List<List<Trial>> byRecipe, Answers answers, RunSeed seed) {
    return Resamples.of(
        byRecipe.stream().map(recipe -> recipe.stream().map(answers::of).toList()).toList(), seed);
  }

  private static Scores scores(Resamples resamples, int recipe) {
    return new Scores(
        resamples.of(recipe, RegionScore::precision),
        resamples.of(recipe, RegionScore::recall),
        resamples.of(recipe, RegionScore::f1),
        Math.round(resamples.score(recipe).background()),
        Math.round(resamples.score(recipe).objects()));
  }

  /** Highest recall among those precise enough, or the highest F1 where none is. */
  private static int pick(List<Row> rows, double minPrecision) {
    Comparator<Integer> byRecall =
        Comparator.comparingDouble(r -> rows.get(r).common().recall().estimate());
    Comparator<Integer> byF1 =
        Comparator.comparingDouble(r -> rows.get(r).common().f1().estimate());
    List<Integer> all = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      all.add(r);
    }
    return all.stream()
        .filter(r -> rows.get(r).common().precision().estimate() >= minPrecision)
        .max(byRecall.thenComparing(Comparator.reverseOrder()))
        .or(() -> all.stream().max(byF1.thenComparing(Comparator.reverseOrder())))
        .orElse(0);
  }

  private static String reason(List<Row> rows, Resamples common, int pick, double minPrecision) {
    Row picked = rows.get(pick);
    List<String> alike = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      boolean precise = rows.get(r).common().precision().estimate() >= minPrecision;
      if (r != pick && precise && !common.difference(pick, r, RegionScore::recall).real()) {
        alike.add(rows.get(r).recipe());
      }
    }
    boolean reached = picked.common().precision().estimate() >= minPrecision;
    String why =
        reached
            ? String.format(
                Locale.ROOT,
                "For recall: %s. It finds most of the regions with an object, %s, of the recipes"
                    + " whose precision on the common set is at least %.2f; its own is %.2f.",
                picked.recipe(),
                picked.common().recall().text(),
                minPrecision,
                picked.common().precision().estimate())
            : String.format(
                Locale.ROOT,
                "For recall: none reaches a precision of %.2f on the common set; %s has the best"
                    + " balance of both, an F1 of %s.",
                minPrecision,
                picked.recipe(),
                picked.common().f1().text());
    return reached && !alike.isEmpty()
        ? why + " Not told apart from it: " + String.join(", ", alike) + "."
        : why;
  }
}
