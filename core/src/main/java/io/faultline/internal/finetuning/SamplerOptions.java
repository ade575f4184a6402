package io.faultline.internal.finetuning;

import io.faultline.internal.region.BatchSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which regions an epoch learns from.
 *
 * @param kind how they are drawn
 * @param classWeights {@code weighted}: by label, background first; classes beyond the last one
 *     weigh as much as it. mmalek06 (2024), part 3: 1 and 2
 * @param positiveFraction {@code fixed-positives}: share of positives in a batch; R-CNN: a quarter
 * @param regionsPerEpoch how many are drawn; 0 for as many as there are. {@code per-photo} draws
 *     its own number
 */
public record SamplerOptions(
    Kind kind, List<Double> classWeights, double positiveFraction, int regionsPerEpoch) {

  /** The ways to draw. */
  public enum Kind {
    /** So many of every photo, at most a share of them positive; see {@code fine-tune.shared}. */
    PER_PHOTO,
    /** Every region once, in random order. */
    SHUFFLE,
    /** In proportion to class weights, a region as often as it is drawn. */
    WEIGHTED,
    /** In proportion to class weights, a region at most once. */
    WEIGHTED_ONCE,
    /** Batches with a fixed share of positives, over all photos. */
    FIXED_POSITIVES
  }

  /** Fast R-CNN's way; the other numbers are those of mmalek06 (2024), part 3, and R-CNN. */
  public static final SamplerOptions DEFAULT =
      new SamplerOptions(Kind.PER_PHOTO, List.of(1.0, 2.0), 0.25, 0);

  /** Copies the list and checks the ranges. */
  public SamplerOptions {
    classWeights = List.copyOf(classWeights);
    if (classWeights.isEmpty()
        || classWeights.stream().anyMatch(weight -> !(weight >= 0) || weight.isInfinite())
        || classWeights.stream().noneMatch(weight -> weight > 0)) {
      throw new IllegalArgumentException(
          "class-weights are " + classWeights + "; each must be >= 0, and one > 0");
    }
    if (!(positiveFraction >= 0) || !(positiveFraction <= 1)) {
      throw new IllegalArgumentException(
          "positive-fraction is " + positiveFraction + "; it must be in [0, 1]");
    }
    if (!(regionsPerEpoch >= 0)) {
      throw new IllegalArgumentException(
          "regions-per-epoch is " + regionsPerEpoch + "; it must be >= 0");
    }
  }

  /** These numbers with another way to draw. */
  public SamplerOptions withKind(Kind other) {
    return new SamplerOptions(other, classWeights, positiveFraction, regionsPerEpoch);
  }

  /**
   * The sampler over the regions of all photos, or empty for {@code per-photo}.
   *
   * @param batchSize regions in a batch
   * @param labels of all regions
   * @param most regions in an epoch, whatever {@code regionsPerEpoch} says
   */
  Optional<BatchSampler> over(int[] labels, int batchSize, int most) {
    int wanted = regionsPerEpoch == 0 ? labels.length : regionsPerEpoch;
    int samples = Math.min(wanted, most);
    return switch (kind) {
      case PER_PHOTO -> Optional.empty();
      case SHUFFLE -> Optional.of(new BatchSampler.Shuffle(batchSize));
      case WEIGHTED -> Optional.of(weighted(labels, batchSize, true, samples));
      case WEIGHTED_ONCE -> Optional.of(weighted(labels, batchSize, false, samples));
      case FIXED_POSITIVES ->
          Optional.of(
              new BatchSampler.FixedPositives(
                  batchSize, (int) Math.round(batchSize * positiveFraction)));
    };
  }

  private BatchSampler weighted(int[] labels, int batchSize, boolean replacement, int samples) {
    List<Double> weights = new ArrayList<>(classWeights);
    int drawable = 0;
    for (int label : labels) {
      while (weights.size() <= label) {
        weights.add(classWeights.get(classWeights.size() - 1));
      }
      drawable += weights.get(label) > 0 ? 1 : 0;
    }
    int drawn = replacement ? samples : Math.min(samples, drawable);
    return new BatchSampler.Weighted(batchSize, weights, replacement, drawn);
  }
}
