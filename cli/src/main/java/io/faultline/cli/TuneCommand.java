package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.experiment.Objective;
import io.faultline.internal.experiment.SearchSpace;
import io.faultline.internal.experiment.Tuning;
import io.faultline.internal.experiment.TuningTable;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches settings by cross-validation over one dataset. */
@Command(
    name = "tune",
    header = "Search the settings that find the most cracks in your photos.",
    customSynopsis = {"faultline tune --data DATA --out FOLDER [OPTIONS]"},
    description = {
      "Tries settings of the loss (cross-entropy or focal loss, its alpha and gamma), the"
          + " positive IoU, the class weights and the learning rate by cross-validation. The"
          + " photos are cut into parts (folds); photos of one group stay together. Each"
          + " trial trains on all folds but one and is measured on that one. The goal is the"
          + " highest recall at a given precision.",
      "",
      "The first candidate is your own configuration; the others are drawn at random around"
          + " it. First all candidates are tried with a quarter of the epochs on a third of"
          + " the folds. The best third goes on with half of the epochs on two thirds of the"
          + " folds, and the best third of those with everything. Your configuration always"
          + " goes to the end, so that the winner is compared with it on every fold.",
      "",
      "12 trials with 3 folds take as long as about 17 trainings. After a stop, the same"
          + " command goes on: the results of finished trials are kept in FOLDER, their"
          + " models are not."
    },
    footer = {
      "  faultline tune --data walls --weights resnet18 --out runs/tune",
      "  faultline tune --data walls --out runs/tune --hours 8",
      "      after a stop, the same command goes on",
      "  faultline tune --data walls --out r --min-precision 0.9",
      "      where false alarms are expensive",
      "  faultline train --data walls --config runs/tune/best.yaml --out runs/walls",
      "",
      "FOLDER holds best.yaml (every setting of the winner), trials.csv (every trial),",
      "what-mattered.svg (the score against each setting) and log.txt."
    })
final class TuneCommand implements Callable<Integer>, RunsOnSpark {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;
  @Mixin private LearningOptions learning;
  @Mixin private RunOptions options;
  @Mixin private SparkOption spark;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of this search.")
  private Path out;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Number of candidates, yours included (default: ${DEFAULT-VALUE}).",
      defaultValue = "12")
  private int trials;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = "Number of parts that the photos are cut into (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int folds;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description =
          "What to maximise: recall-at-precision, or ap50 of detections, which takes longer"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "recall-at-precision")
  private String objective;

  @Option(
      names = "--min-precision",
      paramLabel = "P",
      description =
          "The precision at which recall is measured (default: ${DEFAULT-VALUE}, the lowest that"
              + " mmalek06 2024, part 3, calls good).",
      defaultValue = "0.67")
  private double minPrecision;

  @Option(
      names = "--hours",
      paramLabel = "H",
      description =
          "Time limit. No training starts that would probably end later; the best finished"
              + " candidate wins.")
  private Optional<Double> hours = Optional.empty();

  @Override
  public Integer call() {
    if (hours.isPresent() && spark.master().isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--hours does not go with --spark; stop the command and start it again");
    }
    Tuning.Options search = search();
    LoadedDataset loaded = learning.data().load(common);
    print(search(loaded, search));
    return 0;
  }

  private Tuning.Options search() {
    PipelineConfig base = learning.config(List.of());
    return new Tuning.Options(
        base, SearchSpace.DEFAULT, trials, folds, objective(), minPrecision, hours, out);
  }

  @Override
  public Optional<String> master() {
    return spark.master();
  }

  @Override
  public Part part() {
    Tuning.Options search = search();
    Dataset dataset = learning.data().load(common).dataset();
    return name ->
        options.run(
            common,
            context -> {
              Tuning.trial(dataset, search, name, context);
              return new byte[0];
            });
  }

  private Objective objective() {
    return Objective.of(objective)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--objective is "
                        + objective
                        + "; it must be one of "
                        + String.join(", ", Objective.texts())));
  }

  private TuningTable search(LoadedDataset loaded, Tuning.Options search) {
    return options.run(
        common,
        context ->
            RunLog.keep(
                out.resolve("log.txt"),
                context,
                loaded.findings(),
                logged ->
                    Tuning.run(
                        loaded.dataset(), search, spark.trialHelpers(context.progress()), logged)));
  }

  private void print(TuningTable table) {
    common.print(TuningTables.candidates(table));
    common.print(TuningTables.effects(table));
    common.say(table.verdict());
    if (!table.done()) {
      common.say("The search is not finished: the same command goes on where it was.");
    }
    common.print("\nBest     " + out.resolve("best.yaml"));
    common.print("Picture  " + out.resolve("what-mattered.svg"));
    common.print(
        "\nNext: faultline train --config " + out.resolve("best.yaml") + " --data DATA --out RUN");
  }
}
