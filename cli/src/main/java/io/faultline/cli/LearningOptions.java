package io.faultline.cli;

import io.faultline.pipeline.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is learnt from and how: the options of every command that trains. */
final class LearningOptions {
  @Mixin private DataOptions data;
  @Mixin private ConfigOptions settings;
  @Mixin private WeightsOption weights;
  @Mixin private DeviceOption device;

  @Option(
      names = "--group",
      paramLabel = "RULE",
      description =
          "Which photos show one place and stay together, short for --set data.group=RULE: auto,"
              + " photo, underscore:N or regex:PATTERN; see split --help (default: auto).")
  private Optional<String> group = Optional.empty();

  /** The photos. */
  DataOptions data() {
    return data;
  }

  /** The single values that the user gave, for configurations that others are laid over. */
  List<String> sets() {
    List<String> all = new ArrayList<>(settings.sets());
    all.addAll(groups());
    return all;
  }

  private List<String> groups() {
    return group.map(rule -> "data.group=" + rule).stream().toList();
  }

  /**
   * The configuration.
   *
   * @param further values from a command's own options, which win
   */
  PipelineConfig config(List<String> further) {
    return config(PipelineConfig.DEFAULT, further);
  }

  /** As above, over other defaults. */
  PipelineConfig config(PipelineConfig defaults, List<String> further) {
    List<String> all = new ArrayList<>(device.sets());
    all.addAll(groups());
    all.addAll(further);
    return weights.over(settings.read(PipelineConfig.class, defaults, all));
  }
}
