package io.faultline.internal.settings;

import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import java.util.Optional;

/**
 * The network's shape; see {@link NetworkSpec}.
 *
 * @param weights of the trunk: a file ({@code .pth} or {@code .safetensors}), a name of {@link
 *     io.faultline.internal.pretrained.PublishedWeights} or {@link
 *     io.faultline.internal.bundle.BuiltInModels}, or {@code auto}, which the classes of the data
 *     decide; none trains from scratch
 * @param frozenStages as {@link NetworkSpec} has them, where the trunk starts from weights; random
 *     weights are all trained
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
    weights = weights.filter(text -> !text.equals(WeightsChoice.NONE));
    weights.map(WeightsChoice::of).ifPresent(choice -> choice.requireFit(architecture, cutAfter));
  }

  /** Whether the classes of the data decide what the network starts from. */
  public boolean startsAutomatically() {
    return weights
        .map(WeightsChoice::of)
        .filter(WeightsChoice.Automatic.class::isInstance)
        .isPresent();
  }

  /** The shape for so many classes; where {@code auto} is not resolved, of random weights. */
  public NetworkSpec spec(int classes) {
    return new NetworkSpec(
        architecture,
        cutAfter,
        maps,
        gridSide,
        context,
        head,
        hidden,
        classes,
        trainBatchNorm || startsAtRandom(),
        startsAtRandom() ? 0 : frozenStages);
  }

  /** Random weights are worth nothing until they have learnt. */
  private boolean startsAtRandom() {
    return weights.isEmpty() || startsAutomatically();
  }

  NetworkConfig withWeights(String fileOrName) {
    return new NetworkConfig(
        fileOrName.equals(WeightsChoice.NONE)
            ? architecture
            : WeightsChoice.of(fileOrName).architecture().orElse(architecture),
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
