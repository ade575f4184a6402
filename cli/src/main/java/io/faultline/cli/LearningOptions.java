package io.faultline.cli;

import io.faultline.pipeline.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** What is learnt from and how: the options of every command that trains. */
final class LearningOptions {
  @Mixin private DataOptions data;
  @Mixin private ConfigOptions settings;
  @Mixin private WeightsOption weights;
  @Mixin private DeviceOption device;

  /** The photos. */
  DataOptions data() {
    return data;
  }

  /** The single values of {@code --set}, for configurations that others are laid over. */
  List<String> sets() {
    return settings.sets();
  }

  /**
   * The configuration.
   *
   * @param further values from a command's own options, which win
   */
  PipelineConfig config(List<String> further) {
    List<String> all = new ArrayList<>(device.sets());
    all.addAll(further);
    return weights.over(settings.read(PipelineConfig.class, PipelineConfig.DEFAULT, all));
  }
}
