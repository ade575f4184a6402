package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.DatasetReader;
import io.faultline.dataset.LoadedDataset;
import io.faultline.dataset.PhotoUse;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Photos with their labels, in any form Faultline reads. */
final class DataOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description =
          "Photos with labels: a COCO file, a folder with annotations.json, a YOLO folder or a VOC"
              + " folder.")
  private Path data;

  @Option(
      names = "--images",
      paramLabel = "FOLDER",
      description = "Where the photos lie, if not where the labels say.")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Which split of a YOLO or VOC folder, such as train or val.")
  private Optional<String> split = Optional.empty();

  @Mixin private ReadingOptions reading;

  private int missing;

  /** Reads the dataset and lists what was wrong with it. */
  LoadedDataset load(CommonOptions common) {
    LoadedDataset loaded =
        DatasetReader.open(data, images, split, reading.options(PhotoUse.PIXELS));
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
}
