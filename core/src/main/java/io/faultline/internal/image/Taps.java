package io.faultline.internal.image;

import java.util.Arrays;

/**
 * How one axis is resampled: for each output pixel the first source pixel and the weights of it and
 * its followers, which sum to 1. An output pixel whose centre falls outside of the source has no
 * weights.
 */
final class Taps {
  private final int[] first;
  private final float[][] weights;

  private Taps(int length) {
    first = new int[length];
    weights = new float[length][];
    Arrays.fill(weights, new float[0]);
  }

  /**
   * Bilinear from the stretch {@code [from, to)} of a source of {@code sourceLength} pixels. When
   * shrinking, the triangle is as wide as an output pixel, so that nothing thin falls between two
   * samples (as Pillow's BILINEAR does).
   */
  static Taps bilinear(int sourceLength, double from, double to, int length) {
    double scale = (to - from) / length;
    double reach = Math.max(1, scale);
    Taps taps = new Taps(length);
    for (int i = 0; i < length; i++) {
      double centre = from + (i + 0.5) * scale;
      if (centre >= 0 && centre < sourceLength) {
        int start = Math.max(0, (int) Math.floor(centre - reach));
        int end = Math.min(sourceLength, (int) Math.ceil(centre + reach));
        float[] weight = new float[end - start];
        for (int s = start; s < end; s++) {
          weight[s - start] = (float) Math.max(0, 1 - Math.abs(s + 0.5 - centre) / reach);
        }
        taps.put(i, start, weight);
      }
    }
    return taps;
  }

  /** The mean of the covered source pixels when shrinking, bilinear when enlarging. */
  static Taps area(int sourceLength, int length) {
    if (length >= sourceLength) {
      return bilinear(sourceLength, 0, sourceLength, length);
    }
    double scale = (double) sourceLength / length;
    Taps taps = new Taps(length);
    for (int i = 0; i < length; i++) {
      double from = i * scale;
      double to = Math.min(sourceLength, (i + 1) * scale);
      int start = (int) Math.floor(from);
      int end = Math.min(sourceLength, (int) Math.ceil(to));
      float[] weight = new float[end - start];
      for (int s = start; s < end; s++) {
        weight[s - start] = (float) Math.max(0, Math.min(to, s + 1) - Math.max(from, s));
      }
      taps.put(i, start, weight);
    }
    return taps;
  }

  private void put(int i, int start, float[] weight) {
    float sum = 0;
    for (float w : weight) {
      sum += w;
    }
    for (int k = 0; k < weight.length; k++) {
      weight[k] /= sum;
    }
    first[i] = start;
    weights[i] = weight;
  }

  int length() {
    return first.length;
  }

  int first(int i) {
    return first[i];
  }

  /** How many source pixels count; 0 outside. */
  int count(int i) {
    return weights[i].length;
  }

  float weight(int i, int k) {
    return weights[i][k];
  }
}
