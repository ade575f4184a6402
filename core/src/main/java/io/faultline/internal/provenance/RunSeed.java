package io.faultline.internal.provenance;

import java.util.SplittableRandom;

/**
 * The one seed of a run, from which every stage derives its own: the random numbers of a stage and
 * an image depend on (run, stage, image id) alone, so thread counts and the order of work cannot
 * change a result.
 */
public record RunSeed(long value) {

  /** The generator of a whole stage, such as {@code "fine-tuning"}. */
  public SplittableRandom of(String stage) {
    return of(stage, 0);
  }

  /** The generator of one image (or epoch) in a stage. */
  public SplittableRandom of(String stage, long id) {
    return new SplittableRandom(derive(stage, id));
  }

  /** The derived seed itself, for native libraries that take a number. */
  public long derive(String stage, long id) {
    long mixed = mix(value);
    for (int i = 0; i < stage.length(); i++) {
      mixed = mix(mixed ^ stage.charAt(i));
    }
    return mix(mix(mixed) ^ mix(id));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) after one golden-ratio step. */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
