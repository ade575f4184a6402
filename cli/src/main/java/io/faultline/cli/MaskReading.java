package io.faultline.cli;

import io.faultline.Progress;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.masks.MaskConverter;
import io.faultline.internal.labels.masks.MaskInversion;
import io.faultline.internal.labels.masks.MaskOptions;
import io.faultline.internal.labels.masks.MaskRule;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How masks are read, in every command that reads some. */
final class MaskReading {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--masks",
      paramLabel = "FOLDER",
      description =
          "Masks with the names of their photos; or a folder with one folder for each class,"
              + " which holds the folders images and masks.")
  private Optional<Path> masks = Optional.empty();

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "Name of the class that the masks show (default: ${DEFAULT-VALUE}).",
      defaultValue = "crack")
  private String category;

  @Option(
      names = "--mask-set",
      paramLabel = "RULE",
      description =
          "above-zero: every value except 0 and black shows the object. Without this option,"
              + " Faultline finds out what the values mean, and stops where they can mean"
              + " several things.")
  private Optional<String> maskSet = Optional.empty();

  @Option(
      names = "--mask-values",
      paramLabel = "VALUE=NAME,...",
      description =
          "What the values show, such as 1=crack,2=spall or #ff0000=crack; 255= means"
              + " nothing. A value is a grey value, a position in the palette, or a colour.")
  private Optional<String> maskValues = Optional.empty();

  @Option(
      names = "--mask-threshold",
      paramLabel = "GREY",
      description = "Mask pixels above this grey value (0 to 254) show the object.")
  private Optional<Integer> threshold = Optional.empty();

  @Option(
      names = "--invert",
      negatable = true,
      description =
          "The object is black on white ground. --no-invert keeps masks that look like that"
              + " as they are.")
  private Optional<Boolean> invert = Optional.empty();

  @Option(
      names = "--mask-closing",
      paramLabel = "PX",
      description = "Gaps narrower than this are closed (default: ${DEFAULT-VALUE}).",
      defaultValue = "15")
  private int closing;

  @Option(
      names = "--mask-min-area",
      paramLabel = "PX",
      description = "Parts with at most this many pixels are dropped (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int minArea;

  @Option(
      names = "--mask-merge",
      paramLabel = "PX",
      description = "Boxes closer than this become one (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private double merge;

  /** The folder of masks, where the labels are masks. */
  Optional<Path> folder() {
    return masks;
  }

  /** Reads the folder of masks beside one of photos, or with one folder per class. */
  LoadedDataset read(Optional<Path> images, DatasetOptions reading, Progress progress) {
    Path folder = masks.orElseThrow();
    MaskOptions options = new MaskOptions(rule(), inversion(), closing, minArea, merge);
    return images.isPresent()
        ? MaskConverter.convert(images.get(), folder, category, options, reading, progress)
        : MaskConverter.convert(folder, options, reading, progress);
  }

  private MaskRule rule() {
    if (Stream.of(maskSet, maskValues, threshold).filter(Optional::isPresent).count() > 1) {
      throw new ParameterException(
          spec.commandLine(), "Give one of --mask-set, --mask-values and --mask-threshold");
    }
    if (maskSet.isPresent() && !maskSet.get().equals("above-zero")) {
      throw new ParameterException(
          spec.commandLine(), "--mask-set is " + maskSet.get() + "; must be above-zero");
    }
    if (maskValues.isPresent()) {
      return MaskRule.Named.parse(maskValues.get());
    }
    if (threshold.isPresent()) {
      return new MaskRule.Above(threshold.get());
    }
    return maskSet.isPresent() ? new MaskRule.AboveZero() : new MaskRule.Automatic();
  }

  private MaskInversion inversion() {
    return invert
        .map(yes -> yes ? MaskInversion.YES : MaskInversion.NO)
        .orElse(MaskInversion.NOTICE);
  }
}
