package io.faultline.cli;

import io.faultline.internal.settings.PipelineConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Pretrained weights, by name or from a file. */
final class WeightsOption {
  @Option(
      names = "--weights",
      paramLabel = "NAME|FILE",
      description =
          "Start from pretrained torchvision weights: a name (${COMPLETION-CANDIDATES}),"
              + " which is fetched once and also sets the architecture, or a file (.pth,"
              + " .safetensors, or RUN/model of a training). Without this option, training starts from random weights.",
      completionCandidates = WeightsNames.class)
  private Optional<String> weights = Optional.empty();

  /** The configuration with the weights, where some were named. */
  PipelineConfig over(PipelineConfig config) {
    return weights.map(config::withWeights).orElse(config);
  }
}
