package io.faultline.pipeline;

import io.faultline.network.Architecture;
import io.faultline.network.Compute;
import io.faultline.network.Head;
import io.faultline.network.NetworkSpec;
import io.faultline.network.Stage;
import java.util.Optional;

/**
 * The network's shape; see {@link NetworkSpec}.
 *
 * @param weights torchvision weights of the trunk: a file ({@code .pth} or {@code .safetensors}) or
 *     a name of {@link io.faultline.network.PublishedWeights}; none trains from scratch
 * @param device what computes: {@code auto}, {@code cpu} or {@code cuda}
 * @param format of convolutions and matrix products: {@code auto} takes what the device does well
 */
public record NetworkConfig(
    Architecture architecture,
    Stage cutAfter,
    int maps,
    int gridSide,
    double context,
    Head head,
    int hidden,
    boolean trainBatchNorm,
    int frozenStages,
    Optional<String> weights,
    Compute.Device device,
    Compute.Format format) {
  /** Checks the weights' name and what {@link NetworkSpec} checks, so that a wrong key is named. */
  public NetworkConfig {
    NetworkSpec unused =
        new NetworkSpec(
            architecture,
            cutAfter,
            maps,
            gridSide,
            context,
            head,
            hidden,
            1,
            trainBatchNorm,
            frozenStages);
    weights.map(WeightsChoice::of).ifPresent(choice -> choice.requireFit(architecture));
  }

  NetworkSpec spec(int classes) {
    return new NetworkSpec(
        architecture,
        cutAfter,
        maps,
        gridSide,
        context,
        head,
        hidden,
        classes,
        trainBatchNorm || weights.isEmpty(),
        frozenStages);
  }

  NetworkConfig withWeights(String fileOrName) {
    return new NetworkConfig(
        WeightsChoice.of(fileOrName).architecture().orElse(architecture),
        cutAfter,
        maps,
        gridSide,
        context,
        head,
        hidden,
        trainBatchNorm,
        frozenStages,
        Optional.of(fileOrName),
        device,
        format);
  }

  /** Where the network computes, and in which number format. */
  public Compute compute() {
    return new Compute(device, format);
  }
}
