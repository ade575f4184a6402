package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureStore;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.CategoryMatch;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.training.ClassifierRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Trains XGBoost on the driver from the features of a {@link FeatureJob}: executors sort the rows,
 * the driver writes them to local files, and XGBoost reads these page by page.
 */
final class ClassifierTraining {
  private ClassifierTraining() {}

  /**
   * What came of it.
   *
   * @param rows that were learnt from
   * @param positives how many of them hold an object
   * @param operatingPoint from which scores the new model reports, in words
   */
  record Summary(long rows, long positives, String operatingPoint) {}

  /**
   * Trains and writes the model.
   *
   * @param listener hears one line at a time
   * @throws FaultlineException with {@code INPUT} if there are no such features, with {@code MODEL}
   *     if the model does not fit them, with {@code OUTPUT} if the model cannot be written
   */
  static Summary run(SparkSession session, ClassifierOptions options, Consumer<String> listener) {
    Path scratch = scratch(options.out());
    try {
      return run(WaveRun.session(session), options, scratch, listener);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, options.features() + ": cannot be read (" + e.getMessage() + ")", e);
    } finally {
      FileUtil.fullyDelete(scratch.toFile());
    }
  }

  /** A folder for files, beside the model: there is room for large files, and not in memory. */
  private static Path scratch(Path out) {
    try {
      Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(Path.of("/"));
      if (!Files.isDirectory(folder)) { // Java 17 refuses links to folders.
        Files.createDirectories(folder);
      }
      return Files.createTempDirectory(folder, ".faultline-features-");
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, out + ": cannot be written (" + IoReason.of(e) + ")", e);
    }
  }

  private static Summary run(
      SparkSession spark, ClassifierOptions options, Path scratch, Consumer<String> listener)
      throws IOException {
    StoredFeatures features = StoredFeatures.open(spark, options.features());
    SharedModel model =
        SharedModel.of(JavaSparkContext.fromSparkContext(spark.sparkContext()), options.model());
    DetectorBundle bundle = model.bundle();
    BundleManifest manifest = bundle.manifest();
    features.requireModel(model, manifest.categories().stream().map(Category::name).toList());
    PipelineConfig config =
        ConfigReader.read(
            PipelineConfig.class,
            ConfigReader.read(
                PipelineConfig.class,
                PipelineConfig.DEFAULT,
                features.settings(),
                options.features() + "/dataset.json"),
            Optional.empty(),
            options.sets());
    Dataset judged = judged(options, manifest, features.heldOutPhotos());
    int classes = manifest.categories().size();
    int columns = manifest.network().featureDimension();
    try (FeatureStore heldOut =
            features.store(FeatureSchema.HELD_OUT, columns, classes, scratch.resolve("held-out"));
        FeatureStore store =
            features.store(FeatureSchema.TRAIN, columns, classes, scratch.resolve("train"))) {
      listener.accept(
          store.rows() + " regions, " + store.positives() + " of them of an object; training");
      DetectorBundle trained =
          ClassifierRun.run(
              bundle,
              store,
              heldOut,
              features.heldOutGroups(),
              judged,
              config,
              scratch,
              RunContext.of(Runtime.getRuntime().availableProcessors()));
      trained.write(options.out());
      return new Summary(
          store.rows(), store.positives(), trained.manifest().operatingPoint().words());
    }
  }

  /** The held-out photos with their labels, in the model's categories; none without data. */
  private static Dataset judged(
      ClassifierOptions options, BundleManifest model, Set<String> heldOut) {
    if (options.data().isEmpty()) {
      return new Dataset(model.categories(), List.of());
    }
    Dataset labelled = options.data().get().load(model.exif()).dataset();
    return CategoryMatch.of(labelled, model.categories())
        .filter(image -> heldOut.contains(image.fileName()));
  }
}
