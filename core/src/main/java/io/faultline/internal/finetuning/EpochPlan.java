package io.faultline.internal.finetuning;

import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/** One regime's way through an epoch; what an epoch does depends on the seed and its number. */
sealed interface EpochPlan permits SharedEpochs, WarpEpochs {

  /** Optimizer steps in an epoch, at least 1. */
  long stepsPerEpoch();

  /**
   * Learns for one epoch.
   *
   * @param epoch from 1; decides what is drawn
   * @param learningRate by the step of the whole run, from 0
   * @param onStep called after every step
   */
  BatchScore train(int epoch, LongToDoubleFunction learningRate, Runnable onStep);

  /** What the first step of the first epoch sees, without taking it. */
  List<RegionPreview> preview();

  /** What the user should know about what is drawn, if anything. */
  Optional<String> advice();

  /** Measures the held-out regions: the same ones every time. */
  BatchScore validate();
}
