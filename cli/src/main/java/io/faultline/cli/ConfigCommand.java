package io.faultline.cli;

import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.SettingsReference;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every setting. */
@Command(
    name = "config",
    header = "Print every setting of a training run as YAML.",
    customSynopsis = {"faultline config [OPTIONS]"},
    description = {
      "Prints the defaults and what --config and --set change in them. Write the result into a file,"
          + " change it, and give it to train with --config.",
      "",
      "With --reference, prints instead a table of all settings: default, range, what the setting"
          + " does, and where it comes from."
    },
    footer = {
      "  faultline config > mine.yaml",
      "  faultline config --set fine-tune.epochs=20",
      "  faultline config --reference > settings.md"
    })
final class ConfigCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ConfigOptions settings;

  @Option(
      names = "--reference",
      description = "Print a table that explains all settings, as Markdown.")
  private boolean reference;

  @Override
  public Integer call() {
    if (reference) {
      common.print(SettingsReference.markdown().stripTrailing());
      return 0;
    }
    PipelineConfig config = settings.read(PipelineConfig.class, PipelineConfig.DEFAULT, List.of());
    common.print(ConfigWriter.yaml(config).stripTrailing());
    return 0;
  }
}
