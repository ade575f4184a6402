package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.training.PhotoFeatures;
import io.faultline.internal.training.TrainingRun;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Writes the features of a labelled dataset, wave by wave: for each photo the regions that a
 * training draws, with their labels and the vectors of a frozen network.
 */
final class FeatureRun {
  private FeatureRun() {}

  /**
   * Runs a job.
   *
   * @param listener hears one line at a time
   * @throws FaultlineException with {@code INPUT} if the labels cannot be read or more photos are
   *     unreadable than allowed; with {@code USAGE}, {@code MODEL} or {@code OUTPUT} as the command
   *     line does
   */
  static WaveRun.Summary run(
      SparkSession session, FeatureOptions options, Consumer<String> listener) {
    try {
      return work(session, options, listener);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, options.out() + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }

  private static WaveRun.Summary work(
      SparkSession session, FeatureOptions options, Consumer<String> listener) throws IOException {
    PhotoFeatures.requireSpread(options.config());
    SparkSession spark = WaveRun.session(session);
    SharedModel model =
        SharedModel.of(JavaSparkContext.fromSparkContext(session.sparkContext()), options.model());
    ResultDataset results = FeatureSchema.dataset(spark, options.out());
    try (ResultDataset.Hold unused = results.take(DatasetCard.FEATURES)) {
      return work(spark, options, model, results, listener);
    }
  }

  private static WaveRun.Summary work(
      SparkSession spark,
      FeatureOptions options,
      SharedModel model,
      ResultDataset results,
      Consumer<String> listener)
      throws IOException {
    BundleManifest manifest = model.bundle().manifest();
    LoadedDataset loaded = options.data().load(manifest.exif());
    if (!loaded.findings().isEmpty()) {
      listener.accept(
          loaded.findings().size() + " findings in the labels; faultline check lists them");
    }
    TrainingRun.requireObjects(loaded.dataset());
    LabelledPhotos photos =
        LabelledPhotos.of(
            loaded.dataset(), options.config(), ProposalSource.of(manifest), context(listener));
    String recipe = photos.recipe(model, options.config());
    String settings = ConfigWriter.yaml(options.config());
    WaveRun<LabelledPhoto> waves =
        new WaveRun<>(
            spark,
            results,
            new WaveRun.Rows(
                FeatureSchema.ROW, functions.col("recipe").equalTo(recipe), FeatureSchema.first()),
            new FeatureWork(
                model, recipe, settings, FeatureWork.NamedClass.of(photos.categories())),
            file -> photos.photos().get(file.order()),
            options.limits(),
            listener);
    WaveRun.Summary summary = waves.run(photos.files(), 0);
    results.describe(DatasetCard.ofFeatures(model, recipe, settings, photos.categories(), summary));
    results.clean();
    return summary;
  }

  private static RunContext context(Consumer<String> listener) {
    return RunContext.of(Runtime.getRuntime().availableProcessors())
        .withProgress(
            new Progress() {
              @Override
              public void note(String line) {
                listener.accept(line);
              }
            });
  }
}
