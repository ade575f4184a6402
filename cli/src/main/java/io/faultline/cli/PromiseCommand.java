package io.faultline.cli;

import io.faultline.dataset.GroupRule;
import io.faultline.dataset.LoadedDataset;
import io.faultline.detection.DetectorBundle;
import io.faultline.detection.OperatingPoint;
import io.faultline.detection.RecallPromise;
import io.faultline.pipeline.PromiseRun;
import io.faultline.report.PromiseJson;
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
    customSynopsis = {"faultline promise --model MODEL --data DATA --target-recall R [OPTIONS]"},
    description = {
      "Takes the threshold with the fewest false alarms whose recall, by its exact lower bound,"
          + " reaches the target, and says so when these photos cannot prove it, and how many more"
          + " would. The photos must be new to the model: neither learnt from nor used to choose"
          + " anything. The promise then holds for photos like these.",
      "",
      "With --out the model is written with its new threshold, which detect and the library use:"
          + " from there on a photo needs review; CRACK it is from the old threshold on."
    },
    footer = {
      "  faultline promise --model runs/w/model --data new --target-recall 0.9",
      "      says what can be proved, and what other targets would cost",
      "  faultline promise --model runs/w/model --data new --out runs/w/sure",
      "      proves 0.95, and also writes the model with the threshold for it",
      "  faultline promise --model runs/w/model --data new --level image"
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
    DetectorBundle bundle = DetectorBundle.read(model.path());
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
    common.say(
        (proven ? "Detections count from a score of " : "The most careful threshold is ")
            + Figures.share(point.threshold())
            + "; photos are CRACK from "
            + Figures.share(point.certain())
            + " and need review in between.");
    common.print("");
    common.print(PromiseTable.text(result.table()));
    common.say(
        "Each line holds by itself: choose the target before you look, or prove the one you like on"
            + " other photos.");
  }
}
