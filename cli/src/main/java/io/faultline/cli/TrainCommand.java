package io.faultline.cli;

import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.crops.CropTrainingRun;
import io.faultline.internal.pipeline.RunReport;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.report.ClassifierTable;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.training.TrainingSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Photos and labels in, a model out. */
@Command(
    name = "train",
    header = "Train a detector: photos and labels in, a model out.",
    customSynopsis = {
      "faultline train --data DATA --out RUN [OPTIONS]",
      "       faultline train --crops FOLDER --out RUN [OPTIONS]"
    },
    description = {
      "Proposes boxes, labels them by their overlap with your labels, fine-tunes a network on"
          + " them, and chooses the threshold on photos that it did not learn from. RUN gets"
          + " the model, report.html, config.yaml, epochs.csv, curves.svg, reliability.svg,"
          + " metrics.json, log.txt and regions.png (the regions of the first training step)."
          + " The same photos, settings and seed give the same model. After a stop, the same"
          + " command goes on from the last complete epoch.",
      "",
      "With --target-recall, a share of the photos (setting operating-point.proof) is set aside to"
          + " prove the recall; photos of one place stay together. These photos are not used to"
          + " train, to choose the epoch or for anything else. The command promise does the same"
          + " for an existing model.",
      "",
      "With --crops, the network learns from crops: pictures of single regions, as export"
          + " crops or another tool writes them. Every crop is passed alone (regime warp)."
          + " Precision, recall and F1 of each class are printed for the validation crops,"
          + " which choose the best epoch, and for the test crops, which do not choose it."
          + " RUN gets a model and weights.safetensors, from which a later train --data"
          + " --weights can start. Crops show no whole photos, so the threshold of this model"
          + " is 0.5 and nobody knows how well it detects: use promise and evaluate with"
          + " labelled photos."
    },
    footer = {
      "  faultline train --data walls --out runs/walls",
      "  faultline train --data walls --out runs/walls --weights resnet34 --seed 7",
      "      starts from torchvision's weights; they are fetched once",
      "  faultline train --data walls --out runs/sure --target-recall 0.9",
      "  faultline train --data walls --out runs/trees --classifier xgboost",
      "  faultline train --data walls --out runs/four --classifier all",
      "      compares four classifiers on the same features and keeps all in RUN/models",
      "  faultline train --crops crops --out runs/c --weights resnet18",
      "  faultline train --data w --out runs/w --weights runs/c/weights.safetensors",
      "      learns from crops, and then from photos, starting where that ended",
      "  faultline config > mine.yaml",
      "      writes all settings with their defaults into a file that you can change",
      "  faultline train --data walls --out runs/mine --config mine.yaml"
    })
final class TrainCommand implements Callable<Integer> {
  private static final Set<String> OF_PHOTOS =
      Set.of(
          "--data",
          "--images",
          "--split",
          "--strict",
          "--keep-unlabelled",
          "--boxes",
          "--upright",
          "--classifier",
          "--target-recall",
          "--confidence",
          "--level",
          "--iou");

  /** Settings without effect where labels stand in names and no photo is searched. */
  private static final List<String> SECTIONS_OF_PHOTOS =
      List.of("region.", "regression.", "classifier.", "operating-point.");

  @Mixin private CommonOptions common;
  @Mixin private LearningOptions learning;
  @Mixin private RecallOptions recall;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Option(
      names = "--crops",
      paramLabel = "FOLDER",
      description =
          "Instead of --data: crops called IMAGE.COUNTER.IOU.LABEL.jpg (or png, ...), in folders"
              + " train, validation (or valid, val) and test, or all together. Without a folder"
              + " validation the crops of some photos are held out. classes.txt may name the"
              + " classes, label 1 first.")
  private Optional<Path> crops = Optional.empty();

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "Folder of this run. The model is RUN/model.")
  private Path out;

  @Option(
      names = "--classifier",
      paramLabel = "KIND",
      description =
          "What scores regions, short for --set classifier.kind=KIND: head (the network"
              + " itself, the default), svm, xgboost, lightgbm, or all. all trains the four"
              + " on the same features, prints how they compare on the held-out photos (also"
              + " classifiers.csv), and keeps the best.")
  private Optional<String> classifier = Optional.empty();

  @Option(
      names = "--hours",
      paramLabel = "H",
      description =
          "Time limit of the fine-tuning. The learning rate falls with the time used, and no"
              + " epoch starts that would probably end later.")
  private Optional<Double> hours = Optional.empty();

  @Override
  public Integer call() {
    if (requireOneSource()) {
      return trainOnCrops(crops.orElseThrow());
    }
    PipelineConfig config = learning.config(sets());
    LoadedDataset loaded = learning.data().load(common);
    RunFolder folder = new RunFolder(out);
    TrainingSummary summary =
        options.run(common, context -> RunReport.train(loaded, config, folder, context));
    print(summary, folder);
    json.write(RunReport.metrics(summary));
    return LeftOut.exitCode(summary.unreadable().size() + learning.data().missing(), common);
  }

  /** Whether crops are learnt from. */
  private boolean requireOneSource() {
    List<OptionSpec> given = spec.commandLine().getParseResult().matchedOptions();
    boolean data = given.stream().anyMatch(option -> option.longestName().equals("--data"));
    if (crops.isEmpty() && !data) {
      throw new ParameterException(
          spec.commandLine(), "Give either --data or --crops, what to learn from");
    }
    if (crops.isPresent()) {
      given.stream()
          .map(OptionSpec::longestName)
          .filter(OF_PHOTOS::contains)
          .findFirst()
          .ifPresent(this::refuse);
      learning.sets().stream()
          .filter(set -> SECTIONS_OF_PHOTOS.stream().anyMatch(set::startsWith))
          .findFirst()
          .ifPresent(set -> refuse("--set " + set));
    }
    return crops.isPresent();
  }

  private void refuse(String option) {
    throw new ParameterException(
        spec.commandLine(), "The option " + option + " is for photos; it does not go with --crops");
  }

  private int trainOnCrops(Path source) {
    PipelineConfig config = learning.config(CropTrainingRun.defaults(source), sets());
    return new CropTraining(common, options, json, new RunFolder(out)).run(source, config);
  }

  private List<String> sets() {
    List<String> sets = new ArrayList<>(recall.sets());
    hours.ifPresent(limit -> sets.add("fine-tune.hours=" + limit));
    classifier.ifPresent(kind -> sets.add("classifier.kind=" + kind));
    return sets;
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
            + (point.classes().isEmpty() ? "." : ":"));
    if (!point.classes().isEmpty()) {
      common.print(thresholds(point).text());
    }
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

  private static Table thresholds(OperatingPoint point) {
    Table table = new Table("class", "counts from", "certain from", "how it was chosen");
    point
        .classes()
        .forEach(
            (name, own) ->
                table.row(
                    name,
                    Figures.share(own.threshold()),
                    Figures.share(own.certain()),
                    own.basis().words()));
    return table;
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
