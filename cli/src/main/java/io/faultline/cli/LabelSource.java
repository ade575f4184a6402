package io.faultline.cli;

import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.dataset.DatasetSplits;
import io.faultline.internal.labels.DatasetOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Photos with their labels or with masks, for the commands that take either. */
final class LabelSource {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Photos with labels: a COCO file, a folder with COCO files, a YOLO folder or its"
              + " data.yaml, or a VOC folder.")
  private Optional<Path> data = Optional.empty();

  @Mixin private PartOptions part;

  /** What the user gave, labels or masks. */
  Path place(MaskReading masking) {
    return data.or(masking::folder).orElse(Path.of(""));
  }

  /** Reads labels or masks. */
  LoadedDataset load(MaskReading masking, DatasetOptions how, CommonOptions common) {
    return isMasks(masking)
        ? masks(masking, how, common)
        : DatasetReader.open(data.orElseThrow(), part.images(), part.split(), how);
  }

  /** Reads masks, or labels by the splits that their folder has. */
  DatasetSplits splits(MaskReading masking, DatasetOptions how, CommonOptions common) {
    return isMasks(masking) || part.split().isPresent()
        ? DatasetSplits.of(load(masking, how, common))
        : DatasetSplits.open(data.orElseThrow(), part.images(), how);
  }

  private LoadedDataset masks(MaskReading masking, DatasetOptions how, CommonOptions common) {
    try (TerminalProgress.Running progress = common.progress()) {
      return masking.read(part.images(), how, progress);
    }
  }

  private boolean isMasks(MaskReading masking) {
    if (data.isPresent() == masking.folder().isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "Give either --data or --masks, the labels to " + spec.name());
    }
    if (masking.folder().isPresent() && part.split().isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--split belongs to --data; masks have no splits");
    }
    return masking.folder().isPresent();
  }
}
