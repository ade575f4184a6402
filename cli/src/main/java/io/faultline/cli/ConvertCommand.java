package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.labels.coco.CocoWriter;
import io.faultline.internal.labels.yolo.YoloWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Masks and label files of other forms become COCO or YOLO. */
@Command(
    name = "convert",
    header = "Turn masks, YOLO or VOC labels into COCO, or COCO into YOLO.",
    customSynopsis = {
      "faultline convert --masks FOLDER [--images FOLDER] --out PATH [OPTIONS]",
      "       faultline convert --data DATA [--to coco|yolo] --out PATH [OPTIONS]"
    },
    description = {
      "Masks become boxes with outlines: gaps are closed, connected parts are found, and"
          + " parts that lie close together become one object. A photo whose mask is empty"
          + " stays as a clean photo. A photo whose mask is missing or cannot be used is left"
          + " out."
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
  @Mixin private LabelSource source;
  @Mixin private ReadingOptions reading;
  @Mixin private MaskReading masking;

  @Writes(Writes.Kind.JSON_FILE_OR_FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "The COCO file to write, or a folder for annotations.json or the YOLO files.")
  private Path out;

  @Option(
      names = "--to",
      paramLabel = "FORM",
      description = "What to write: coco (default) or yolo.")
  private Form form = Form.COCO;

  @Option(
      names = "--outside",
      description =
          "With --to yolo: also copy photos that lie outside the folder of the label file.")
  private boolean outside;

  @Override
  public Integer call() {
    Dataset dataset =
        reading.accept(source.load(masking, reading.options(PhotoUse.PIXELS), common), common);
    if (form == Form.YOLO) {
      FindingList.print(YoloWriter.write(dataset, out, outside), common);
    } else {
      CocoWriter.write(dataset, target());
    }
    DatasetTable.show(dataset, form == Form.YOLO ? out : target(), common, json);
    return 0;
  }

  private Path target() {
    return Outputs.isFolder(out) ? out.resolve("annotations.json") : out;
  }
}
