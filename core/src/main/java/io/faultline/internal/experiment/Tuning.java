package io.faultline.internal.experiment;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.GroupedSplit;
import io.faultline.internal.dataset.Split;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.PhotoUnits;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Searches settings by cross-validation: candidates drawn at random, the base among them, climb by
 * {@link SuccessiveHalving}. Folds never share a group; every trial trains on the other folds, with
 * a part of them held out as usual, and is judged on its fold, on regions that are labelled alike
 * for all, so that candidates with other labels can be compared.
 *
 * <p>Finished trials are kept in the folder, and one that is there already is not run again; their
 * models are deleted.
 */
public final class Tuning {
  private static final double NANOS_PER_HOUR = 3600e9;

  private final Options options;
  private final RunContext context;
  private final List<Split> folds;
  private final List<TrialRun> runs = new ArrayList<>();
  private final GroupRule rule;
  private final List<Candidate> candidates;
  private final List<SuccessiveHalving.Rung> rungs;
  private final TuningFiles files;
  private final long start;
  private int number;

  /** The longest that an epoch and all around it has taken, in nanoseconds. */
  private double pace;

  private Tuning(Dataset dataset, Options options, RunContext context) {
    this.options = options;
    this.context = context;
    PipelineConfig base = options.base();
    GroupedSplit.requireGroups(dataset, GroupRule.parse(base.data().group()), options.folds());
    rule = PhotoGroups.of(dataset, base, context);
    folds = GroupedSplit.folds(dataset, rule, options.folds(), new RunSeed(base.seed()));
    requireObjects(folds);
    candidates = options.space().candidates(base, options.trials());
    rungs = SuccessiveHalving.rungs(options.trials(), base.fineTune().epochs(), options.folds());
    files = new TuningFiles(options.folder());
    for (int fold = 0; fold < folds.size(); fold++) {
      runs.add(
          new TrialRun(
              folds.get(fold).train(),
              folds.get(fold).heldOut(),
              ProposalSource.of(base),
              options.objective() == Objective.AP50,
              ofFold(fold),
              context));
    }
    start = context.nanoTime().getAsLong();
  }

  /**
   * What is searched, and how.
   *
   * @param base what candidates differ from, and the first of them
   * @param space where settings are searched
   * @param trials how many candidates, the base included, at least 2
   * @param folds at least 2
   * @param objective what is made great
   * @param minPrecision at which recall is measured, in [0, 1]
   * @param hours how long a call may take: no training begins that would likely end later. None: as
   *     long as it takes. Another call goes on
   * @param folder where everything goes
   */
  public record Options(
      PipelineConfig base,
      SearchSpace space,
      int trials,
      int folds,
      Objective objective,
      double minPrecision,
      Optional<Double> hours,
      Path folder) {
    /** Checks the numbers. */
    public Options {
      if (!(trials > 1)) {
        throw usage("trials is " + trials + "; it must be > 1: the first is the base");
      }
      if (!(folds > 1)) {
        throw usage("folds is " + folds + "; it must be > 1");
      }
      if (!(minPrecision >= 0) || !(minPrecision <= 1)) {
        throw usage("min-precision is " + minPrecision + "; it must be in [0, 1]");
      }
      if (hours.isPresent() && !(hours.get() > 0)) {
        throw usage("hours is " + hours.get() + "; it must be > 0");
      }
    }

    private static FaultlineException usage(String message) {
      return new FaultlineException(Problem.USAGE, message);
    }
  }

  /**
   * Runs every trial that has not been run, and leaves {@code best.yaml}, {@code trials.csv} and
   * {@code what-mattered.svg} in the folder.
   *
   * @throws FaultlineException with {@code INPUT} where there are fewer groups than folds, or too
   *     few objects for every fold to have some, and as {@link
   *     io.faultline.internal.training.TrainingRun#run} does
   */
  public static TuningTable run(Dataset dataset, Options options, RunContext context) {
    return run(dataset, options, TrialHelpers.NONE, context);
  }

  /** As above, with helpers that run the trials of a rung that are missing. */
  public static TuningTable run(
      Dataset dataset, Options options, TrialHelpers helpers, RunContext context) {
    return new Tuning(dataset, options, context).run(helpers);
  }

