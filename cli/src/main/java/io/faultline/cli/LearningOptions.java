package io.faultline.cli;

import io.faultline.internal.settings.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** What is learnt from and how: the options of every command that trains. */
final class LearningOptions {
  @Mixin private DataOptions data;
  @Mixin private ConfigOptions settings;
  @Mixin private WeightsOption weights;
  @Mixin private DeviceOption device;
  @Mixin private GroupSetting group;

  /** The photos. */
  DataOptions data() {
    return data;
  }

  /** The single values that the user gave, for configurations that others are laid over. */
  List<String> sets() {
    List<String> all = new ArrayList<>(settings.sets());
    all.addAll(group.sets());
    return all;
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
    all.addAll(group.sets());
    all.addAll(further);
    return weights.over(settings.read(PipelineConfig.class, defaults, all));
  }
}
