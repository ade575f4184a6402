package io.faultline.cli;

import io.faultline.pipeline.PipelineConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Pretrained weights, by name or from a file. */
final class WeightsOption {
  @Option(
      names = "--weights",
      paramLabel = "NAME|FILE",
      description =
          "Pretrained torchvision weights: a name (${COMPLETION-CANDIDATES}), which is fetched once"
              + " and sets the architecture too, or a file (.pth or .safetensors). Without, training"
              + " starts from nothing.",
      completionCandidates = WeightsNames.class)
  private Optional<String> weights = Optional.empty();

  /** The configuration with the weights, where some were named. */
  PipelineConfig over(PipelineConfig config) {
    return weights.map(config::withWeights).orElse(config);
  }
}
