package io.faultline.internal.synthetic;

import io.faultline.internal.synthetic.paint.Specks;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/** Surfaces whose grain is as dark and as wide as a thin crack, as in photos taken from a drone. */
enum RoughSurface {
  /** Asphalt with open gravel: stones and gaps of one to four pixels, often smeared one way. */
  GRAVEL_BED(0.55, 0.92) {
    @Override
    void paint(SyntheticCanvas canvas, SplittableRandom random) {
      double grey = random.nextDouble(85, 150);
      fill(canvas, grey, random);
      unevenness(canvas, random);
      double cell = random.nextDouble(1.2, 3.6);
      double smear = random.nextDouble(1, 2.4);
      boolean across = random.nextInt(4) > 0;
      float[] stones =
          ValueNoise.field(
              canvas.width,
              canvas.height,
              across ? cell * smear : cell,
              across ? cell : cell * smear,
              random);
      canvas.add(stones, random.nextDouble(20, 75));
      canvas.add(grain(canvas, 1, random), random.nextDouble(4, 22));
    }
  },

  /** Concrete full of pits or dark stones. */
  PITTED(0.45, 0.9) {
    @Override
    void paint(SyntheticCanvas canvas, SplittableRandom random) {
      double grey = random.nextDouble(110, 190);
      fill(canvas, grey, random);
      unevenness(canvas, random);
      canvas.add(grain(canvas, random.nextDouble(1, 2.5), random), random.nextDouble(5, 20));
      double cell = random.nextDouble(1.6, 3.4);
      float[] pits =
          ValueNoise.field(
              canvas.width, canvas.height, cell * random.nextDouble(1, 2.2), cell, random);
      float least = (float) random.nextDouble(0.3, 0.62);
      float depth = (float) random.nextDouble(0.5, 1.8);
      for (int i = 0; i < pits.length; i++) {
        if (pits[i] > least) {
          canvas.multiply(i, 1 - Math.min(0.75f, depth * (pits[i] - least)));
        }
      }
      Specks.paint(canvas, random.nextDouble(0.0005, 0.02), 0.6, 2.4, 0.6, random);
    }
  };

  private final double leastContrast;
  private final double mostContrast;

  RoughSurface(double leastContrast, double mostContrast) {
    this.leastContrast = leastContrast;
    this.mostContrast = mostContrast;
  }

  /** Paints the bare surface. */
  abstract void paint(SyntheticCanvas canvas, SplittableRandom random);

  /** How much light a crack in this surface swallows. */
  double contrast(SplittableRandom random) {
    return random.nextDouble(leastContrast, mostContrast);
  }

  private static void fill(SyntheticCanvas canvas, double grey, SplittableRandom random) {
    double warm = random.nextDouble(-0.12, 0.14);
    canvas.fill(grey * (1 + warm), grey, grey * (1 - warm * random.nextDouble(0.2, 1)));
  }

  private static void unevenness(SyntheticCanvas canvas, SplittableRandom random) {
    double side = Math.max(canvas.width, canvas.height);
    canvas.add(
        ValueNoise.fractal(canvas.width, canvas.height, side / 2, 3, random),
        random.nextDouble(4, 24));
    canvas.add(
        ValueNoise.fractal(canvas.width, canvas.height, 22, 3, random), random.nextDouble(2, 12));
  }

  private static float[] grain(SyntheticCanvas canvas, double cell, SplittableRandom random) {
    return ValueNoise.field(canvas.width, canvas.height, cell, cell, random);
  }
}