  /**
   * Runs one trial, unless it is finished, and leaves its file in the folder.
   *
   * @param name as {@link TrialHelpers} gets it
   */
  public static void trial(Dataset dataset, Options options, String name, RunContext context) {
    Tuning tuning = new Tuning(dataset, options, context);
    String[] numbers = name.split(" ", -1);
    int candidate = Integer.parseInt(numbers[0]);
    int epochs = tuning.rungs.get(Integer.parseInt(numbers[1])).epochs();
    Place place =
        tuning.place(tuning.candidates.get(candidate), epochs, Integer.parseInt(numbers[2]));
    if (!place.finished()) {
      Optional<Trial> unused = tuning.attempt(place, candidate, epochs);
    }
  }

  private static void requireObjects(List<Split> folds) {
    for (int fold = 0; fold < folds.size(); fold++) {
      Split split = folds.get(fold);
      if (split.train().objects() == 0 || split.heldOut().objects() == 0) {
        throw new FaultlineException(
            Problem.INPUT,
            "fold "
                + (fold + 1)
                + " of "
                + folds.size()
                + " has no objects to "
                + (split.heldOut().objects() == 0 ? "find" : "learn from")
                + ": there are too few groups of photos with objects; use fewer folds");
      }
    }
  }

  private TuningTable run(TrialHelpers helpers) {
    List<Map<Integer, List<Double>>> results =
        SuccessiveHalving.run(
            rungs,
            new SuccessiveHalving.Judge() {
              @Override
              public OptionalDouble score(int candidate, int rung, int fold) {
                return Tuning.this.score(candidate, rung, fold);
              }

              @Override
              public void begin(int rung, List<Integer> field) {
                helpers.run(missing(rung, field));
              }
            });
    boolean done =
        results.size() == rungs.size()
            && results.get(results.size() - 1).size() == rungs.get(rungs.size() - 1).candidates();
    if (results.get(0).isEmpty()) {
      throw new FaultlineException(
          Problem.USAGE, "not one trial fits into the time; give more --hours");
    }
    List<TuningTable.Row> rows = TuningTable.rows(candidates, rungs, results);
    String measure = options.objective().words(options.minPrecision());
    Optional<BootstrapInterval> difference = difference(rows);
    TuningTable table =
        new TuningTable(
            rows,
            measure,
            difference,
            effects(rows),
            done,
            TuningVerdict.of(rows, measure, difference));
    files.write(table, rungs.get(0));
    return table;
  }

  /** Trials of a rung without a file; where two rungs have the same epochs, one training does. */
  private List<String> missing(int rung, List<Integer> field) {
    List<String> names = new ArrayList<>();
    for (int candidate : field) {
      for (int fold = 0; fold < rungs.get(rung).folds(); fold++) {
        if (!place(candidates.get(candidate), rungs.get(rung).epochs(), fold).finished()) {
          names.add(candidate + " " + rung + " " + fold);
        }
      }
    }
    return names;
  }

