package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a comparison found.
 *
 * @param rows one per recipe, in the order given; differences are to the first
 * @param seeds how many trainings of each recipe
 * @param testPhotos how many photos gave answers
 * @param minPrecision the precision on the common set at which recipes' recall decides
 * @param pick the place of the recipe that is picked for recall
 * @param truthEffects what truth boxes changed, for every recipe that was run without and with them
 * @param verdict the result in plain sentences
 * @param leftOut photos that could not be read, by file name
 */
public record ComparisonTable(
    List<Row> rows,
    int seeds,
    int testPhotos,
    double minPrecision,
    int pick,
    List<TruthEffect> truthEffects,
    String verdict,
    List<String> leftOut) {

  /**
   * One recipe; means over seeds.
   *
   * @param recipe its name
   * @param published the row of mmalek06 (2024), where it has one
   * @param own on the recipe's own labels
   * @param common on the set that all recipes share
   * @param recallDifference recall on the common set at 0.5, less that of the first recipe
   * @param f1Difference the same of F1
   * @param recallAtPrecision the highest recall on the common set that any threshold reaches at
   *     {@code minPrecision}
   * @param recallAtPrecisionDifference that, less that of the first recipe
   * @param ap50 AP of detections at IoU 0.5, where they were made
   * @param trainingSeconds of one training, proposals left out
   */
  public record Row(
      String recipe,
      Optional<PublishedRow> published,
      Scores own,
      Scores common,
      BootstrapInterval recallDifference,
      BootstrapInterval f1Difference,
      BootstrapInterval recallAtPrecision,
      BootstrapInterval recallAtPrecisionDifference,
      OptionalDouble ap50,
      double trainingSeconds) {}

  /**
   * The three numbers with their intervals, and how many regions there were.
   *
   * @param background regions without an object
   * @param objects regions with one
   */
  public record Scores(
      BootstrapInterval precision,
      BootstrapInterval recall,
      BootstrapInterval f1,
      long background,
      long objects) {}

  /**
   * What truth boxes among the regions that are learnt from change on the common set: with them,
   * less without them.
   *
   * @param recipe the row with them
   */
  public record TruthEffect(
      String recipe, BootstrapInterval precision, BootstrapInterval recall, BootstrapInterval f1) {}

  /** Copies the lists. */
  public ComparisonTable {
    rows = List.copyOf(rows);
    truthEffects = List.copyOf(truthEffects);
    leftOut = List.copyOf(leftOut);
  }

  /** The row that is picked. */
  public Row picked() {
    return rows.get(pick);
  }

  /**
   * Whether a row surely reaches the precision wanted on the common set: some threshold does so,
   * and finds something, in nearly all resamples.
   */
  public static boolean precise(Row row) {
    return row.recallAtPrecision().lower() > 0;
  }

  static ComparisonTable of(Comparison.Options options, List<Trial> trials) {
    List<List<Trial>> byRecipe = new ArrayList<>();
    for (Recipe recipe : options.recipes()) {
      byRecipe.add(trials.stream().filter(trial -> trial.recipe().equals(recipe.name())).toList());
    }
    RunSeed seed = new RunSeed(options.base().seed());
    Resamples own = resamples(byRecipe, Trial::own, options.minPrecision(), seed);
    Resamples common = resamples(byRecipe, Trial::common, options.minPrecision(), seed);
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
              common.of(r, RegionScore::recallAtPrecision),
              common.difference(r, 0, RegionScore::recallAtPrecision),
              mine.stream()
                  .filter(trial -> trial.ap50().isPresent())
                  .mapToDouble(trial -> trial.ap50().orElse(0))
                  .average(),
              mine.stream().mapToDouble(Trial::trainingSeconds).average().orElse(0)));
    }
    ComparisonTable silent =
        new ComparisonTable(
            rows,
            options.seeds(),
            common.photos(),
            options.minPrecision(),
            pick(rows),
            truthEffects(options.recipes(), common),
            "",
            trials.stream().flatMap(trial -> trial.leftOut().stream()).distinct().toList());
    return silent.saying(new ComparisonWords(silent).verdict(common));
  }

  private ComparisonTable saying(String words) {
    return new ComparisonTable(
        rows, seeds, testPhotos, minPrecision, pick, truthEffects, words, leftOut);
  }

  private static List<TruthEffect> truthEffects(List<Recipe> recipes, Resamples common) {
    List<TruthEffect> effects = new ArrayList<>();
    for (int r = 1; r < recipes.size(); r++) {
      if (recipes.get(r).addsTruthTo(recipes.get(r - 1))) {
        effects.add(
            new TruthEffect(
                recipes.get(r).name(),
                common.difference(r, r - 1, RegionScore::precision),
                common.difference(r, r - 1, RegionScore::recall),
                common.difference(r, r - 1, RegionScore::f1)));
      }
    }
    return effects;
  }

  private interface Answers {
    List<RegionAnswer> of(Trial trial);
  }

  private static Resamples resamples(
      List<List<Trial>> byRecipe, Answers answers, double precision, RunSeed seed) {
    return Resamples.of(
        byRecipe.stream().map(recipe -> recipe.stream().map(answers::of).toList()).toList(),
        precision,
        seed);
  }

  private static Scores scores(Resamples resamples, int recipe) {
    return new Scores(
        resamples.of(recipe, RegionScore::precision),
        resamples.of(recipe, RegionScore::recall),
        resamples.of(recipe, RegionScore::f1),
        Math.round(resamples.score(recipe).background()),
        Math.round(resamples.score(recipe).objects()));
  }

  /** Highest recall at the precision wanted, or the highest F1 where none surely reaches that. */
  private static int pick(List<Row> rows) {
    Comparator<Row> byRecall =
        Comparator.comparingDouble(row -> precise(row) ? row.recallAtPrecision().estimate() : 0);
    Comparator<Row> byF1 = Comparator.comparingDouble(row -> row.common().f1().estimate());
    Comparator<Row> better = byRecall.thenComparing(byF1);
    int best = 0;
    for (int r = 1; r < rows.size(); r++) {
      best = better.compare(rows.get(r), rows.get(best)) > 0 ? r : best;
    }
    return best;
  }
}
