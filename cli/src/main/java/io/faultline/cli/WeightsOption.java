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
          "What the network starts from: a name (${COMPLETION-CANDIDATES}) or a file (.pth,"
              + " .safetensors, or RUN/model of a training). crack is the built-in model. The"
              + " names behind it are torchvision's weights, which are fetched once; they also set"
              + " the architecture. none means random weights. auto means crack where the network"
              + " has its default shape, otherwise none; what it chose is said. The default is auto,"
              + " and none for pretrain.",
      completionCandidates = WeightsNames.class)
  private Optional<String> weights = Optional.empty();

  /** The configuration with the weights, where some were named. */
  PipelineConfig over(PipelineConfig config) {
    return weights.map(config::withWeights).orElse(config);
  }
}
