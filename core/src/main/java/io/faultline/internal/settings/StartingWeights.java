package io.faultline.internal.settings;

import io.faultline.Progress;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.finetuning.Regime;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.provenance.Fingerprint;

/**
 * What {@code network.weights: auto} comes to. Where the network is that of the built-in model
 * {@code crack}, as far as it goes, training starts from it, whatever the classes are; otherwise
 * from random weights. {@code docs/decisions/0035-a-model-out-of-the-box.md} has what it is worth.
 */
public final class StartingWeights {
  private StartingWeights() {}

  /**
   * The configuration with weights that stand for themselves.
   *
   * @param progress hears what was chosen, and why
   */
  public static PipelineConfig resolved(PipelineConfig config, Progress progress) {
    if (!config.network().startsAutomatically()) {
      return config;
    }
    boolean fits = fits(config);
    progress.note(
        fits
            ? "starts from the built-in model crack, because network.weights is auto (--weights"
                + " none starts from random weights)"
            : "starts from random weights: network.weights is auto, and the built-in model has this"
                + " network's default shape alone (--weights resnet34 is better on few photos)");
    return config.withWeights(fits ? BuiltInModels.CRACK : WeightsChoice.NONE);
  }

  /** Adds what a network starts from, so that a changed file is noticed. */
  public static void addTo(Fingerprint.Builder key, NetworkConfig network) {
    network.weights().map(WeightsChoice::of).ifPresent(choice -> choice.addTo(key));
  }

  private static boolean fits(PipelineConfig config) {
    NetworkConfig network = config.network();
    NetworkSpec own = new WeightsChoice.OfBuiltIn(BuiltInModels.CRACK).network();
    return config.fineTune().regime() == Regime.SHARED
        && network.architecture() == own.architecture()
        && network.cutAfter() == own.cutAfter()
        && !network.trainBatchNorm();
  }
}
