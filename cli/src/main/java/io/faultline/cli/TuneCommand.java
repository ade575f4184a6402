package io.faultline.cli;

import io.faultline.dataset.LoadedDataset;
import io.faultline.experiment.Objective;
import io.faultline.experiment.SearchSpace;
import io.faultline.experiment.Tuning;
import io.faultline.experiment.TuningTable;
import io.faultline.pipeline.PipelineConfig;
import io.faultline.pipeline.RunLog;
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
      "Tries loss (cross-entropy or focal, its alpha and gamma), positive IoU, class weights and"
          + " learning rate by cross-validation: photos are cut into folds that share no group (see"
          + " data.group), and every trial trains on the others and is judged on its own, on"
          + " regions labelled alike for all (IoU above 0.5). What is sought is recall at a"
          + " precision one can live with, whatever the threshold.",
      "",
      "The first candidate is your configuration; the others are drawn at random around it. All are"
          + " tried with a quarter of the epochs on a third of the folds; the best third goes on"
          + " with half of them on two thirds, and a third of these with all on all. Yours goes on"
          + " to the end whatever it scores, so what wins has been compared with it on every fold.",
      "",
      "With 12 trials and 3 folds this takes as long as some 17 trainings. A search that was stopped"
          + " goes on where it was: finished trials are kept in FOLDER, their models are not."
    },
    footer = {
      "  faultline tune --data walls --weights resnet18 --out runs/tune",
      "  faultline tune --data walls --out runs/tune --hours 8",
      "      over night; the same line again goes on",
      "  faultline tune --data walls --out r --min-precision 0.9",
      "      where false alarms are dear",
      "  faultline train --data walls --config runs/tune/best.yaml --out runs/walls",
      "",
      "FOLDER holds best.yaml (the winner, every setting), trials.csv (every trial), what-mattered.svg",
      "(score against each setting) and log.txt."
    })
final class TuneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;
  @Mixin private LearningOptions learning;
  @Mixin private RunOptions options;

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
      description = "Candidates, yours included (default: ${DEFAULT-VALUE}).",
      defaultValue = "12")
  private int trials;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = "Parts that the photos are cut into (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int folds;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description =
          "What is made great: recall-at-precision, or ap50 of detections, which is slower"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "recall-at-precision")
  private String objective;

  @Option(
      names = "--min-precision",
      paramLabel = "P",
      description =
          "The precision at which recall is measured (default: ${DEFAULT-VALUE}, the lowest that"
              + " the published series calls a good run).",
      defaultValue = "0.67")
  private double minPrecision;

  @Option(
      names = "--hours",
      paramLabel = "H",
      description =
          "Begin no training that would likely end later, and pick from what is there by then.")
  private Optional<Double> hours = Optional.empty();

  @Override
  public Integer call() {
    PipelineConfig base = learning.config(List.of());
    Tuning.Options search =
        new Tuning.Options(
            base, SearchSpace.DEFAULT, trials, folds, objective(), minPrecision, hours, out);
    LoadedDataset loaded = learning.data().load(common);
    print(search(loaded, search));
    return 0;
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
                logged -> Tuning.run(loaded.dataset(), search, logged)));
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
