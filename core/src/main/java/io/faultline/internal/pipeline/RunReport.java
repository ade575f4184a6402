package io.faultline.internal.pipeline;

import io.faultline.FaultlineException;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.Raster;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.report.EvaluationSections;
import io.faultline.internal.report.HtmlReport;
import io.faultline.internal.report.LedgerSections;
import io.faultline.internal.report.MetricsJson;
import io.faultline.internal.report.ReportContent;
import io.faultline.internal.report.ReportGallery;
import io.faultline.internal.report.ReportSections;
import io.faultline.internal.report.TrainingCurves;
import io.faultline.internal.results.DetectionJson;
import io.faultline.internal.results.LedgerCsv;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.StartingWeights;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.stage.RunLog;
import io.faultline.internal.training.TrainingRun;
import io.faultline.internal.training.TrainingSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a training or an evaluation leaves in its folder for people and programs. */
public final class RunReport {
  private static final int GALLERY = 24;

  private RunReport() {}

  /**
   * Writes the page.
   *
   * @param title what was measured, such as {@code Cracks at quay h1}
   * @param dataset the photos that were measured
   * @param findings what reading them dropped, clipped or repaired
   * @param against what another model found on the same photos, where it was asked
   * @param training the training run, where it belongs to this report
   * @param configuration the effective configuration as YAML, or empty
   */
  static void write(
      Path file,
      String title,
      Dataset dataset,
      List<Finding> findings,
      EvaluationSummary summary,
      Optional<ReportContent.Section> against,
      Optional<TrainingSummary> training,
      String configuration) {
    List<ReportContent.Section> sections = new ArrayList<>();
    List<Category> categories = summary.dataset().categories();
    PhotoCache photos = new PhotoCache();
    Function<ImageRecord, Raster> reader = photos::get;
    sections.add(
        ReportSections.gallery(
            ReportGallery.of(
                summary.dataset(),
                summary.detections(),
                summary.evaluation().objects().thresholds(),
                GALLERY,
                reader)));
    against.ifPresent(sections::add);
    sections.add(LedgerSections.misses(summary.misses(), categories, reader));
    sections.add(
        LedgerSections.alarms(
            summary.evaluation().falseAlarms(), summary.evaluation().tide(), categories, reader));
    sections.add(EvaluationSections.objects(summary.evaluation()));
    sections.add(EvaluationSections.curves(summary.evaluation()));
    sections.add(EvaluationSections.photos(summary.evaluation()));
    sections.add(EvaluationSections.regions(summary.regions()));
    sections.add(ReportSections.ceiling(summary.ceiling()));
    training
        .map(TrainingSummary::classifiers)
        .filter(table -> table.compares() || table.calibrates())
        .ifPresent(table -> sections.add(table.section()));
    training.ifPresent(run -> sections.add(new TrainingCurves(run.epochs()).section()));
    sections.add(done(dataset, summary, training));
    sections.add(ReportSections.findings(findings));
    if (!configuration.isEmpty()) {
      sections.add(ReportSections.configuration(configuration));
    }
    HtmlReport.write(
        file,
        new ReportContent(
            title,
            verdict(summary),
            EvaluationSections.headlines(summary.evaluation()),
            sections,
            "Made by Faultline"));
  }

  private static String verdict(EvaluationSummary summary) {
    return Stream.concat(
            Stream.of(EvaluationSections.verdict(summary.evaluation())),
            summary.seen().warnings().stream().map(line -> "Warning: " + line + "."))
        .collect(Collectors.joining(" "));
  }

  /**
   * Trains and leaves everything in the run folder: what {@link TrainingRun} writes, the log, the
   * numbers, and, where photos were held out, the page with the new model on them. They chose its
   * best epoch and threshold and so flatter it a little.
   *
   * @throws FaultlineException what {@link TrainingRun#run} throws; the log is written also then
   */
  public static TrainingSummary train(
      LoadedDataset data, PipelineConfig config, RunFolder folder, RunContext context) {
    return RunLog.keep(
        folder.log(),
        context,
        data.findings(),
        logged -> {
          PipelineConfig resolved = StartingWeights.resolved(config, logged.progress());
          TrainingSummary summary = TrainingRun.run(data.dataset(), resolved, folder, logged);
          writeTraining(folder, summary, data.findings(), resolved, logged);
          metrics(summary).write(folder.metrics());
          return summary;
        });
  }

  /** The numbers of a training. */
  public static MetricsJson metrics(TrainingSummary summary) {
    return MetricsJson.training(summary.seconds()).with(summary.classifiers());
  }

  /**
   * What another model found on the same photos.
   *
   * @param name how it is called
   */
  public record Against(PairedComparison comparison, String name) {}

  /** The numbers of an evaluation. */
  public static MetricsJson metrics(EvaluationSummary summary, Optional<Against> against) {
    MetricsJson numbers =
        MetricsJson.of(summary.evaluation())
            .with(summary.misses())
            .with(summary.regions())
            .withSeen(summary.seen().seen().learnt().size(), summary.seen().seen().heldOut().size())
            .withSeconds(Map.of("detection", summary.seconds()));
    return against.map(other -> numbers.with(other.comparison(), other.name())).orElse(numbers);
  }

  /**
   * Leaves everything of an evaluation in its folder: detections, numbers, missed objects, false
   * alarms and the page.
   *
   * @param name of the dataset, for the page's title
   */
  public static void writeEvaluation(
      RunFolder folder,
      String name,
      LoadedDataset data,
      EvaluationSummary summary,
      Optional<Against> against) {
    List<Category> categories = summary.dataset().categories();
    LedgerCsv.misses(folder.misses(), summary.misses(), categories);
    LedgerCsv.alarms(folder.falseAlarms(), summary.evaluation().falseAlarms(), categories);
    DetectionJson.write(folder.detections(), summary.detections());
    metrics(summary, against).write(folder.metrics());
    write(
        folder.report(),
        "Evaluation on " + name,
        data.dataset(),
        Stream.concat(summary.seen().findings().stream(), data.findings().stream()).toList(),
        summary,
        against.map(other -> EvaluationSections.against(other.comparison(), other.name())),
        Optional.empty(),
        "");
  }

  private static void writeTraining(
      RunFolder folder,
      TrainingSummary training,
      List<Finding> findings,
      PipelineConfig config,
      RunContext context) {
    if (training.heldOutPhotos() == 0) {
      return;
    }
    try (RegionDetector detector =
        RegionDetector.load(folder.model(), config.network().compute())) {
      write(
          folder.report(),
          "Training: the held-out photos",
          training.heldOut(),
          findings,
          EvaluationRun.run(detector, training.heldOut(), new RunSeed(config.seed()), context),
          Optional.empty(),
          Optional.of(training),
          ConfigWriter.yaml(config));
    }
  }

  private static ReportContent.Section done(
      Dataset dataset, EvaluationSummary summary, Optional<TrainingSummary> training) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    training.ifPresent(run -> run.seconds().forEach((k, v) -> seconds.put("training: " + k, v)));
    seconds.put("detection", summary.seconds());
    String learnt =
        training
            .map(
                run ->
                    "Learnt from "
                        + run.trainPhotos()
                        + " photos; "
                        + run.heldOutPhotos()
                        + " more chose the best epoch and the threshold. Detections count"
                        + " from "
                        + run.operatingPoint().words().replaceFirst("\\.$", "")
                        + ". ")
            .orElse("");
    return ReportSections.done(
        learnt
            + "Measured on "
            + dataset.images().size()
            + " photos with "
            + dataset.objects()
            + " objects.",
        seconds);
  }
}
