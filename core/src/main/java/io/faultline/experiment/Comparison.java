package io.faultline.experiment;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.GroupRule;
import io.faultline.dataset.GroupedSplit;
import io.faultline.dataset.Split;
import io.faultline.pipeline.EvaluationRun;
import io.faultline.pipeline.PipelineConfig;
import io.faultline.pipeline.RegionRun;
import io.faultline.pipeline.RunContext;
import io.faultline.pipeline.RunFolder;
import io.faultline.pipeline.TrainingRun;
import io.faultline.provenance.Fingerprint;
import io.faultline.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains every recipe with every seed on the same photos and asks each about the same test photos:
 * about regions labelled its own way, and about one set that all share. Proposals are made once.
 * Every trial is kept in the folder, and one that is there already is not run again.
 */
public final class Comparison {
  private static final double TEST_SHARE = 0.25;

  private final Dataset train;
  private final Dataset test;
  private final Options options;
  private final RunContext context;

  private Comparison(Dataset train, Dataset test, Options options, RunContext context) {
    this.train = train;
    this.test = test;
    this.options = options;
    this.context = context;
  }

  /**
   * What is compared, and how.
   *
   * @param recipes at least one; the first is what the others are compared with
   * @param base the configuration that recipes change
   * @param sets values that win over all recipes, as {@code path.to.key=value}
   * @param seeds how many trainings of each recipe, at least 1; their seeds are those from {@code
   *     base.seed()} on
   * @param detections whether detections are made, for AP at IoU 0.5
   * @param minPrecision what a recipe must reach on the common set to be picked, in [0, 1]
   * @param folder where everything goes
   */
  public record Options(
      List<Recipe> recipes,
      PipelineConfig base,
      List<String> sets,
      int seeds,
      boolean detections,
      double minPrecision,
      Path folder) {
    /** Copies the lists and checks the numbers. */
    public Options {
      recipes = List.copyOf(recipes);
      sets = List.copyOf(sets);
      if (recipes.isEmpty()) {
        throw new IllegalArgumentException("there is no recipe to compare");
      }
      if (!(seeds > 0)) {
        throw new IllegalArgumentException("seeds is " + seeds + "; it must be > 0");
      }
      if (!(minPrecision >= 0) || !(minPrecision <= 1)) {
        throw new IllegalArgumentException(
            "min-precision is " + minPrecision + "; it must be in [0, 1]");
      }
    }
  }

  /**
   * A dataset in two: three quarters to learn from and one quarter, in whole groups, to test on.
   *
   * @param config says which photos belong together
   */
  public static Split split(Dataset dataset, PipelineConfig config) {
    GroupRule rule = GroupRule.parse(config.data().group());
    return GroupedSplit.of(dataset, rule, TEST_SHARE, new RunSeed(config.seed()));
  }

  /**
   * Runs every trial that has not been run, and compares.
   *
   * @param test photos that are not learnt from; the caller sees to it that they are of other
   *     places
   * @throws io.faultline.FaultlineException as {@link TrainingRun}, {@link RegionRun} and {@link
   *     EvaluationRun} do
   */
  public static ComparisonTable run(
      Dataset train, Dataset test, Options options, RunContext context) {
    return new Comparison(train, test, options, context).run();
  }

  private ComparisonTable run() {
    List<PipelineConfig> configs = new ArrayList<>();
    for (Recipe recipe : options.recipes()) { // A mistake in the last recipe shows at once.
      configs.add(recipe.over(options.base(), options.sets()));
    }
    List<Trial> trials = new ArrayList<>();
    int number = 0;
    int all = options.recipes().size() * options.seeds();
    for (int s = 0; s < options.seeds(); s++) {
      for (int r = 0; r < configs.size(); r++) {
        String name = options.recipes().get(r).name();
        PipelineConfig config = configs.get(r).withSeed(options.base().seed() + s);
        number++;
        context
            .progress()
            .note("trial " + number + " of " + all + ": " + name + ", seed " + config.seed());
        trials.add(trial(name, config));
      }
    }
    return ComparisonTable.of(options, trials);
  }

  private Trial trial(String recipe, PipelineConfig config) {
    String name = recipe + "-seed" + config.seed();
    Path file = options.folder().resolve("trials").resolve(name + ".json");
    TrialRun run =
        new TrialRun(
            train,
            test,
            options.folder().resolve("test-proposals.bin"),
            true,
            options.detections(),
            context);
    Fingerprint key = run.key(config);
    return TrialFile.read(file, key)
        .orElseGet(
            () -> {
              RunFolder folder =
                  new RunFolder(
                      options.folder().resolve("runs").resolve(name),
                      options.folder().resolve("train-proposals.bin"));
              Trial trial = run.run(recipe, config, folder);
              TrialFile.write(file, key, trial);
              return trial;
            });
  }
}
