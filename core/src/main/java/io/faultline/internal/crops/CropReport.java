package io.faultline.internal.crops;

import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.evaluation.ClassificationReport;
import io.faultline.internal.report.EvaluationSections;
import io.faultline.internal.report.HtmlReport;
import io.faultline.internal.report.ReportContent;
import io.faultline.internal.report.ReportSections;
import io.faultline.internal.report.TrainingCurves;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The HTML page of a training on crops. */
final class CropReport {
  private static final int MAX_HEADLINES = 4;

  private CropReport() {}

  static void write(Path file, CropTrainingRun.Result run, PipelineConfig config) {
    List<ReportContent.Section> sections = new ArrayList<>();
    run.report().map(EvaluationSections::regions).ifPresent(sections::add);
    run.testReport().map(EvaluationSections::testCrops).ifPresent(sections::add);
    sections.add(new TrainingCurves(run.epochs()).section());
    sections.add(ReportSections.done(counts(run), run.seconds()));
    sections.add(ReportSections.configuration(ConfigWriter.yaml(config)));
    List<ClassificationReport.Row> rows =
        run.report().map(report -> report.decided().classes()).orElse(List.of());
    HtmlReport.write(
        file,
        new ReportContent(
            "Training on crops",
            run.report().isPresent()
                ? "How the network judges crops of photos that it has not learnt from; they chose"
                    + " its best epoch."
                : "No crops were held out: nothing says how good the network is.",
            rows.stream()
                .skip(1)
                .limit(MAX_HEADLINES)
                .map(
                    row ->
                        ReportContent.Headline.of(
                            "F1, " + row.name(),
                            row.support() == 0 ? -1 : row.f1(),
                            String.format(
                                Locale.ROOT,
                                "precision %.2f, recall %.2f, %d crops",
                                row.precision(),
                                row.recall(),
                                row.support())))
                .toList(),
            sections,
            "Made by Faultline"));
  }

  private static String counts(CropTrainingRun.Result run) {
    return "Learnt from "
        + total(run.train())
        + " crops of "
        + run.train().photos()
        + " photos; held out "
        + total(run.validation())
        + " crops of "
        + run.validation().photos()
        + "; tested on "
        + total(run.test())
        + " crops of "
        + run.test().photos()
        + ". Files left out: "
        + run.leftOut().size()
        + ".";
  }

  private static long total(CropExportRun.Side side) {
    return side.crops().stream().mapToLong(Long::longValue).sum();
  }
}
