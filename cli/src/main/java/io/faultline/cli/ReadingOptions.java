package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.ExifRule;
import io.faultline.internal.labels.BoxForm;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How labels are read, in every command that reads some. */
final class ReadingOptions {
  @Option(
      names = "--strict",
      description =
          "Exit with 3 if a label would be dropped, clipped or repaired. The run stops at the first"
              + " one; check lists all of them first.")
  private boolean strict;

  @Option(
      names = "--keep-unlabelled",
      description =
          "Keep photos whose labels cannot be used. A photo that lost all its labels then counts as"
              + " clean. Without this option it is left out.")
  private boolean keepUnlabelled;

  @Option(
      names = "--boxes",
      paramLabel = "FORM",
      description =
          "What the four numbers of a COCO box are: xywh (left, top, width, height), xyxy (two"
              + " corners) or shares of the photo's sides (default: xywh; shares are recognised;"
              + " where the numbers look like corners, the run stops and asks).")
  private Optional<BoxForm> boxes = Optional.empty();

  @Option(
      names = "--upright",
      description =
          "The labels were drawn on photos turned as their EXIF tag says: turn the photos when they"
              + " are read. A model remembers this, and detects in the same way.")
  private boolean upright;

  /** Whether what a reader drops, clips or repairs is a fault. */
  boolean strict() {
    return strict;
  }

  /** For the readers of the library. */
  DatasetOptions options(PhotoUse photos) {
    return options(photos, ExifRule.AS_STORED);
  }

  /**
   * For the readers of the library.
   *
   * @param model how a model wants its photos read
   */
  DatasetOptions options(PhotoUse photos, ExifRule model) {
    DatasetOptions options =
        DatasetOptions.DEFAULT
            .withKeepUnlabelled(keepUnlabelled)
            .withPhotos(photos)
            .withExif(upright ? ExifRule.UPRIGHT : model);
    return boxes.map(options::withBoxes).orElse(options);
  }

  /** The dataset after its findings are listed; with {@code --strict} the first one is a fault. */
  Dataset accept(LoadedDataset loaded, CommonOptions common) {
    return FindingList.accept(loaded, strict, common);
  }
}
