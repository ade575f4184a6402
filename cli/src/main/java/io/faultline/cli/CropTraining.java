package io.faultline.cli;

import io.faultline.internal.binding.ConfigNames;
import io.faultline.internal.crops.CropExportRun;
import io.faultline.internal.crops.CropTrainingRun;
import io.faultline.internal.settings.NetworkConfig;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunFolder;
import java.nio.file.Path;

/** The screens of a training on crops. */
record CropTraining(CommonOptions common, RunOptions options, JsonOption json, RunFolder folder) {

  /** Trains, prints the report and gives the exit code. */
  int run(Path crops, PipelineConfig config) {
    CropTrainingRun.Result result =
        options.run(common, context -> CropTrainingRun.run(crops, config, folder, context));
    print(result, config);
    json.write(result.metrics());
    return LeftOut.ofCrops(result.leftOut().size(), common);
  }

  private void print(CropTrainingRun.Result result, PipelineConfig config) {
    common.say(
        "Learnt from "
            + counts(result.train())
            + "; "
            + (result.report().isPresent()
                ? "validation: " + counts(result.validation())
                : "nothing is held out")
            + ". Epoch "
            + result.bestEpoch()
            + " of "
            + result.epochs().size()
            + (result.report().isPresent() ? " was the best." : " is kept."));
    result.report().ifPresent(report -> common.print("\n" + report.text()));
    result
        .testReport()
        .ifPresent(
            report ->
                common.print(
                    "\nTest: "
                        + counts(result.test())
                        + ", which did not choose the epoch\n\n"
                        + report.text()));
    common.print("\nModel    " + folder.model() + "  (threshold 0.5: not chosen on photos)");
    common.print("Weights  " + folder.weights());
    common.print("Report   " + folder.report());
    common.print("Log      " + folder.log());
    common.print(
        "\nNext: faultline train --data PHOTOS --out RUN --weights "
            + folder.weights()
            + sets(config.network()));
  }

  /** What the next training must be told, so that the weights fit. */
  private static String sets(NetworkConfig network) {
    NetworkConfig usual = PipelineConfig.DEFAULT.network();
    String architecture =
        network.architecture() == usual.architecture()
            ? ""
            : " --set network.architecture=" + key(network.architecture());
    return network.cutAfter() == usual.cutAfter()
        ? architecture
        : architecture + " --set network.cut-after=" + key(network.cutAfter());
  }

  private static String key(Enum<?> value) {
    return ConfigNames.kebab(value.name());
  }

  private static String counts(CropExportRun.Side side) {
    return Figures.count(side.crops().stream().mapToLong(Long::longValue).sum())
        + " crops of "
        + Figures.count(side.photos())
        + (side.photos() == 1 ? " photo" : " photos");
  }
}
