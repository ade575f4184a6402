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
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The entry for programs: trains, evaluates and inspects as the command line does, and writes the
 * same folders. Immutable; any number of threads may share one.
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
 * <p>Every method throws {@link FaultlineException} for a fault that its user can correct; {@link
 * Problem} gives the kind of fault. Nothing is printed: long work reports to the {@link Progress}
 * of {@link #withProgress}.
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
   * With one thread per processor and no listener. Weights that go by name are kept in the folder
   * that the environment variable {@code FAULTLINE_CACHE} names, otherwise in {@code
   * ~/.cache/faultline}.
   */
  public static Faultline create() {
    return new Faultline(
        Runtime.getRuntime().availableProcessors(), Progress.NONE, Optional.empty());
  }

  /**
   * With another number of threads.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Faultline withThreads(int count) {
    if (!(count > 0)) {
      throw new IllegalArgumentException("threads are " + count + "; must be > 0");
    }
    return new Faultline(count, progress, weights);
  }

  /** With a listener for the progress of long work. */
  public Faultline withProgress(Progress listener) {
    return new Faultline(threads, listener, weights);
  }

  /** With another folder for pretrained weights that go by name. */
  public Faultline withWeightsIn(Path folder) {
    return new Faultline(threads, progress, Optional.of(folder));
  }

  /** The threads, clock, listener and folder for weights that every run needs. */
  RunContext context() {
    RunContext context = RunContext.of(threads).withProgress(progress);
    return weights.map(WeightsCache::in).map(context::withWeights).orElse(context);
  }

  /**
   * Reads a dataset: a COCO file, or a folder of COCO, YOLO or Pascal VOC. Its findings list the
   * labels that were dropped, clipped or repaired.
   */
  public LoadedDataset read(Path data) {
    return DatasetReader.open(
        data,
        Optional.empty(),
        Optional.empty(),
        DatasetOptions.DEFAULT.withPhotos(PhotoUse.PIXELS));
  }

  /** Reads a dataset, then trains as {@link #train(LoadedDataset, Settings, Path)}. */
  public TrainingResult train(Path data, Settings settings, Path run) {
    return train(read(data), settings, run);
  }

  /**
   * Trains a detector. A stopped run resumes from its last complete epoch if it is called again
   * with the same photos and settings.
   *
   * @param run the folder for the model ({@code run/model}), the configuration, curves, numbers,
   *     log and, if photos were held out, the report
   */
  public TrainingResult train(LoadedDataset data, Settings settings, Path run) {
    RunFolder folder = new RunFolder(run);
    return TrainingResult.of(
        folder.model(), RunReport.train(data, settings.config(), folder, context()));
  }

  /**
   * Reads a dataset in the way the model needs, then evaluates as {@link #evaluate(Path,
   * LoadedDataset, Path)}.
   */
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
   * @param out the folder for detections, numbers, missed objects, false alarms and the report
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
   * Inspects photos without labels, and folders of photos with all their subfolders. A photo that
   * cannot be read has an outcome, too.
   *
   * @param out the folder for detections, verdicts, annotated photos and the report
   * @return the outcome of every photo, in the order of the photos
   */
  public List<PhotoOutcome> detect(Path model, List<Path> photos, Path out) {
    try (Detector detector = Detector.load(model)) {
      return detect(detector, photos, out);
    }
  }

  /**
   * Inspects as {@link #detect(Path, List, Path)}, with a loaded detector, such as {@code
   * Detector.builtIn("crack")}. The detector stays open.
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
   * @param settings {@code fine-tune.warp.crop-side} and {@code fine-tune.warp.context-padding} set
   *     size and context of the crops; the section {@code region} chooses the regions
   * @param out the folder for {@code train}, {@code validation} and {@code manifest.csv}
   * @return photos that were left out, with the reason
   */
  public List<PhotoOutcome.Unreadable> exportCrops(Path data, Settings settings, Path out) {
    return TrainingResult.unreadable(
        CropExportRun.run(read(data).dataset(), settings.config(), "jpg", out, context())
            .unreadable());
  }

  /**
   * Fine-tunes the backbone on crops, as {@link #exportCrops} or another tool wrote them.
   *
   * @param settings usually {@link Settings#ofCrops} with pretrained weights
   * @param run the folder for the model, curves, numbers, log and report
   */
  public CropTrainingResult trainOnCrops(Path crops, Settings settings, Path run) {
    RunFolder folder = new RunFolder(run);
    return CropTrainingResult.of(
        folder.model(), CropTrainingRun.run(crops, settings.config(), folder, context()));
  }
}
