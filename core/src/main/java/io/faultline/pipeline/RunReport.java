package io.faultline.pipeline;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detector;
import io.faultline.image.Raster;
import io.faultline.provenance.RunSeed;
import io.faultline.report.EvaluationSections;
import io.faultline.report.HtmlReport;
import io.faultline.report.LedgerSections;
import io.faultline.report.ReportContent;
import io.faultline.report.ReportGallery;
import io.faultline.report.ReportSections;
import io.faultline.report.TrainingCurves;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The HTML page of an evaluation, and of the training before it where there was one. */
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
  public static void write(
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
                summary.evaluation().objects().scoreThreshold(),
                GALLERY,
                reader)));
    against.ifPresent(sections::add);
    sections.add(LedgerSections.misses(summary.misses(), categories, reader));
    sections.add(LedgerSections.alarms(summary.evaluation().falseAlarms(), categories, reader));
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
            EvaluationSections.verdict(summary.evaluation()),
            EvaluationSections.headlines(summary.evaluation()),
            sections,
            "Made by Faultline"));
  }

  /**
   * Writes the page of a training run: the new model on the held-out photos, which chose its best
   * epoch and threshold and so flatter it a little. Nothing is written where nothing was held out.
   *
   * @return whether a page was written
   */
  public static boolean writeTraining(
      RunFolder folder,
      TrainingSummary training,
      List<Finding> findings,
      PipelineConfig config,
      RunContext context) {
    if (training.heldOutPhotos() == 0) {
      return false;
    }
    try (Detector detector = Detector.load(folder.model(), config.network().compute())) {
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
    return true;
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
