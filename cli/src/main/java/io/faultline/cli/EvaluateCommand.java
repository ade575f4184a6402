package io.faultline.cli;

import io.faultline.dataset.LoadedDataset;
import io.faultline.detection.Detector;
import io.faultline.evaluation.Evaluation;
import io.faultline.pipeline.EvaluationRun;
import io.faultline.pipeline.EvaluationSummary;
import io.faultline.pipeline.RunFolder;
import io.faultline.pipeline.RunReport;
import io.faultline.provenance.RunSeed;
import io.faultline.report.DetectionJson;
import io.faultline.report.MetricsJson;
import io.faultline.report.ReportSections;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model on photos with truth. */
@Command(
    name = "evaluate",
    header = "Measure a model on photos it has not seen.",
    customSynopsis = {"faultline evaluate --model MODEL --data DATA [OPTIONS]"},
    description = {
      "Detects on every photo, compares with its labels and says what was found and missed, with"
          + " intervals over photos. Categories are matched by name."
    },
    footer = {
      "  faultline evaluate --model runs/walls/model --data new",
      "  faultline evaluate --model runs/walls/model --data new --out runs/new",
      "      also writes report.html, metrics.json and detections.json there",
      "  faultline evaluate --model runs/walls/model --data new --json f.json",
      "",
      "The JSON has the names that score writes, the report on regions and the seconds."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DataOptions data;
  @Mixin private DeviceOption device;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model, as train leaves it at RUN/model.")
  private Path model;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Write report.html, metrics.json and detections.json there.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the intervals' draws (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Override
  public Integer call() {
    LoadedDataset loaded = data.load(common);
    EvaluationSummary summary;
    try (Detector detector = Detector.load(model, device.compute())) {
      summary =
          options.run(
              common,
              context -> EvaluationRun.run(detector, loaded.dataset(), new RunSeed(seed), context));
    }
    MetricsJson numbers =
        MetricsJson.of(summary.evaluation())
            .with(summary.regions())
            .withSeconds(Map.of("detection", summary.seconds()));
    print(summary);
    out.ifPresent(folder -> write(new RunFolder(folder), loaded, summary, numbers));
    json.write(numbers);
    return LeftOut.exitCode(summary.unreadable().size(), common);
  }

  private void print(EvaluationSummary summary) {
    Evaluation evaluation = summary.evaluation();
    common.say(ReportSections.verdict(evaluation));
    common.print("");
    common.print(ScoreTables.atThreshold(evaluation));
    common.print(ScoreTables.verdicts(summary.verdicts()));
    common.print(ScoreTables.classes(evaluation.coco()));
    common.print(ScoreTables.coco(evaluation.coco()));
    common.print("Regions, truth boxes among them, in the published mix of negatives:");
    common.print(summary.regions().text().stripTrailing() + "\n");
    common.say(
        "The proposals cover "
            + Figures.share(summary.ceiling().recallAt50())
            + " of the objects at IoU 0.5 and "
            + Figures.share(summary.ceiling().recallAt70())
            + " at 0.7: the most any model could find.");
    common.print(
        Figures.count(summary.detections().size())
            + " photos in "
            + Figures.duration(summary.seconds())
            + ", "
            + Figures.rate(summary.detections().size() / summary.seconds()));
  }

  private void write(
      RunFolder folder, LoadedDataset loaded, EvaluationSummary summary, MetricsJson numbers) {
    DetectionJson.write(folder.detections(), summary.detections());
    numbers.write(folder.metrics());
    RunReport.write(
        folder.report(),
        "Evaluation on " + data.name(),
        loaded.dataset(),
        loaded.findings(),
        summary,
        Optional.empty(),
        "");
    common.print("\nReport  " + folder.report());
  }
}
