package io.faultline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Dataset;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.GroupedSplit;
import io.faultline.internal.dataset.Split;
import io.faultline.internal.labels.coco.CocoWriter;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.stage.PhotoGroups;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets photos aside to test on, in whole groups. */
@Command(
    name = "split",
    header = "Set a part of your photos aside to test on.",
    customSynopsis = {"faultline split --data DATA --out FOLDER [OPTIONS]"},
    description = {
      "Writes train.json and test.json; the photos stay where they are. Photos of one place"
          + " stay together on one side (see --group), and so do copies and near duplicates"
          + " of a photo. Both sides get about the same share of clean photos and of the"
          + " objects of each class.",
      "",
      "Train on train.json only. Use test.json to measure, and do not choose anything by it:"
          + " training sets photos of its own aside to choose the best epoch and the"
          + " threshold."
    },
    footer = {
      "  faultline split --data walls --out walls-split",
      "  faultline train --data walls-split/train.json --out runs/walls",
      "  faultline evaluate --model runs/walls/model --data walls-split/test.json"
    })
final class SplitCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DataOptions data;
  @Mixin private GroupOption group;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "Share of the photos to set aside for testing (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.25")
  private double test;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "A folder for train.json and test.json (COCO).")
  private Path out;

  @Override
  public Integer call() {
    GroupedSplit.requireShare(test);
    Dataset dataset = data.load(common).dataset();
    GroupRule rule = options.run(common, context -> PhotoGroups.of(dataset, group.rule(), context));
    Split split = GroupedSplit.of(dataset, rule, test, group.seed());
    ObjectNode numbers = new ObjectMapper().createObjectNode();
    write("train", split.train(), rule, numbers);
    write("test", split.heldOut(), rule, numbers);
    json.file().ifPresent(file -> AtomicFile.write(file, numbers.toPrettyString() + "\n"));
    return 0;
  }

  private void write(String name, Dataset dataset, GroupRule rule, ObjectNode numbers) {
    Path file = out.resolve(name + ".json");
    CocoWriter.write(dataset, file);
    DatasetTable table = new DatasetTable(dataset);
    int groups = PhotoGroups.count(dataset, rule);
    common.print(name + ", " + Figures.count(groups) + " groups\n" + table.text());
    common.print("Written to " + file + "\n");
    numbers.set(name, table.numbers().put("groups", groups));
  }
}
