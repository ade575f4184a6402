package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;

/**
 * Smooth random fields: values on a lattice, interpolated with {@code 3t^2 - 2t^3} in between
 * (value noise), and sums of such fields at halving cell sizes (fractional Brownian motion).
 */
public final class ValueNoise {
  private ValueNoise() {}

  /** One field of {@code width * height} values in [-1, 1], with cells of the given sides. */
  public static float[] field(
      int width, int height, double cellWidth, double cellHeight, SplittableRandom random) {
    float[] field = new float[width * height];
    add(field, width, cellWidth, cellHeight, 1, random);
    return field;
  }

  /** A sum of {@code octaves} fields: each next one has half the cell and half the strength. */
  public static float[] fractal(
      int width, int height, double cell, int octaves, SplittableRandom random) {
    float[] field = new float[width * height];
    double strength = 0.5;
    double side = cell;
    for (int octave = 0; octave < octaves && side >= 1; octave++) {
      add(field, width, side, side, strength, random);
      side /= 2;
      strength /= 2;
    }
    return field;
  }

  /** Adds a field of the given strength to another. */
  public static void add(
      float[] field,
      int width,
      double cellWidth,
      double cellHeight,
      double strength,
      SplittableRandom random) {
    int height = field.length / width;
    double shiftX = random.nextDouble();
    double shiftY = random.nextDouble();
    int columns = (int) (width / cellWidth) + 3;
    int rows = (int) (height / cellHeight) + 3;
    float[] lattice = new float[columns * rows];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = (float) (strength * (2 * random.nextDouble() - 1));
    }
    int[] column = new int[width];
    float[] across = new float[width];
    for (int x = 0; x < width; x++) {
      double at = x / cellWidth + shiftX;
      column[x] = (int) at;
      across[x] = ease((float) (at - column[x]));
    }
    for (int y = 0; y < height; y++) {
      double at = y / cellHeight + shiftY;
      int row = (int) at;
      float down = ease((float) (at - row));
      int upper = row * columns;
      int lower = upper + columns;
      for (int x = 0; x < width; x++) {
        int c = column[x];
        float top = lattice[upper + c] + across[x] * (lattice[upper + c + 1] - lattice[upper + c]);
        float bottom =
            lattice[lower + c] + across[x] * (lattice[lower + c + 1] - lattice[lower + c]);
        field[y * width + x] += top + down * (bottom - top);
      }
    }
  }

  private static float ease(float t) {
    return t * t * (3 - 2 * t);
  }
}
