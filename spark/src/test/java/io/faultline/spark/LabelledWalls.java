package io.faultline.spark;

import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TrainingRegions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Labelled photos for tests, and a model that reads each in four tiles.
 *
 * @param data the folder of the dataset
 * @param model the model file
 */
record LabelledWalls(Path data, Path model) {
  static final LabelledWalls NONE = new LabelledWalls(Path.of(""), Path.of(""));

  static LabelledWalls write(Path folder, int photos) {
    Dataset unused =
        new SyntheticPhotos(new RunSeed(3), new SyntheticPhotos.Options(128, 96, 0.2, 1, 2))
            .write(folder.resolve("data"), photos, Progress.NONE);
    DetectorOptions usual = DetectorOptions.DEFAULT;
    Path model = folder.resolve("model");
    BuiltInModels.bundle("crack")
        .withOptions(
            new DetectorOptions(
                usual.suppression(),
                usual.nmsIou(),
                usual.maxDetections(),
                usual.minScore(),
                usual.refinements(),
                usual.views(),
                80,
                20))
        .write(model);
    return new LabelledWalls(folder.resolve("data"), model);
  }

  /** The dataset as jobs read it. */
  Dataset dataset() {
    return DatasetReader.open(
            data,
            Optional.empty(),
            Optional.empty(),
            DatasetOptions.DEFAULT.withPhotos(PhotoUse.PIXELS))
        .dataset();
  }

  /** The photos that a training with this configuration holds out. */
  Set<String> heldOut(PipelineConfig config) {
    RunContext context = RunContext.of(1);
    return TrainingRegions.heldOut(
        dataset(), config, PhotoGroups.of(dataset(), config, context), context);
  }

  /** Options of a job that writes few regions of each tile. */
  FeatureOptions options(Path out, String... more) {
    boolean rows = Stream.of(more).anyMatch(one -> one.contains("rows-per-photo"));
    return FeatureOptions.parse(
        Stream.of(
                Stream.of(
                    "--data",
                    data.toString(),
                    "--model",
                    model.toString(),
                    "--out",
                    out.toString()),
                Stream.of("--set", "data.held-out=0.3", "--group", "photo"),
                rows
                    ? Stream.<String>of()
                    : Stream.of("--set", "classifier.store.rows-per-photo=24"),
                Stream.of(more))
            .flatMap(part -> part)
            .toList());
  }
}
