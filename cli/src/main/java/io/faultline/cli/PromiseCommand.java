package io.faultline.cli;

import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.report.PromiseJson;
import io.faultline.internal.training.PromiseRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves how much a model finds, and sets its threshold by that. */
@Command(
    name = "promise",
    header = "Prove how much a model finds, and set its threshold by that.",
    customSynopsis = {"faultline promise --model MODEL --data DATA [OPTIONS]"},
    description = {
      "Finds the threshold with the fewest false alarms for which these photos prove the wanted"
          + " recall (the share of cracks that is found). Example: 59 of 59 cracks found prove a"
          + " recall of at least 95 %% with 95 %% confidence. Where the photos cannot prove it, the"
          + " answer says what they do prove and how many more photos are needed.",
      "",
      "The photos must be new to the model: not used to train it, to choose the epoch or to choose a"
          + " threshold. Photos that look like those of its training are named in a warning. The"
          + " promise holds for photos like these.",
      "",
      "With --out, a copy of the model with the new threshold is written. From that score on a"
          + " photo is REVIEW; CRACK begins where it began before. detect and the library use it."
    },
    footer = {
      "  faultline promise --model runs/w/model --data new --target-recall 0.9",
      "      says whether these photos prove 0.9, and what other recalls would cost",
      "  faultline promise --model runs/w/model --data new --out runs/w/sure",
      "      the default target is 0.95; also writes the model with its new threshold",
      "  faultline promise --model runs/w/model --data new --level image",
      "      counts photos with cracks instead of single cracks"
    })
final class PromiseCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ModelOption model;
  @Mixin private DataOptions data;
  @Mixin private RecallOptions recall;
  @Mixin private DeviceOption device;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;
  @Mixin private GroupOption group;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "Promise this class alone (default: all together).",
      defaultValue = "")
  private String category;

  @Writes(Writes.Kind.FILE)
  @Option(
      names = "--out",
      paramLabel = "NEW-MODEL",
      description = "Write the model with its new operating point there.")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() {
    RecallPromise.Target target = recall.target(category);
    GroupRule rule = group.rule();
    DetectorBundle bundle = model.read(common);
    LoadedDataset loaded = data.load(common, bundle.manifest());
    PromiseRun.Result result =
        options.run(
            common,
            context ->
                PromiseRun.run(
                    bundle,
                    device.compute(),
                    loaded.dataset(),
                    target,
                    rule,
                    group.seed(),
                    context));
    OperatingPoint point = result.bundle().manifest().operatingPoint();
    print(result, point);
    out.ifPresent(
        file -> {
          result.bundle().write(file);
          common.print("\nModel   " + file);
        });
    json.write(PromiseJson.of(point, result.promise(), result.table()));
    return LeftOut.exitCode(result.unreadable().size() + data.missing(), common);
  }

  private void print(PromiseRun.Result result, OperatingPoint point) {
    boolean proven = result.promise() instanceof RecallPromise.Proven;
    common.say(Figures.sentence(result.promise().words()));
    Optional<OperatingPoint.OfClass> alone = Optional.ofNullable(point.classes().get(category));
    common.say(
        (proven
                ? "Detections"
                    + alone.map(own -> " of " + category).orElse("")
                    + " count from"
                    + " a score of "
                : "The most careful threshold is ")
            + Figures.share(alone.map(OperatingPoint.OfClass::threshold).orElse(point.threshold()))
            + "; photos are CRACK from "
            + Figures.share(alone.map(OperatingPoint.OfClass::certain).orElse(point.certain()))
            + " and need review in between."
            + (alone.isPresent() ? " Other classes keep their thresholds." : ""));
    common.print("");
    common.print(PromiseTable.text(result.table()));
    common.say(
        "Each line is a proof of its own. Choose the target before you look at the table, or"
            + " prove the chosen one again on other photos.");
  }
}