  private OptionalDouble score(int candidate, int rung, int fold) {
    int all = rungs.stream().mapToInt(r -> r.candidates() * r.folds()).sum();
    SuccessiveHalving.Rung on = rungs.get(rung);
    number++;
    Place place = place(candidates.get(candidate), on.epochs(), fold);
    Optional<Trial> kept = TrialFile.read(place.file(), place.key());
    if (kept.isEmpty()) {
      if (late(on.epochs())) {
        context.progress().note("the time is up before trial " + number + " of " + all);
        return OptionalDouble.empty();
      }
      context
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "trial %d of %d: %s, round %d of %d (epochs: %d), fold %d of %d",
                  number,
                  all,
                  candidates.get(candidate).name(),
                  rung + 1,
                  rungs.size(),
                  on.epochs(),
                  fold + 1,
                  folds.size()));
    }
    Optional<Trial> trial = kept.isPresent() ? kept : attempt(place, candidate, on.epochs());
    double score = trial.map(t -> options.objective().of(t, options.minPrecision())).orElse(0.0);
    files.add(
        candidates.get(candidate),
        rung,
        on.epochs(),
        fold,
        score,
        trial.map(Trial::trainingSeconds).orElse(0.0));
    return OptionalDouble.of(score);
  }

  /**
   * Empty where a candidate's settings cannot be trained with, such as a learning rate at which the
   * loss runs away: no reason to lose a night. Photos and labels are not to blame, for the base,
   * which comes first on every fold, learnt from them.
   */
  private Optional<Trial> attempt(Place place, int candidate, int epochs) {
    try {
      return Optional.of(train(place, epochs));
    } catch (FaultlineException e) {
      boolean untrainable = e.problem() == Problem.INPUT || e.problem() == Problem.MODEL;
      if (candidate == Candidate.BASE || !untrainable) {
        throw e;
      }
      context.progress().note(place.name() + " counts as 0: " + e.getMessage());
      TuningFiles.delete(folder(place));
      return Optional.empty();
    }
  }

  /** Where a trial is kept, and what it is made of. */
  private record Place(String name, int fold, Path file, TrialRun run, PipelineConfig config) {
    Fingerprint key() {
      return run.key(config);
    }

    boolean finished() {
      return TrialFile.read(file, key()).isPresent();
    }
  }

  /** The rung is not in the name: where two rungs have the same epochs, one training does. */
  private Place place(Candidate candidate, int epochs, int fold) {
    String name = candidate.name() + "-epochs" + epochs + "-fold" + (fold + 1);
    return new Place(
        name,
        fold,
        options.folder().resolve("trials").resolve(name + ".json"),
        runs.get(fold),
        candidate.shortened(epochs));
  }

  private Path ofFold(int fold) {
    return options.folder().resolve("folds").resolve(Integer.toString(fold + 1));
  }

  private Trial train(Place place, int epochs) {
    long before = context.nanoTime().getAsLong();
    Trial trial = place.run().run(place.name(), place.name(), place.config());
    TrialFile.write(place.file(), place.key(), trial);
    TuningFiles.delete(folder(place));
    pace = Math.max(pace, (double) (context.nanoTime().getAsLong() - before) / epochs);
    return trial;
  }

  private Path folder(Place place) {
    return ofFold(place.fold()).resolve("runs").resolve(place.name());
  }

  private boolean late(int epochs) {
    double used = context.nanoTime().getAsLong() - start;
    return options.hours().isPresent()
        && used + pace * epochs > options.hours().get() * NANOS_PER_HOUR;
  }

  /** Recall can be resampled over photos; AP50 is known by fold alone. */
  private Optional<BootstrapInterval> difference(List<TuningTable.Row> rows) {
    TuningTable.Row best = rows.get(0);
    if (options.objective() == Objective.AP50 || best.candidate().base()) {
      return Optional.empty();
    }
    List<PhotoUnits> units =
        folds.stream()
            .limit(best.byFold().size())
            .map(fold -> PhotoUnits.of(fold.heldOut().images(), rule))
            .toList();
    return Optional.of(
        FoldPairs.difference(
            answers(best.candidate(), best),
            answers(candidates.get(Candidate.BASE), best),
            units,
            options.minPrecision(),
            new RunSeed(options.base().seed())));
  }

  private List<List<RegionAnswer>> answers(Candidate candidate, TuningTable.Row on) {
    List<List<RegionAnswer>> answers = new ArrayList<>();
    for (int fold = 0; fold < on.byFold().size(); fold++) {
      Place place = place(candidate, on.epochs(), fold);
      answers.add(TrialFile.read(place.file(), place.key()).map(Trial::common).orElse(List.of()));
    }
    return answers;
  }

  private List<SettingEffect> effects(List<TuningTable.Row> rows) {
    List<SettingEffect> effects = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      List<Double> values = new ArrayList<>();
      List<Double> scores = new ArrayList<>();
      for (TuningTable.Row row : rows) {
        setting
            .value(row.candidate().config())
            .ifPresent(
                value -> {
                  values.add(value);
                  scores.add(row.first());
                });
      }
      effects.add(SettingEffect.of(setting, values, scores, new RunSeed(options.base().seed())));
    }
    return effects;
  }
}
