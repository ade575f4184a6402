package io.faultline.cli;

import io.faultline.dataset.LoadedDataset;
import io.faultline.detection.OperatingPoint;
import io.faultline.detection.RecallPromise;
import io.faultline.pipeline.PipelineConfig;
import io.faultline.pipeline.RunFolder;
import io.faultline.pipeline.RunReport;
import io.faultline.pipeline.TrainingRun;
import io.faultline.pipeline.TrainingSummary;
import io.faultline.proposal.ProposalCeiling;
import io.faultline.report.ClassifierTable;
import io.faultline.report.MetricsJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Photos and labels in, a model out. */
@Command(
    name = "train",
    header = "Train a detector: photos and labels in, a model out.",
    customSynopsis = {"faultline train --data DATA --out RUN [OPTIONS]"},
    description = {
      "Proposes boxes, labels them by the truth, fine-tunes a network on them, chooses the threshold"
          + " on photos held out, and leaves everything in one folder: model, config.yaml,"
          + " epochs.csv, curves.svg, reliability.svg, metrics.json, report.html, log.txt, and,"
          + " before the first"
          + " step, regions.png: what that step sees. Training again with the same photos,"
          + " settings and seed gives the same model; after a stop or a crash the same command goes"
          + " on from the last whole epoch.",
      "",
      "With --target-recall some photos, in whole groups (operating-point.proof), are neither learnt"
          + " from nor used to choose anything, but prove the recall and set the threshold; promise"
          + " does the same for a model that is there already."
    },
    footer = {
      "  faultline train --data walls --out runs/walls",
      "  faultline train --data walls --out runs/walls --weights resnet34 --seed 7",
      "      starts from torchvision's weights, fetched once into ~/.cache/faultline",
      "  faultline train --data walls --out runs/sure --target-recall 0.9",
      "  faultline train --data walls --out runs/trees --classifier xgboost",
      "  faultline train --data walls --out runs/four --classifier all",
      "      compares four classifiers on the same features and keeps all in RUN/models",
      "  faultline config > mine.yaml",
      "      writes every setting with its default into a file, to be changed",
      "  faultline train --data walls --out runs/mine --config mine.yaml"
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private LearningOptions learning;
  @Mixin private RecallOptions recall;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "Folder of this run; the model is RUN/model.")
  private Path out;

  @Option(
      names = "--classifier",
      paramLabel = "KIND",
      description = {
        "What scores regions, short for --set classifier.kind=KIND: head (the network's own, the"
            + " default), svm, xgboost, lightgbm, or all: trains the four on the same features,"
            + " prints how they compare on the held-out photos (classifiers.csv), and takes the best"
            + " one as the model."
      })
  private Optional<String> classifier = Optional.empty();

  @Option(
      names = "--hours",
      paramLabel = "H",
      description =
          "How long fine-tuning may take: the learning rate falls with the time that is used, and no"
              + " epoch begins that would likely end later.")
  private Optional<Double> hours = Optional.empty();

  @Override
  public Integer call() {
    PipelineConfig config = learning.config(sets());
    LoadedDataset loaded = learning.data().load(common);
    RunFolder folder = new RunFolder(out);
    TrainingSummary summary = train(loaded, config, folder);
    print(summary, folder);
    MetricsJson numbers = MetricsJson.training(summary.seconds()).with(summary.classifiers());
    numbers.write(folder.metrics());
    json.write(numbers);
    return LeftOut.exitCode(summary.unreadable().size() + learning.data().missing(), common);
  }

  private List<String> sets() {
    List<String> sets = new ArrayList<>(recall.sets());
    hours.ifPresent(limit -> sets.add("fine-tune.hours=" + limit));
    classifier.ifPresent(kind -> sets.add("classifier.kind=" + kind));
    return sets;
  }

  private TrainingSummary train(LoadedDataset loaded, PipelineConfig config, RunFolder folder) {
    AtomicReference<RunLog> log = new AtomicReference<>();
    try {
      return options.run(
          common,
          progress -> {
            log.set(new RunLog(progress, common.shell(), loaded.findings()));
            return log.get();
          },
          context -> {
            TrainingSummary summary = TrainingRun.run(loaded.dataset(), config, folder, context);
            RunReport.writeTraining(folder, summary, loaded.findings(), config, context);
            return summary;
          });
    } finally {
      Optional.ofNullable(log.get()).ifPresent(kept -> kept.write(folder.log()));
    }
  }

  private void print(TrainingSummary summary, RunFolder folder) {
    ProposalCeiling ceiling = summary.ceiling();
    OperatingPoint point = summary.operatingPoint();
    Table table = new Table("stage", "time");
    summary.seconds().forEach((stage, seconds) -> table.row(stage, Figures.duration(seconds)));
    table.row("together", Figures.duration(total(summary)));
    common.print(table.text());
    common.say(
        "Learnt from "
            + Figures.count(summary.trainPhotos())
            + " photos, held out "
            + Figures.count(summary.heldOutPhotos())
            + "; "
            + Figures.mean(ceiling.boxesPerPhoto())
            + " boxes per photo cover "
            + Figures.share(ceiling.recallAt50())
            + " of the objects at IoU 0.5.");
    common.say(
        "Epoch "
            + summary.bestEpoch()
            + " of "
            + summary.epochs().size()
            + (summary.heldOutPhotos() > 0 ? " was the best" : " is kept (nothing is held out)")
            + "; detections count from a score of "
            + Figures.share(point.threshold())
            + ".");
    if (summary.classifiers().compares()) {
      common.print("");
      common.print(classifiers(summary.classifiers()).text());
      common.say(ClassifierTable.CAVEAT);
    }
    if (point.basis() instanceof RecallPromise promise) {
      common.print("");
      common.say(Figures.sentence(promise.words()));
    }
    common.print("\nModel   " + folder.model());
    if (summary.heldOutPhotos() > 0) {
      common.print("Report  " + folder.report() + "  (the held-out photos)");
    }
    common.print("Log     " + folder.log());
    common.print("\nNext: faultline evaluate --model " + folder.model() + " --data OTHER-PHOTOS");
  }

  private static Table classifiers(ClassifierTable classifiers) {
    Table table = new Table(ClassifierTable.columns().toArray(String[]::new));
    classifiers.texts().forEach(row -> table.row(row.toArray(String[]::new)));
    return table;
  }

  private static double total(TrainingSummary summary) {
    return summary.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
