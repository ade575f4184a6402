package io.faultline.internal.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.TrainingPhotos;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.WeightsChoice;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TrainingSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a model to hand out: synthetic photos, a training on them, and the model with a byte for a
 * weight. The built-in model was made so.
 */
public final class PretrainRun {
  private PretrainRun() {}

  /**
   * What is learnt from.
   *
   * @param count how many photos, at least 1
   * @param seed of the photos; the training has the seed of its configuration
   */
  public record Photos(int count, long seed, SyntheticPhotos.Options options) {
    /** What the built-in model was made of. */
    public static final Photos DEFAULT = new Photos(2000, 11, SyntheticPhotos.Options.DEFAULT);

    private String words() {
      String off =
          options.without().stream()
              .sorted()
              .map(part -> " without " + part)
              .collect(Collectors.joining());
      return String.format(
          Locale.ROOT,
          "%d synthetic photos, %s%s, seed %d",
          count,
          options.style().name().toLowerCase(Locale.ROOT),
          off,
          seed);
    }
  }

  /**
   * What came out.
   *
   * @param training numbers of the training
   * @param model the model to hand out
   */
  public record Result(TrainingSummary training, Path model) {}

  /** What the built-in model was trained with, but for its first weights. */
  public static PipelineConfig defaults() {
    return PipelineConfig.DEFAULT.with(
        "network.weights=" + WeightsChoice.NONE, "fine-tune.epochs=8");
  }

  /**
   * Makes the photos, trains, and writes the model to hand out beside the usual one.
   *
   * @param folder gets the photos in {@code photos/}, everything that a training leaves, and {@code
   *     model-int8}
   */
  public static Result run(
      Photos photos, PipelineConfig config, RunFolder folder, RunContext context) {
    Dataset dataset =
        new SyntheticPhotos(new RunSeed(photos.seed()), photos.options())
            .write(folder.path().resolve("photos"), photos.count(), context.progress());
    TrainingSummary summary =
        RunReport.train(new LoadedDataset(dataset, List.of()), config, folder, context);
    Path model = folder.path().resolve("model-int8");
    released(DetectorBundle.read(folder.model()), photos).writeInt8(model);
    return new Result(summary, model);
  }

  /**
   * The model as it is handed out: it says what it learnt from, that its threshold was chosen on
   * synthetic photos, and nothing of how the photos look, which nobody else has.
   */
  private static DetectorBundle released(DetectorBundle trained, Photos photos) {
    OperatingPoint point = trained.manifest().operatingPoint();
    Map<String, String> provenance = new TreeMap<>(trained.manifest().provenance());
    provenance.put("photos", photos.words());
    return trained
        .withPhotos(TrainingPhotos.UNKNOWN)
        .withProvenance(provenance)
        .withOperatingPoint(
            new OperatingPoint(
                point.threshold(),
                point.certain(),
                new OperatingPoint.Stated(
                    point.basis().words() + ", all of them synthetic; nothing is known of others"),
                point.classes()));
  }
}
