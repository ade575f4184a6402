package io.faultline.cli;

import io.faultline.Problem;
import io.faultline.dataset.LoadedDataset;
import io.faultline.pipeline.PipelineConfig;
import io.faultline.pipeline.RunContext;
import io.faultline.pipeline.RunFolder;
import io.faultline.pipeline.TrainingRun;
import io.faultline.pipeline.TrainingSummary;
import io.faultline.proposal.ProposalCeiling;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Photos and labels in, a model out. */
@Command(
    name = "train",
    header = "Train a detector: photos and labels in, a model out.",
    descriptionHeading = "%n",
    description = {
      "Proposes boxes, labels them by the truth, fine-tunes a network on them, chooses the threshold"
          + " on photos held out, and leaves everything in one folder: model, config.yaml,"
          + " epochs.csv, metrics.json, log.txt. Training again with the same photos, settings and"
          + " seed gives the same model."
    },
    optionListHeading = "%nOptions%n",
    footerHeading = "%nExamples%n",
    footer = {
      "  faultline train --data walls --out runs/walls",
      "  faultline train --data walls --out runs/walls --weights resnet18.pth --seed 7",
      "  faultline train --data walls --out runs/trees --set classifier.kind=xgboost",
      "  faultline config > mine.yaml          every setting with its default, to be changed",
      "  faultline train --data walls --out runs/mine --config mine.yaml"
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DataOptions data;
  @Mixin private ConfigOptions settings;
  @Mixin private Workers workers;
  @Mixin private JsonOption json;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "Folder of this run; the model is RUN/model.")
  private Path out;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Pretrained torchvision weights (.pth or .safetensors), short for --set"
              + " network.weights=FILE. Without, training starts from nothing.")
  private Optional<Path> weights = Optional.empty();

  @Override
  public Integer call() {
    PipelineConfig config = settings.read(PipelineConfig.class, PipelineConfig.DEFAULT);
    if (weights.isPresent()) {
      config = config.withWeights(weights.get());
    }
    LoadedDataset loaded = data.load(common);
    RunFolder folder = new RunFolder(out);
    ExecutorService pool = workers.start();
    TrainingSummary summary;
    try (TerminalProgress.Running progress = common.progress()) {
      RunLog log = new RunLog(progress, common.shell());
      loaded.findings().forEach(finding -> log.add(finding.line()));
      try {
        summary =
            TrainingRun.run(
                loaded.dataset(),
                config,
                folder,
                new RunContext(pool, workers.count(), common.shell().nanoClock(), log));
      } finally {
        log.write(folder.log());
      }
    } finally {
      pool.shutdownNow();
    }
    print(summary, folder);
    Map<String, Object> numbers = numbers(summary);
    JsonOption.write(folder.metrics(), numbers);
    json.write(numbers);
    return summary.unreadable().isEmpty() ? 0 : Problem.PARTIAL.exitCode();
  }

  private void print(TrainingSummary summary, RunFolder folder) {
    ProposalCeiling ceiling = summary.ceiling();
    Table table = new Table("stage", "time");
    summary.seconds().forEach((stage, seconds) -> table.row(stage, Figures.duration(seconds)));
    table.row("together", Figures.duration(total(summary)));
    common.print(table.text());
    common.print(
        "Learnt from "
            + Figures.count(summary.trainPhotos())
            + " photos, held out "
            + Figures.count(summary.heldOutPhotos())
            + "; "
            + Figures.mean(ceiling.boxesPerPhoto())
            + " boxes per photo cover "
            + Figures.share(ceiling.recallAt50())
            + " of the objects at IoU 0.5.");
    common.print(
        "Epoch "
            + summary.bestEpoch()
            + " of "
            + summary.epochs().size()
            + " was the best; detections count from a score of "
            + Figures.share(summary.threshold())
            + ".");
    if (!summary.unreadable().isEmpty()) {
      common.print(
          Figures.count(summary.unreadable().size()) + " photos could not be read; see the log.");
    }
    common.print("\nModel   " + folder.model());
    common.print("Log     " + folder.log());
    common.print("\nNext: faultline evaluate --model " + folder.model() + " --data OTHER-PHOTOS");
  }

  private static double total(TrainingSummary summary) {
    return summary.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Map<String, Object> numbers(TrainingSummary summary) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("trainPhotos", summary.trainPhotos());
    numbers.put("heldOutPhotos", summary.heldOutPhotos());
    numbers.put("unreadablePhotos", summary.unreadable().size());
    numbers.put("boxesPerPhoto", summary.ceiling().boxesPerPhoto());
    numbers.put("recallAt50", summary.ceiling().recallAt50());
    numbers.put("epochs", summary.epochs().size());
    numbers.put("bestEpoch", summary.bestEpoch());
    numbers.put("threshold", summary.threshold());
    numbers.put("seconds", total(summary));
    numbers.put("secondsPerStage", summary.seconds());
    return numbers;
  }
}
