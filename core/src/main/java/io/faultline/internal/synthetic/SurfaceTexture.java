package io.faultline.internal.synthetic;

import io.faultline.internal.synthetic.paint.Aggregate;
import io.faultline.internal.synthetic.paint.Specks;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/** The surfaces that synthetic photos show. */
enum SurfaceTexture {
  /** Smooth or pitted, grey to reddish. */
  CONCRETE(0.36, 0.72) {
    @Override
    void paint(SyntheticCanvas canvas, SplittableRandom random) {
      double grey = random.nextDouble(120, 185);
      double warm = random.nextDouble(-0.04, 0.12);
      canvas.fill(grey * (1 + warm), grey, grey * (1 - warm));
      unevenness(canvas, random, 14, 7);
      canvas.add(grain(canvas, random.nextDouble(1.6, 3.2), random), random.nextDouble(4, 11));
      canvas.add(grain(canvas, 1, random), random.nextDouble(3, 7));
      if (random.nextInt(3) > 0) {
        Specks.paint(canvas, random.nextDouble(0.0005, 0.012), 0.6, 1.9, 0.4, random);
      }
      Specks.paint(canvas, random.nextDouble(0.0001, 0.001), 0.6, 1.6, -0.18, random);
    }
  },
  /** Dark, made of stones. */
  ASPHALT(0.48, 0.82) {
    @Override
    void paint(SyntheticCanvas canvas, SplittableRandom random) {
      double grey = random.nextDouble(78, 140);
      double cold = random.nextDouble(-0.03, 0.09);
      canvas.fill(grey * (1 - cold), grey, grey * (1 + cold));
      unevenness(canvas, random, 10, 5);
      Aggregate.paint(canvas, random.nextDouble(2.4, 5.5), random.nextDouble(0.12, 0.3), random);
      canvas.add(grain(canvas, 1.2, random), random.nextDouble(4, 9));
    }
  },
  /** Glazed or ground: smooth, streaked in one direction, darker to the sides. */
  TILE(0.28, 0.7) {
    @Override
    void paint(SyntheticCanvas canvas, SplittableRandom random) {
      double grey = random.nextDouble(65, 200);
      double warm = random.nextInt(2) * random.nextDouble(-0.04, 0.06);
      canvas.fill(grey * (1 + warm), grey, grey * (1 - warm));
      unevenness(canvas, random, 8, 2);
      double streak = random.nextDouble(40, 140);
      boolean upright = random.nextBoolean();
      double thin = random.nextDouble(1.2, 3);
      canvas.add(
          ValueNoise.field(
              canvas.width,
              canvas.height,
              upright ? thin : streak,
              upright ? streak : thin,
              random),
          grey * random.nextDouble(0.015, 0.07));
      canvas.add(grain(canvas, 1, random), random.nextDouble(1, 4));
      sides(canvas, random.nextDouble(0, 0.35), upright);
    }
  };

  private final double leastContrast;
  private final double mostContrast;

  SurfaceTexture(double leastContrast, double mostContrast) {
    this.leastContrast = leastContrast;
    this.mostContrast = mostContrast;
  }

  /** Paints the bare surface. */
  abstract void paint(SyntheticCanvas canvas, SplittableRandom random);

  /** How much light a crack in this surface swallows: enough to be seen in its texture. */
  double contrast(SplittableRandom random) {
    return random.nextDouble(leastContrast, mostContrast);
  }

  private static float[] grain(SyntheticCanvas canvas, double cell, SplittableRandom random) {
    return ValueNoise.field(canvas.width, canvas.height, cell, cell, random);
  }

  private static void unevenness(
      SyntheticCanvas canvas, SplittableRandom random, double broad, double fine) {
    double side = Math.max(canvas.width, canvas.height);
    canvas.add(
        ValueNoise.fractal(canvas.width, canvas.height, side / 2, 3, random),
        2 * broad * random.nextDouble(0.4, 1));
    canvas.add(
        ValueNoise.fractal(canvas.width, canvas.height, 22, 3, random),
        2 * fine * random.nextDouble(0.4, 1));
  }

  private static void sides(SyntheticCanvas canvas, double strength, boolean upright) {
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double at = upright ? 2.0 * x / canvas.width - 1 : 2.0 * y / canvas.height - 1;
        canvas.multiply(y * canvas.width + x, (float) (1 - strength * at * at));
      }
    }
  }
}
