package io.faultline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.CocoWriter;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.GroupedSplit;
import io.faultline.dataset.Split;
import io.faultline.provenance.AtomicFile;
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
      "Photos of one place stay on one side (see --group), and both sides get alike shares of clean"
          + " photos and of the objects of every class, as well as whole groups allow. Train on"
          + " one side only, and look at the other once: training holds out photos of its own to"
          + " choose the best epoch and the threshold."
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
  @Mixin private JsonOption json;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "Share of the photos to test on (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.25")
  private double test;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "A folder that gets train.json and test.json, COCO files; photos stay.")
  private Path out;

  @Override
  public Integer call() {
    Split split = GroupedSplit.of(data.load(common).dataset(), group.rule(), test, group.seed());
    ObjectNode numbers = new ObjectMapper().createObjectNode();
    write("train", split.train(), numbers);
    write("test", split.heldOut(), numbers);
    json.file().ifPresent(file -> AtomicFile.write(file, numbers.toPrettyString() + "\n"));
    return 0;
  }

  private void write(String name, Dataset dataset, ObjectNode numbers) {
    Path file = out.resolve(name + ".json");
    CocoWriter.write(dataset, file);
    DatasetTable table = new DatasetTable(dataset);
    common.print(name + ", " + Figures.count(groups(dataset)) + " groups\n" + table.text());
    common.print("Written to " + file + "\n");
    numbers.set(name, table.numbers().put("groups", groups(dataset)));
  }

  private long groups(Dataset dataset) {
    return dataset.images().stream().map(group.rule()::group).distinct().count();
  }
}
