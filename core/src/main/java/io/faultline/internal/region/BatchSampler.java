package io.faultline.internal.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Divides labelled regions into the batches of one epoch. A function of the labels and the random
 * numbers: give it {@code seed.of("batches", epoch)}.
 */
public sealed interface BatchSampler {

  /** Positions of regions, one array per batch, none empty; no labels give no batches. */
  List<int[]> epoch(int[] labels, SplittableRandom random);

  /** What the user should know about this sampler on so many regions, if anything. */
  default Optional<String> advice(int regions) {
    return Optional.empty();
  }

  /**
   * Every region once, in random order; the last batch may be smaller.
   *
   * @param batchSize at least 1
   */
  record Shuffle(int batchSize) implements BatchSampler {
    /** Checks the size. */
    public Shuffle {
      requireBatchSize(batchSize);
    }

    @Override
    public List<int[]> epoch(int[] labels, SplittableRandom random) {
      return split(Draw.permutation(labels.length, random), batchSize);
    }
  }

  /**
   * Regions drawn in proportion to the weight of their class, as torch's {@code
   * WeightedRandomSampler}; the last batch may be smaller.
   *
   * @param batchSize at least 1
   * @param classWeights by label, background first; each 0 or more, not all 0
   * @param replacement whether a region can be drawn again
   * @param samplesPerEpoch how many are drawn; 0 for as many as there are regions
   */
  record Weighted(
      int batchSize, List<Double> classWeights, boolean replacement, int samplesPerEpoch)
      implements BatchSampler {
    /** Copies the list and checks the ranges. */
    public Weighted {
      requireBatchSize(batchSize);
      classWeights = List.copyOf(classWeights);
      if (classWeights.stream().anyMatch(weight -> !(weight >= 0) || weight.isInfinite())
          || classWeights.stream().noneMatch(weight -> weight > 0)) {
        throw new IllegalArgumentException(
            "class weights are " + classWeights + "; each must be >= 0, and one > 0");
      }
      if (!(samplesPerEpoch >= 0)) {
        throw new IllegalArgumentException(
            "samples per epoch is " + samplesPerEpoch + "; must be >= 0");
      }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException where a label has no weight, all regions weigh 0, or more
     *     are asked for without replacement than have weight
     */
    @Override
    public List<int[]> epoch(int[] labels, SplittableRandom random) {
      if (labels.length == 0) {
        return List.of();
      }
      double[] weights = Arrays.stream(labels).mapToDouble(this::weight).toArray();
      long drawable = Arrays.stream(weights).filter(weight -> weight > 0).count();
      int samples = samplesPerEpoch == 0 ? labels.length : samplesPerEpoch;
      if (drawable == 0 || (!replacement && samples > drawable)) {
        throw new IllegalArgumentException(
            samples + " samples are asked for, but " + drawable + " regions can be drawn");
      }
      return split(
          replacement
              ? WeightedDraw.withReplacement(weights, samples, random)
              : WeightedDraw.withoutReplacement(weights, samples, random),
          batchSize);
    }

    private double weight(int label) {
      if (label < 0 || label >= classWeights.size()) {
        throw new IllegalArgumentException(
            "label is " + label + "; " + classWeights.size() + " class weights are given");
      }
      return classWeights.get(label);
    }

    @Override
    public Optional<String> advice(int regions) {
      return !replacement && (samplesPerEpoch == 0 || samplesPerEpoch == regions)
          ? Optional.of(
              "Weights without replacement draw each of the "
                  + regions
                  + " regions once per epoch: the class weights change only the order, not how"
                  + " often a class is seen.")
          : Optional.empty();
    }
  }

  /**
   * Batches with a fixed number of positives (R-CNN, arXiv 1311.2524, section 2.3: 32 of 128). Both
   * kinds are dealt from a shuffled pack that is shuffled anew when it is used up, so the rarer
   * kind comes again before the other is through. There are as many batches as all regions would
   * fill; each is full. Where one kind is missing, the other fills the batch.
   *
   * @param batchSize at least 1
   * @param positives how many of them, 0 to {@code batchSize}
   */
  record FixedPositives(int batchSize, int positives) implements BatchSampler {
    /** R-CNN's 32 of 128. */
    public static final FixedPositives RCNN = new FixedPositives(128, 32);

    /** Checks the ranges. */
    public FixedPositives {
      requireBatchSize(batchSize);
      if (!(positives >= 0 && positives <= batchSize)) {
        throw new IllegalArgumentException(
            "positives per batch is " + positives + "; must be 0 to " + batchSize);
      }
    }

    @Override
    public List<int[]> epoch(int[] labels, SplittableRandom random) {
      Pack positivePack = new Pack(positions(labels, true), random);
      Pack negativePack = new Pack(positions(labels, false), random);
      int quota = positivePack.isEmpty() ? 0 : negativePack.isEmpty() ? batchSize : positives;
      List<int[]> batches = new ArrayList<>();
      for (long dealt = 0; dealt < labels.length; dealt += batchSize) {
        int[] batch = new int[batchSize];
        for (int i = 0; i < batchSize; i++) {
          batch[i] = (i < quota ? positivePack : negativePack).deal();
        }
        batches.add(batch);
      }
      return batches;
    }

    private static int[] positions(int[] labels, boolean positive) {
      return IntStream.range(0, labels.length)
          .filter(i -> (labels[i] > Region.NEGATIVE) == positive)
          .toArray();
    }
  }

  private static List<int[]> split(int[] order, int batchSize) {
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += batchSize) {
      batches.add(Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize)));
    }
    return batches;
  }

  private static void requireBatchSize(int batchSize) {
    if (!(batchSize > 0)) {
      throw new IllegalArgumentException("batch size is " + batchSize + "; must be > 0");
    }
  }
}
