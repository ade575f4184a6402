package io.faultline;

import io.faultline.dataset.LoadedDataset;
import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.crops.CropExportRun;
import io.faultline.internal.crops.CropTrainingRun;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.photos.PhotoFiles;
import io.faultline.internal.pipeline.DetectionRun;
import io.faultline.internal.pipeline.EvaluationRun;
import io.faultline.internal.pipeline.EvaluationSummary;
import io.faultline.internal.pipeline.RunReport;
import io.faultline.internal.pretrained.WeightsCache;
import io.faultline.internal.pretrained.WeightsPlace;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The front door for programs: trains, evaluates and inspects as the command line does, and leaves
 * the same folders. Immutable; any number of threads may share one.
 *
 * <pre>{@code
 * Faultline faultline = Faultline.create();
 * Settings settings = Settings.DEFAULT.withWeights("resnet18").with("fine-tune.epochs=5");
 * faultline.train(Path.of("walls"), settings, Path.of("runs/walls"));
 *
 * try (Detector detector = Detector.load(Path.of("runs/walls/model"))) {
 *   PhotoOutcome wall = detector.inspect(Path.of("wall.jpg"));
 *   System.out.println(wall.verdict() + " " + wall.detections());
 * }
 *
 * EvaluationResult numbers =
 *     faultline.evaluate(Path.of("runs/walls/model"), Path.of("other"), Path.of("runs/other"));
 * }</pre>
 *
 * <p>Every method throws {@link FaultlineException} for what its user can mend; {@link Problem}
 * says what kind of fault it is. Nothing is printed: long work speaks to the {@link Progress} of
 * {@link #withProgress}.
 */
public final class Faultline {
  private final int threads;
  private final Progress progress;
  private final Optional<Path> weights;

  private Faultline(int threads, Progress progress, Optional<Path> weights) {
    this.threads = threads;
    this.progress = progress;
    this.weights = weights;
  }

  /**
   * With one thread per processor, no listener, and weights that are named kept where {@link
   * WeightsPlace} says.
   */
  public static Faultline create() {
    return new Faultline(
        Runtime.getRuntime().availableProcessors(), Progress.NONE, Optional.empty());
  }

  /**
   * With another number of threads.
   *
   * @throws IllegalArgumentException where it is not positive
   */
  public Faultline withThreads(int count) {
    if (!(count > 0)) {
      throw new IllegalArgumentException("threads are " + count + "; must be > 0");
    }
    return new Faultline(count, progress, weights);
  }

  /** With a listener for long work. */
  public Faultline withProgress(Progress listener) {
    return new Faultline(threads, listener, weights);
  }

  /** With pretrained weights that are named kept in this folder. */
  public Faultline withWeightsIn(Path folder) {
    return new Faultline(threads, progress, Optional.of(folder));
  }

  /** What the runs of the library take: threads, clock, listener and the place for weights. */
  RunContext context() {
    RunContext context = RunContext.of(threads).withProgress(progress);
    return weights.map(WeightsCache::in).map(context::withWeights).orElse(context);
  }

  /**
   * Reads a dataset: a COCO file, or a folder of COCO, YOLO or Pascal VOC. What was dropped,
   * clipped or repaired stands in its findings.
   */
  public LoadedDataset read(Path data) {
    return DatasetReader.open(
        data,
        Optional.empty(),
        Optional.empty(),
        DatasetOptions.DEFAULT.withPhotos(PhotoUse.PIXELS));
  }

  /** As {@link #train(LoadedDataset, Settings, Path)}, of a dataset that is read first. */
  public TrainingResult train(Path data, Settings settings, Path run) {
    return train(read(data), settings, run);
  }

  /**
   * Trains a detector. A run that was stopped goes on from its last whole epoch when it is called
   * again with the same photos and settings.
   *
   * @param run the folder that gets the model ({@code run/model}), the configuration, curves,
   *     numbers, log and, where photos were held out, the report
   */
  public TrainingResult train(LoadedDataset data, Settings settings, Path run) {
    RunFolder folder = new RunFolder(run);
    return TrainingResult.of(
        folder.model(), RunReport.train(data, settings.config(), folder, context()));
  }

  /** As {@link #evaluate(Path, LoadedDataset, Path)}, of a dataset read as the model wants it. */
  public EvaluationResult evaluate(Path model, Path data, Path out) {
    try (RegionDetector detector = RegionDetector.load(model)) {
      DatasetOptions options =
          DatasetOptions.DEFAULT.withPhotos(PhotoUse.PIXELS).withExif(detector.manifest().exif());
      return evaluate(
          detector,
          DatasetReader.open(data, Optional.empty(), Optional.empty(), options),
          String.valueOf(data.toAbsolutePath().normalize().getFileName()),
          out);
    }
  }

  /**
   * Measures a model on photos that it has not seen.
   *
   * @param out the folder that gets detections, numbers, missed objects, false alarms and the
   *     report
   */
  public EvaluationResult evaluate(Path model, LoadedDataset data, Path out) {
    try (RegionDetector detector = RegionDetector.load(model)) {
      return evaluate(detector, data, "photos", out);
    }
  }

  private EvaluationResult evaluate(
      RegionDetector detector, LoadedDataset data, String name, Path out) {
    EvaluationSummary summary =
        EvaluationRun.test(
                detector,
                data.dataset(),
                EvaluationRun.Options.of(new RunSeed(PipelineConfig.DEFAULT.seed())),
                context())
            .withLabelsDropped(data.labelsDropped());
    RunReport.writeEvaluation(new RunFolder(out), name, data, summary, Optional.empty());
    return EvaluationResult.of(summary);
  }

  /**
   * Inspects photos that nobody labelled, and folders of photos with all below them. A photo that
   * cannot be read has its outcome like every other.
   *
   * @param out the folder that gets detections, verdicts, annotated photos and the report
   * @return what came of every photo, in their order
   */
  public List<PhotoOutcome> detect(Path model, List<Path> photos, Path out) {
    try (Detector detector = Detector.load(model)) {
      return detect(detector, photos, out);
    }
  }

  /**
   * As {@link #detect(Path, List, Path)}, with a detector that is there, such as {@code
   * Detector.builtIn("crack")}; it stays open.
   */
  public List<PhotoOutcome> detect(Detector detector, List<Path> photos, Path out) {
    List<String> places = photos.stream().map(Path::toString).toList();
    PhotoFiles.Found found = PhotoFiles.named(places, out);
    found.notes().forEach(progress::note);
    return DetectionRun.run(
        detector.regions(),
        found.photos(),
        ReadOptions.DEFAULT.with(detector.regions().manifest().exif()),
        out,
        true,
        context());
  }

  /**
   * Writes the regions of a dataset as JPEG files, labelled by their overlap with the objects, for
   * training here or with other tools.
   *
   * @param settings size and context of the crops are {@code fine-tune.warp.crop-side} and {@code
   *     fine-tune.warp.context-padding}; which are written is {@code region}
   * @param out the folder that gets {@code train}, {@code validation} and {@code manifest.csv}
   * @return photos that were left out, and why
   */
  public List<PhotoOutcome.Unreadable> exportCrops(Path data, Settings settings, Path out) {
    return TrainingResult.unreadable(
        CropExportRun.run(read(data).dataset(), settings.config(), "jpg", out, context())
            .unreadable());
  }

  /**
   * Fine-tunes the backbone on crops, as {@link #exportCrops} or another tool wrote them.
   *
   * @param settings usually {@link Settings#ofCrops}, with weights
   * @param run the folder that gets the model, curves, numbers, log and report
   */
  public CropTrainingResult trainOnCrops(Path crops, Settings settings, Path run) {
    RunFolder folder = new RunFolder(run);
    return CropTrainingResult.of(
        folder.model(), CropTrainingRun.run(crops, settings.config(), folder, context()));
  }
}
