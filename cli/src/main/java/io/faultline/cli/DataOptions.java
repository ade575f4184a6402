package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.ExifRule;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.labels.PhotoUse;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Photos with their labels, in any form Faultline reads. */
final class DataOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description =
          "Photos with labels: a COCO file, a folder with annotations.json, a YOLO folder or its"
              + " data.yaml, or a VOC folder.")
  private Path data;

  @Mixin private PartOptions part;
  @Mixin private ReadingOptions reading;

  private int missing;

  /** Reads the dataset and lists what was wrong with it. */
  LoadedDataset load(CommonOptions common) {
    return load(common, ExifRule.AS_STORED);
  }

  /** Reads the dataset for a model, which may have learnt from upright photos. */
  LoadedDataset load(CommonOptions common, BundleManifest model) {
    if (model.exif() == ExifRule.UPRIGHT) {
      common.say("The model learnt from upright photos: they are read upright.");
    }
    return load(common, model.exif());
  }

  /** Reads another dataset in the same way, such as one to be tested on. */
  Dataset open(Path place, CommonOptions common) {
    return reading.accept(
        DatasetReader.open(
            place, Optional.empty(), Optional.empty(), reading.options(PhotoUse.PIXELS)),
        common);
  }

  private LoadedDataset load(CommonOptions common, ExifRule model) {
    LoadedDataset loaded =
        DatasetReader.open(
            data, part.images(), part.split(), reading.options(PhotoUse.PIXELS, model));
    Dataset unused = reading.accept(loaded, common);
    missing = (int) loaded.photosMissing();
    return loaded;
  }

  /** How many photos were not there when the dataset was read. */
  int missing() {
    return missing;
  }

  /** The last part of the place, to speak of it. */
  String name() {
    return String.valueOf(data.toAbsolutePath().normalize().getFileName());
  }

  /** Lets a command do without labelled photos, which most commands need. */
  static void makeOptional(CommandSpec command) {
    OptionSpec data = command.findOption("--data");
    command.remove(data);
    command.addOption(data.toBuilder().required(false).build());
  }
}
