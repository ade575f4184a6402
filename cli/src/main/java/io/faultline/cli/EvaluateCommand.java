package io.faultline.cli;

import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.pipeline.EvaluationRun;
import io.faultline.internal.pipeline.EvaluationSummary;
import io.faultline.internal.pipeline.ModelComparison;
import io.faultline.internal.pipeline.RunReport;
import io.faultline.internal.report.EvaluationSections;
import io.faultline.internal.report.LedgerWords;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a model on photos with truth. */
@Command(
    name = "evaluate",
    header = "Measure a model on photos it has not seen.",
    customSynopsis = {"faultline evaluate --model MODEL --data DATA [OPTIONS]"},
    description = {
      "Detects on every photo and compares the detections with the labels: what was found,"
          + " what was missed and which stage of detection lost it, what the false alarms are, and"
          + " how much of the objects' area is covered. Every number has a 95 %% interval, computed"
          + " by drawing groups of photos at random (bootstrap). One line says what each kind of"
          + " error costs in AP50 (TIDE). Classes are matched by name. Photos that look like those"
          + " of the model's training are named in a warning: results on them prove nothing."
    },
    footer = {
      "  faultline evaluate --model runs/walls/model --data new",
      "  faultline evaluate --model runs/walls/model --data new --out runs/new",
      "      also writes report.html, metrics.json, detections.json, misses.csv and",
      "      false-alarms.csv there",
      "  faultline evaluate --model runs/b/model --data new --against runs/a/model",
      "      says of each number whether it is better, worse, or no clear difference",
      "  faultline evaluate --model runs/walls/model --data new --trace new.jsonl",
      "      keeps what happened to every proposal, for score --trace",
      "  faultline evaluate --model runs/walls/model --data new --threshold crack=0.3",
      "      at another threshold than the model's, here for one class alone",
      "  faultline evaluate --model runs/walls/model --data new --json f.json",
      "",
      "The JSON has the names that score writes, the report on regions and the seconds."
    })
final class EvaluateCommand implements Callable<Integer>, RunsOnSpark {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;
  @Mixin private ModelOption model;
  @Mixin private ThresholdOption threshold;
  @Mixin private DataOptions data;
  @Mixin private DeviceOption device;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;
  @Mixin private GroupOption group;
  @Mixin private SparkOption spark;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Write report.html, metrics.json, detections.json, misses.csv and false-alarms.csv"
              + " there.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "MODEL",
      description =
          "Another model, measured on the same photos. The answer for each number is: better,"
              + " worse, or no clear difference.")
  private Optional<String> against = Optional.empty();

  @Writes(Writes.Kind.FILE)
  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write what happened to every proposal, as JSON lines. score --trace reads it.")
  private Optional<Path> trace = Optional.empty();

  @Override
  public Integer call() {
    if (trace.isPresent() && spark.master().isPresent()) {
      throw new ParameterException(spec.commandLine(), "--trace does not go with --spark");
    }
    EvaluationRun.Options how = how();
    // Read before the long work, so that a wrong file is told at once.
    Optional<DetectorBundle> other = against.map(BuiltInModels::open);
    DetectorBundle bundle = threshold.apply(model.read(common), common);
    LoadedDataset loaded = data.load(common, bundle.manifest());
    EvaluationSummary summary;
    try (RegionDetector detector = RegionDetector.of(bundle, device.compute())) {
      summary =
          options
              .run(common, context -> test(detector, loaded, how, context))
              .withLabelsDropped(loaded.labelsDropped());
    }
    Optional<RunReport.Against> compared =
        other.map(one -> new RunReport.Against(compare(summary, one, how), otherName()));
    print(summary, compared.map(RunReport.Against::comparison));
    out.map(RunFolder::new)
        .ifPresent(
            folder -> {
              RunReport.writeEvaluation(folder, data.name(), loaded, summary, compared);
              common.print("\nReport  " + folder.report());
            });
    json.write(RunReport.metrics(summary, compared));
    return LeftOut.exitCode(summary.unreadable().size() + data.missing(), common);
  }

  private EvaluationRun.Options how() {
    return new EvaluationRun.Options(group.bootstrap(), trace);
  }

  private EvaluationSummary test(
      RegionDetector detector,
      LoadedDataset loaded,
      EvaluationRun.Options how,
      RunContext context) {
    return spark.master().isEmpty()
        ? EvaluationRun.test(detector, loaded.dataset(), how, context)
        : EvaluationRun.test(
            detector,
            loaded.dataset(),
            how,
            parts -> spark.map(parts, "parts of the dataset", context.progress()),
            context);
  }

  @Override
  public Optional<String> master() {
    return spark.master();
  }

  /** The detector lives as long as the JVM, which ends with the work. */
  @Override
  public Part part() {
    DetectorBundle bundle = threshold.apply(model.read(common), common);
    LoadedDataset loaded = data.load(common, bundle.manifest());
    RegionDetector detector = RegionDetector.of(bundle, device.compute());
    return name ->
        options.run(
            common,
            context -> EvaluationRun.part(detector, loaded.dataset(), how(), name, context));
  }

  private PairedComparison compare(
      EvaluationSummary summary, DetectorBundle other, EvaluationRun.Options how) {
    try (RegionDetector detector = RegionDetector.of(other, device.compute())) {
      return options.run(
          common, context -> ModelComparison.run(summary, detector, how.bootstrap(), context));
    }
  }

  private String otherName() {
    return against.orElse("");
  }

  private void print(EvaluationSummary summary, Optional<PairedComparison> comparison) {
    Evaluation evaluation = summary.evaluation();
    common.say(EvaluationSections.verdict(evaluation));
    common.say(LedgerWords.misses(summary.misses()));
    common.say(LedgerWords.alarms(evaluation.falseAlarms()));
    comparison.ifPresent(one -> common.say(LedgerWords.comparison(one, otherName())));
    common.print("");
    common.print(ScoreTables.atThreshold(evaluation));
    common.print(ScoreTables.areas(evaluation));
    common.print(ScoreTables.verdicts(summary.verdicts()));
    common.print(LedgerTables.misses(summary.misses()));
    common.print(LedgerTables.alarms(evaluation.falseAlarms()));
    common.say(LedgerWords.tide(evaluation.tide()));
    common.print("");
    comparison.ifPresent(one -> common.print(LedgerTables.against(one)));
    common.print(ScoreTables.classes(evaluation));
    common.print(ScoreTables.coco(evaluation));
    common.print(
        "Regions one by one, labelled boxes among them, with negatives as in mmalek06 (2024), supplement:");
    common.print(summary.regions().text() + "\n");
    common.say(
        "The proposals cover "
            + Figures.share(summary.ceiling().recallAt50())
            + " of the objects at IoU 0.5 and "
            + Figures.share(summary.ceiling().recallAt70())
            + " at 0.7: the most any model could find.");
    common.say(ScoreTables.resampled(evaluation));
    common.print(
        Figures.count(summary.detections().size())
            + " photos in "
            + Figures.duration(summary.seconds())
            + ", "
            + Figures.rate(summary.detections().size() / summary.seconds()));
  }
}
