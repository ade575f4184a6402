package io.faultline.server.workspace.teach;

import io.faultline.dataset.Dataset;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.labels.coco.CocoWriter;
import io.faultline.internal.stage.RunFolder;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoRow;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of one training: what it learns from and what judges it, as datasets that every
 * command reads, and the run. All of it is written before the training begins, so that a stopped
 * training goes on with the same data whatever was reviewed meanwhile.
 */
record TrainingFolder(Path path) {

  /** What the training learns from. */
  Path learn() {
    return path.resolve("learn.json");
  }

  /** What the new model is judged on. */
  Path judge() {
    return path.resolve("judge.json");
  }

  /** Model, configuration, log and checkpoints. */
  RunFolder run() {
    return new RunFolder(path.resolve("run"));
  }

  /**
   * A photo under a name of the person's, as groups of photos are told by names. No bytes are
   * copied where the file system can link.
   */
  Path photo(PhotoFolder photos, PhotoRow row) {
    Path named = path.resolve("photos").resolve(row.exportName());
    photos.place(row.fileName(), named, PhotoFolder.Placing.LINK);
    return named;
  }

  void write(Dataset learn, Dataset judge) {
    CocoWriter.write(learn, learn());
    CocoWriter.write(judge, judge());
  }

  static Dataset read(Path file) {
    return DatasetReader.open(
            file,
            Optional.empty(),
            Optional.empty(),
            DatasetOptions.DEFAULT.withPhotos(PhotoUse.PIXELS))
        .dataset();
  }
}
