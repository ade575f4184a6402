package io.faultline.cli;

import io.faultline.dataset.CocoWriter;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.DatasetReader;
import io.faultline.dataset.LoadedDataset;
import io.faultline.dataset.MaskConverter;
import io.faultline.dataset.MaskInversion;
import io.faultline.dataset.MaskOptions;
import io.faultline.dataset.MaskRule;
import io.faultline.dataset.PhotoUse;
import io.faultline.dataset.YoloWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Masks and label files of other forms become COCO or YOLO. */
@Command(
    name = "convert",
    header = "Turn masks, YOLO or VOC labels into COCO, or COCO into YOLO.",
    customSynopsis = {
      "faultline convert --masks FOLDER [--images FOLDER] --out PATH [OPTIONS]",
      "       faultline convert --data DATA [--to coco|yolo] --out PATH [OPTIONS]"
    },
    description = {
      "Masks become boxes with outlines: values that are set, closing, connected parts, parts that"
          + " lie close together as one object. A photo whose mask is empty stays as a clean photo;"
          + " one whose mask is missing or cannot be used is left out."
    },
    footer = {
      "  faultline convert --masks w/masks --images w/images --out w/annotations.json",
      "  faultline convert --masks tiles --out tiles/annotations.json",
      "      where tiles/NAME holds the folders images and masks, for each class NAME",
      "  faultline convert --masks tiles --mask-values 1=crack,2=spall --out tiles.json",
      "  faultline convert --data voc-folder --split train --out train.json",
      "  faultline convert --data annotations.json --to yolo --out yolo-folder"
    })
final class ConvertCommand implements Callable<Integer> {
  /** What is written. */
  enum Form {
    COCO,
    YOLO
  }

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Mixin private ReadingOptions reading;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Labels: a COCO file, or a COCO, YOLO or VOC folder.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--masks",
      paramLabel = "FOLDER",
      description =
          "Masks named like their photos, or a folder with one folder per class that holds images"
              + " and masks.")
  private Optional<Path> masks = Optional.empty();

  @Option(
      names = "--images",
      paramLabel = "FOLDER",
      description = "Where the photos lie, if not where the labels say.")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Which split of a YOLO or VOC folder.")
  private Optional<String> split = Optional.empty();

  @Writes(Writes.Kind.JSON_FILE_OR_FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "The COCO file, or a folder that gets annotations.json or the YOLO files.")
  private Path out;

  @Option(names = "--to", paramLabel = "FORM", description = "coco (default) or yolo.")
  private Form form = Form.COCO;

  @Option(
      names = "--outside",
      description =
          "With --to yolo: copy photos too that lie outside the folder where file names start.")
  private boolean outside;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "What the masks show (default: ${DEFAULT-VALUE}).",
      defaultValue = "crack")
  private String category;

  @Option(
      names = "--mask-set",
      paramLabel = "RULE",
      description =
          "above-zero: every value but 0 and black is set. Without this the masks show what their"
              + " values mean, and what can mean several things is refused.")
  private Optional<String> maskSet = Optional.empty();

  @Option(
      names = "--mask-values",
      paramLabel = "VALUE=NAME,...",
      description =
          "What values show, such as 1=crack,2=spall or #ff0000=crack; 255= is nothing. Values are"
              + " grey values, positions in the palette, or colours.")
  private Optional<String> maskValues = Optional.empty();

  @Option(
      names = "--mask-threshold",
      paramLabel = "GREY",
      description = "A mask pixel is set above this grey value of 0 to 254, whatever values mean.")
  private Optional<Integer> threshold = Optional.empty();

  @Option(
      names = "--invert",
      negatable = true,
      description =
          "What is not set is the object: black cracks on white ground. --no-invert takes masks"
              + " that look so as they are.")
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
      description = "Parts of at most so many pixels are dropped (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int minArea;

  @Option(
      names = "--mask-merge",
      paramLabel = "PX",
      description = "Boxes closer than this become one (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private double merge;

  @Override
  public Integer call() {
    Dataset dataset = reading.accept(load(), common);
    if (form == Form.YOLO) {
      FindingList.print(YoloWriter.write(dataset, out, outside), common);
    } else {
      CocoWriter.write(dataset, target());
    }
    DatasetTable.show(dataset, form == Form.YOLO ? out : target(), common, json);
    return 0;
  }

  private LoadedDataset load() {
    if (data.isPresent() == masks.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "Give either --data or --masks, the labels to convert");
    }
    if (data.isPresent()) {
      return DatasetReader.open(data.get(), images, split, reading.options(PhotoUse.PIXELS));
    }
    if (split.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--split belongs to --data; masks have no splits");
    }
    MaskOptions options = new MaskOptions(rule(), inversion(), closing, minArea, merge);
    try (TerminalProgress.Running progress = common.progress()) {
      if (images.isPresent()) {
        return MaskConverter.convert(
            images.get(),
            masks.get(),
            category,
            options,
            reading.options(PhotoUse.PIXELS),
            progress);
      }
      return MaskConverter.convert(
          masks.get(), options, reading.options(PhotoUse.PIXELS), progress);
    }
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

  private Path target() {
    return Outputs.isFolder(out) ? out.resolve("annotations.json") : out;
  }
}
