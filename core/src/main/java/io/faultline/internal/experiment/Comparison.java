package io.faultline.internal.experiment;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.GroupedSplit;
import io.faultline.internal.dataset.Split;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trains every recipe with every seed on the same photos and asks each about the same test photos:
 * about regions labelled its own way, and about one set that all share. Proposals are made once.
 * Every trial is kept in the folder, and one that is there already is not run again.
 */
public final class Comparison {
  private static final double TEST_SHARE = 0.25;

  private final Options options;
  private final RunContext context;
  private final List<PipelineConfig> configs = new ArrayList<>();
  private final TrialRun trialRun;

  private Comparison(Dataset train, Dataset test, Options options, RunContext context) {
    this.options = options;
    this.context = context;
    for (Recipe recipe : options.recipes()) { // A mistake in the last recipe shows at once.
      configs.add(recipe.over(options.base(), options.sets()));
    }
    requireTestable(train, test);
    ProposalSource common = ProposalSource.of(configs.get(0));
    trialRun = new TrialRun(train, test, common, options.detections(), options.folder(), context);
  }

  private static void requireTestable(Dataset train, Dataset test) {
    if (test.images().size() < 2 || test.objects() == 0) {
      throw new FaultlineException(
          Problem.INPUT,
          "the test photos are "
              + test.images().size()
              + " with "
              + test.objects()
              + " objects; a comparison needs at least 2 photos, better 20, and an object");
    }
    Set<Path> learnt = train.images().stream().map(Comparison::place).collect(Collectors.toSet());
    for (ImageRecord image : test.images()) {
      if (learnt.contains(place(image))) {
        throw new FaultlineException(
            Problem.INPUT,
            image.path() + ": is learnt from and tested on; the test photos must be others");
      }
    }
  }

  private static Path place(ImageRecord image) {
    return image.path().toAbsolutePath().normalize();
  }

  /**
   * What is compared, and how.
   *
   * @param recipes at least one, under different names; the first is what the others are compared
   *     with, and its proposals make the common set
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
    /**
     * Copies the lists and checks the rest.
     *
     * @throws FaultlineException with {@code USAGE} where a number is out of range or a name twice
     */
    public Options {
      recipes = List.copyOf(recipes);
      sets = List.copyOf(sets);
      require(!recipes.isEmpty(), "there is no recipe to compare");
      require(seeds > 0, "seeds is " + seeds + "; it must be > 0");
      require(
          minPrecision >= 0 && minPrecision <= 1,
          "min-precision is " + minPrecision + "; it must be in [0, 1]");
      Set<String> names = new HashSet<>();
      for (Recipe recipe : recipes) {
        require(names.add(recipe.name()), "recipe " + recipe.name() + " is there twice");
        PipelineConfig unused = recipe.over(base, sets); // A wrong key stops it before any work.
      }
    }

    private static void require(boolean holds, String otherwise) {
      if (!holds) {
        throw new FaultlineException(Problem.USAGE, otherwise);
      }
    }
  }

  /**
   * A dataset in two: three quarters to learn from and one quarter, in whole groups, to test on.
   *
   * @param config says which photos belong together
   */
  public static Split split(Dataset dataset, PipelineConfig config, RunContext context) {
    GroupRule rule = PhotoGroups.of(dataset, config, context);
    return GroupedSplit.of(dataset, rule, TEST_SHARE, new RunSeed(config.seed()));
  }

  /**
   * Runs every trial that has not been run, and compares.
   *
   * @param test photos that are not learnt from; the caller sees to it that they are of other
   *     places
   * @throws FaultlineException with {@code INPUT} where a photo is in both sets, there are fewer
   *     than two test photos or no object on them, or a finished trial's file is damaged; with
   *     {@code USAGE} where a recipe has a wrong key; and as the runs of {@code pipeline} do
   */
  public static ComparisonTable run(
      Dataset train, Dataset test, Options options, RunContext context) {
    return run(train, test, options, TrialHelpers.NONE, context);
  }

  /** As above, with helpers that run the trials that are missing. */
  public static ComparisonTable run(
      Dataset train, Dataset test, Options options, TrialHelpers helpers, RunContext context) {
    return new Comparison(train, test, options, context).run(helpers);
  }

  /**
   * Runs one trial, unless it is finished, and leaves its file in the folder.
   *
   * @param name as {@link TrialHelpers} gets it
   */
  public static void trial(
      Dataset train, Dataset test, Options options, String name, RunContext context) {
    Comparison comparison = new Comparison(train, test, options, context);
    comparison.plan().stream()
        .filter(planned -> planned.done().isEmpty() && planned.name().equals(name))
        .forEach(comparison::run);
  }

  private ComparisonTable run(TrialHelpers helpers) {
    List<String> open =
        plan().stream().filter(one -> one.done().isEmpty()).map(Planned::name).toList();
    helpers.run(open);
    List<Planned> plan = plan();
    long missing = plan.stream().filter(planned -> planned.done().isEmpty()).count();
    if (missing < plan.size()) {
      note((plan.size() - missing) + " of " + plan.size() + " trials are finished already");
    }
    long began = context.nanoTime().getAsLong();
    List<Trial> trials = new ArrayList<>();
    long run = 0;
    for (Planned planned : plan) {
      if (planned.done().isEmpty()) {
        String head = "trial " + (trials.size() + 1) + " of " + plan.size() + ": ";
        double seconds = (context.nanoTime().getAsLong() - began) / 1e9;
        String left =
            run == 0 ? "" : "; about " + duration(seconds / run * (missing - run)) + " left";
        note(head + planned.recipe() + ", seed " + planned.config().seed() + left);
        run++;
      }
      trials.add(planned.done().orElseGet(() -> run(planned)));
    }
    return ComparisonTable.of(options, trials);
  }

  /**
   * A trial that belongs to the comparison.
   *
   * @param done it, where it is finished
   */
  private record Planned(
      String recipe, PipelineConfig config, Path file, Fingerprint key, Optional<Trial> done) {
    String name() {
      return Comparison.name(recipe, config);
    }
  }

  /** All trials, one seed after the other: whoever stops early has every recipe as often. */
  private List<Planned> plan() {
    List<Planned> plan = new ArrayList<>();
    for (int s = 0; s < options.seeds(); s++) {
      for (int r = 0; r < configs.size(); r++) {
        String recipe = options.recipes().get(r).name();
        PipelineConfig config = configs.get(r).withSeed(options.base().seed() + s);
        Path file = options.folder().resolve("trials").resolve(name(recipe, config) + ".json");
        Fingerprint key = trialRun.key(config);
        plan.add(new Planned(recipe, config, file, key, TrialFile.read(file, key)));
      }
    }
    return plan;
  }

  private Trial run(Planned planned) {
    Trial trial =
        trialRun.run(planned.recipe(), name(planned.recipe(), planned.config()), planned.config());
    TrialFile.write(planned.file(), planned.key(), trial);
    return trial;
  }

  private static String name(String recipe, PipelineConfig config) {
    return recipe + "-seed" + config.seed();
  }

  private void note(String line) {
    context.progress().note(line);
  }

  private static String duration(double seconds) {
    long minutes = Math.round(seconds / 60);
    if (minutes < 1) {
      return "a minute";
    }
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
