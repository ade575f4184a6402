package io.faultline.cli;

import io.faultline.pipeline.ConfigWriter;
import io.faultline.pipeline.PipelineConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every setting. */
@Command(
    name = "config",
    header = "Print every setting of a training run as YAML.",
    customSynopsis = {"faultline config [OPTIONS]"},
    description = {
      "Prints the defaults with what --config and --set change; train takes the result."
    },
    footer = {"  faultline config > mine.yaml", "  faultline config --set fine-tune.epochs=20"})
final class ConfigCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ConfigOptions settings;

  @Override
  public Integer call() {
    PipelineConfig config = settings.read(PipelineConfig.class, PipelineConfig.DEFAULT, List.of());
    common.print(ConfigWriter.yaml(config).stripTrailing());
    return 0;
  }
}
