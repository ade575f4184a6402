package io.faultline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Dataset;
import io.faultline.internal.crops.CropExportRun;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The regions of a training as picture files. */
@Command(
    name = "crops",
    header = "Write the regions that training learns from as picture files.",
    customSynopsis = {"faultline export crops --data DATA --out FOLDER [OPTIONS]"},
    description = {
      "Cuts every region that train would learn from out of its photo and writes it as a square"
          + " picture: to see what a training sees, or to train with another program.",
      "",
      "A region is a box with a label: a labelled object (ground truth), or a proposal, which is a"
          + " box that may hold an object. A proposal gets the label of the object that it overlaps"
          + " enough; otherwise it is background. Proposals, labels and the split into training and"
          + " validation photos are those of train with the same settings.",
      "",
      "FOLDER gets:",
      "  train/, validation/  the crops",
      "  manifest.csv         photo, group, box and exact IoU of every crop",
      "  classes.txt          the names of the classes, one a line, label 1 first",
      "  config.yaml          the settings",
      "",
      "A crop is called IMAGE.COUNTER.IOU.LABEL.jpg. So wall.12.0_57.1.jpg is region 12 of"
          + " wall.jpg; it overlaps an object with an IoU (intersection over union) of 0.57 and"
          + " shows class 1. Label 0 is background. Ground truth has the IoU 1_0.",
      "",
      "Every proposal becomes a file, about 1,000 for each photo; the second example keeps fewer."
          + " After a stop, run the same command again."
    },
    footer = {
      "  faultline export crops --data walls --out crops",
      "  faultline export crops --data walls --out crops",
      "      --set region.negatives.kind=per-band --set region.negatives.count=10",
      "      at most 10 crops of background for each photo and tenth of IoU",
      "  faultline export crops --data walls --out crops",
      "      --set region.labels.positive-iou=0.35 --set proposals.budget=300",
      "      300 proposals a photo; an IoU of 0.35 makes one an object",
      "  faultline export crops --data walls --out crops --side 128 --padding 0",
      "  faultline train --crops crops --out runs/crops",
      "      trains on the crops"
    })
final class ExportCropsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DataOptions data;
  @Mixin private ConfigOptions settings;
  @Mixin private GroupSetting group;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "A new or empty folder, away from the photos.")
  private Path out;

  @Option(
      names = "--side",
      paramLabel = "PX",
      description =
          "Side of a crop in pixels, short for --set fine-tune.warp.crop-side=PX (default: 224).")
  private Optional<Integer> side = Optional.empty();

  @Option(
      names = "--padding",
      paramLabel = "PX",
      description =
          "Pixels on each side of the crop that show what lies around the region, short for --set"
              + " fine-tune.warp.context-padding=PX (default: 16). Outside of the photo they have"
              + " one colour.")
  private Optional<Integer> padding = Optional.empty();

  /** How crops are stored. */
  enum Form {
    JPG,
    PNG
  }

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "jpg (default) or png, which loses nothing and takes about four times the space.")
  private Form form = Form.JPG;

  @Override
  public Integer call() {
    PipelineConfig config = settings.read(PipelineConfig.class, PipelineConfig.DEFAULT, sets());
    Dataset dataset = data.load(common).dataset();
    CropExportRun.Result result =
        options.run(
            common,
            context ->
                CropExportRun.run(dataset, config, form == Form.PNG ? "png" : "jpg", out, context));
    common.print(table(result).text());
    common.print("Written to " + out + "\n");
    common.print("Next: faultline train --crops " + out + " --out RUN");
    json.file().ifPresent(file -> AtomicFile.write(file, numbers(result).toPrettyString() + "\n"));
    return LeftOut.exitCode(result.unreadable().size() + data.missing(), common);
  }

  private List<String> sets() {
    List<String> sets = new ArrayList<>(group.sets());
    side.ifPresent(px -> sets.add("fine-tune.warp.crop-side=" + px));
    padding.ifPresent(px -> sets.add("fine-tune.warp.context-padding=" + px));
    return sets;
  }

  private static Table table(CropExportRun.Result result) {
    Table table = new Table("crops", "train", "validation");
    for (int label = 0; label < result.names().size(); label++) {
      table.row(
          result.names().get(label),
          Figures.count(result.train().crops().get(label)),
          Figures.count(result.validation().crops().get(label)));
    }
    return table.row(
        "from photos",
        Figures.count(result.train().photos()),
        Figures.count(result.validation().photos()));
  }

  private static ObjectNode numbers(CropExportRun.Result result) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    add(root.putObject("train"), result.names(), result.train());
    add(root.putObject("validation"), result.names(), result.validation());
    return root;
  }

  private static void add(ObjectNode node, List<String> names, CropExportRun.Side side) {
    node.put("photos", side.photos());
    ObjectNode crops = node.putObject("crops");
    for (int label = 0; label < names.size(); label++) {
      crops.put(names.get(label), side.crops().get(label));
    }
  }
}
