package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.DatasetReader;
import io.faultline.detection.ImageDetections;
import io.faultline.evaluation.BootstrapInterval;
import io.faultline.evaluation.Evaluation;
import io.faultline.provenance.RunSeed;
import io.faultline.report.DetectionJson;
import io.faultline.report.MetricsJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores anyone's detections. */
@Command(
    name = "score",
    header = "Score anyone's detections: the twelve COCO numbers and each class.",
    customSynopsis = {"faultline score --truth DATA --detections FILE [OPTIONS]"},
    description = {
      "Reads detections in COCO result format, [{\"image_id\", \"category_id\", \"bbox\", \"score\"},"
          + " ...], and agrees with pycocotools."
    },
    footer = {
      "  faultline score --truth annotations.json --detections detections.json",
      "  faultline score --truth walls --detections detections.json --threshold 0.4",
      "  faultline score --truth walls --detections detections.json --json figures.json",
      "",
      "The JSON has AP, AP50, AP75, APs, APm, APl, AR1, AR10, AR100, ARs, ARm, ARl",
      "(-1 where there is nothing to find), perClass by name, and what happens at the",
      "threshold."
    })
final class ScoreCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "DATA",
      description = "The labels: a COCO file, or a COCO, YOLO or VOC folder.")
  private Path truth;

  @Option(
      names = "--detections",
      required = true,
      paramLabel = "FILE",
      description = "The detections, in COCO result format.")
  private Path detections;

  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description = "From which score a detection raises an alarm (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.5")
  private double threshold;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the intervals' draws (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--strict",
      description = "Stop at the first label that would be dropped, clipped or repaired.")
  private boolean strict;

  @Override
  public Integer call() {
    Dataset dataset =
        FindingList.accept(
            DatasetReader.open(truth, Optional.empty(), Optional.empty()), strict, common);
    List<ImageDetections> found = DetectionJson.read(detections);
    Evaluation evaluation =
        Evaluation.of(dataset, found, threshold, BootstrapInterval.Options.of(new RunSeed(seed)));
    if (evaluation.unknownCategoryDetections() > 0) {
      common.warn(
          Figures.count(evaluation.unknownCategoryDetections())
              + " detections are of no category of "
              + truth
              + " and are left out");
    }
    long count = found.stream().mapToLong(image -> image.detections().size()).sum();
    common.print(
        Figures.count(count)
            + " detections on "
            + Figures.count(dataset.images().size())
            + " photos with "
            + Figures.count(dataset.objects())
            + " objects\n");
    common.print(ScoreTables.coco(evaluation.coco()));
    common.print(ScoreTables.classes(evaluation.coco()));
    common.print(ScoreTables.atThreshold(evaluation).stripTrailing());
    json.write(MetricsJson.of(evaluation));
    return 0;
  }
}
