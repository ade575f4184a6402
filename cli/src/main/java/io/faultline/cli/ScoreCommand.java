package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.pipeline.TracedDetections;
import io.faultline.internal.report.LedgerWords;
import io.faultline.internal.report.MetricsJson;
import io.faultline.internal.results.DetectionJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores anyone's detections. */
@Command(
    name = "score",
    header = "Score anyone's detections: the twelve COCO numbers and each class.",
    customSynopsis = {"faultline score --truth DATA (--detections FILE | --trace FILE) [OPTIONS]"},
    description = {
      "Measures detections of any program. It reads COCO result format, [{\"image_id\","
          + " \"category_id\", \"bbox\", \"score\"}, ...], and gives the same numbers as"
          + " pycocotools."
    },
    footer = {
      "  faultline score --truth annotations.json --detections detections.json",
      "  faultline score --truth walls --detections detections.json --threshold 0.4",
      "  faultline score --truth walls --detections detections.json --json figures.json",
      "  faultline score --truth walls --detections b.json --against a.json",
      "      says of each number whether it is better, worse, or no clear difference",
      "  faultline score --truth walls --trace trace.jsonl --threshold 0.3",
      "      where objects are lost at another threshold",
      "",
      "The JSON has AP, AP50, AP75, APs, APm, APl, AR1, AR10, AR100, ARs, ARm, ARl",
      "(-1 where there is nothing to find), perClass by name, and what happens at the",
      "threshold."
    })
final class ScoreCommand implements Callable<Integer> {
  private static final Thresholds DEFAULT_THRESHOLD = Thresholds.all(0.5);

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Mixin private GroupOption group;
  @Mixin private ReadingOptions reading;

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "DATA",
      description = "The labels: a COCO file, or a COCO, YOLO or VOC folder.")
  private Path truth;

  @Option(
      names = "--detections",
      paramLabel = "FILE",
      description = "The detections, in COCO result format.")
  private Optional<Path> detections = Optional.empty();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Instead of --detections: a file of evaluate --trace. It tells at which stage"
              + " objects were lost, at any threshold.")
  private Optional<Path> trace = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description =
          "Detections count from this score (default: 0.5; with --trace the model's own threshold):"
              + " 0.4 for all classes, or crack=0.3,stain=0.6 for these alone.")
  private Optional<String> threshold = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Detections of another program on the same photos. The answer for each number is:"
              + " better, worse, or no clear difference.")
  private Optional<Path> against = Optional.empty();

  @Option(
      names = "--against-threshold",
      paramLabel = "SCORE",
      description = "Threshold for the detections of --against (default: as --threshold).")
  private Optional<String> againstThreshold = Optional.empty();

  @Override
  public Integer call() {
    if (detections.isPresent() == trace.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "one of --detections and --trace is needed, and not both");
    }
    Optional<ThresholdChoice> choice =
        threshold.map(text -> ThresholdChoice.parse("--threshold", text));
    LoadedDataset loaded =
        DatasetReader.open(
            truth, Optional.empty(), Optional.empty(), reading.options(PhotoUse.NOTHING));
    Dataset dataset = reading.accept(loaded, common);
    Optional<TracedDetections> traced =
        trace.map(file -> TracedDetections.read(file, dataset, choice));
    Dataset measured = traced.map(TracedDetections::truth).orElse(dataset);
    List<ImageDetections> found =
        traced
            .map(TracedDetections::detections)
            .orElseGet(() -> detections.map(this::read).orElse(List.of()));
    Thresholds thresholds =
        traced
            .map(TracedDetections::thresholds)
            .orElseGet(
                () ->
                    choice
                        .map(one -> one.of(DEFAULT_THRESHOLD, dataset.categories()))
                        .orElse(DEFAULT_THRESHOLD));
    Thresholds others =
        againstThreshold
            .map(text -> ThresholdChoice.parse("--against-threshold", text))
            .map(one -> one.of(thresholds, measured.categories()))
            .orElse(thresholds);
    BootstrapInterval.Options bootstrap = group.bootstrap();
    Evaluation evaluation = Evaluation.of(measured, found, thresholds, bootstrap);
    Optional<MissLedger> misses =
        traced.map(
            one ->
                MissLedger.of(evaluation.objects(), one.misses())
                    .withLabelsDropped(
                        loaded.labelsDropped() + dataset.objects() - measured.objects()));
    Optional<PairedComparison> comparison =
        against.map(
            other ->
                PairedComparison.of(measured, found, thresholds, read(other), others, bootstrap));
    print(measured, found, evaluation);
    misses.ifPresent(ledger -> common.say(LedgerWords.misses(ledger)));
    misses.ifPresent(ledger -> common.print("\n" + LedgerTables.misses(ledger).stripTrailing()));
    comparison.ifPresent(
        one -> {
          common.print("\n" + LedgerTables.against(one).stripTrailing());
          common.say(LedgerWords.comparison(one, otherName()));
        });
    MetricsJson numbers = MetricsJson.of(evaluation);
    MetricsJson withMisses = misses.map(numbers::with).orElse(numbers);
    json.write(comparison.map(one -> withMisses.with(one, otherName())).orElse(withMisses));
    return 0;
  }

  /** Detections of anyone, odd ones listed. */
  private List<ImageDetections> read(Path file) {
    List<Finding> odd = new ArrayList<>();
    List<ImageDetections> read = DetectionJson.read(file, odd);
    FindingList.print(odd, common);
    return read;
  }

  private String otherName() {
    return against.map(Path::toString).orElse("");
  }

  private void print(Dataset dataset, List<ImageDetections> found, Evaluation evaluation) {
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
    common.print(ScoreTables.coco(evaluation));
    common.print(ScoreTables.classes(evaluation));
    common.print(ScoreTables.atThreshold(evaluation));
    common.print(ScoreTables.areas(evaluation));
    common.print(LedgerTables.alarms(evaluation.falseAlarms()));
    common.say(ScoreTables.resampled(evaluation));
    common.say(LedgerWords.alarms(evaluation.falseAlarms()));
    common.say(LedgerWords.tide(evaluation.tide()));
  }
}
