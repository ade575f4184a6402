package io.faultline.internal.synthetic;

import java.util.SplittableRandom;

/** What is taken for a crack and is none. */
enum Distractor {
  /** A straight gap of constant width right across the photo, alone or as a grid. */
  JOINT(true) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      double angle = random.nextInt(2) * Math.PI / 2 + random.nextDouble(-0.12, 0.12);
      double radius = random.nextDouble(1, 3.5);
      float[] plane = new float[canvas.pixels()];
      boolean grid = random.nextInt(3) == 0;
      line(canvas, angle, radius, plane, random);
      if (grid) {
        line(canvas, angle + Math.PI / 2, radius, plane, random);
      }
      boolean light = random.nextInt(3) == 0;
      double grey = light ? random.nextDouble(150, 210) : random.nextDouble(25, 70);
      double share = random.nextDouble(0.45, 0.8);
      for (int i = 0; i < plane.length; i++) {
        if (plane[i] > 0) {
          canvas.blend(i, (float) grey, (float) share * plane[i]);
        }
      }
    }

    private void line(
        SyntheticCanvas canvas,
        double angle,
        double radius,
        float[] plane,
        SplittableRandom random) {
      double reach = canvas.width + canvas.height;
      double x = canvas.width * random.nextDouble(0.1, 0.9);
      double y = canvas.height * random.nextDouble(0.1, 0.9);
      Stroke stroke = new Stroke();
      for (double s = -reach; s <= reach; s += 16) {
        stroke.to(x + s * Math.cos(angle), y + s * Math.sin(angle), radius);
      }
      float[] rough = ValueNoise.field(canvas.width, canvas.height, 3, 3, random);
      stroke.draw(plane, canvas.width, 1.2, rough, 0.12, 0.5);
    }
  },

  /** A damp or rusty patch with a soft, ragged border, sometimes running down. */
  STAIN(true) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      double side = Math.min(canvas.width, canvas.height);
      double cx = random.nextDouble(canvas.width);
      double cy = random.nextDouble(canvas.height);
      double rx = side * random.nextDouble(0.06, 0.3);
      double ry = rx * random.nextDouble(0.6, random.nextInt(3) == 0 ? 4 : 1.6);
      float[] ragged = ValueNoise.fractal(canvas.width, canvas.height, side / 8, 4, random);
      double depth = random.nextDouble(0.12, 0.42);
      double rust = random.nextInt(3) == 0 ? random.nextDouble(0.2, 0.6) : 0;
      for (int y = 0; y < canvas.height; y++) {
        for (int x = 0; x < canvas.width; x++) {
          double dx = (x - cx) / rx;
          double dy = (y - cy) / ry;
          int i = y * canvas.width + x;
          double inside = (1.1 - Math.sqrt(dx * dx + dy * dy) + 0.9 * ragged[i]) * 2.5;
          if (inside > 0) {
            double d = depth * Math.min(1, inside);
            canvas.tint(
                i,
                (float) (1 - d * (1 - rust)),
                (float) (1 - d),
                (float) (1 - d * (1 + 0.5 * rust)));
          }
        }
      }
    }
  },

  /** A shadow with a wavy border over one side, or that of a cable. */
  SHADOW(false) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      double angle = random.nextDouble(2 * Math.PI);
      double x0 = canvas.width * random.nextDouble(0.2, 0.8);
      double y0 = canvas.height * random.nextDouble(0.2, 0.8);
      double depth = random.nextDouble(0.2, 0.45);
      double soft = random.nextDouble(3, 16);
      double waves = random.nextDouble(0, 14);
      double period = random.nextDouble(25, 90);
      boolean cable = random.nextInt(4) == 0;
      double half = random.nextDouble(3, 8);
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      for (int y = 0; y < canvas.height; y++) {
        for (int x = 0; x < canvas.width; x++) {
          double along = (x - x0) * cos + (y - y0) * sin;
          double across = (y - y0) * cos - (x - x0) * sin;
          double past = across + waves * Math.sin(along / period);
          double inside = cable ? half - Math.abs(past) : past;
          double share = Math.max(0, Math.min(1, inside / soft + 0.5));
          canvas.multiply(y * canvas.width + x, (float) (1 - depth * share));
        }
      }
    }
  },

  /** A few thin, straight or bowed lines of constant width, lighter than the surface. */
  SCRATCH(false) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      float[] plane = new float[canvas.pixels()];
      float[] even = new float[canvas.pixels()];
      double angle = random.nextDouble(Math.PI);
      int count = 1 + random.nextInt(4);
      for (int n = 0; n < count; n++) {
        double length = Math.min(canvas.width, canvas.height) * random.nextDouble(0.15, 0.8);
        double bow = random.nextDouble(-0.004, 0.004);
        double x = random.nextDouble(canvas.width);
        double y = random.nextDouble(canvas.height);
        double heading = angle + random.nextDouble(-0.08, 0.08);
        double radius = random.nextDouble(0.4, 0.9);
        Stroke stroke = new Stroke();
        for (double s = 0; s < length; s += 5) {
          stroke.to(x, y, radius);
          heading += 5 * bow;
          x += 5 * Math.cos(heading);
          y += 5 * Math.sin(heading);
        }
        stroke.draw(plane, canvas.width, 1, even, 0, 0.4);
      }
      float grey = random.nextInt(5) == 0 ? 60 : 235;
      float share = (float) random.nextDouble(0.2, 0.55);
      for (int i = 0; i < plane.length; i++) {
        if (plane[i] > 0) {
          canvas.blend(i, grey, share * plane[i]);
        }
      }
    }
  },

  /** Loose stones, lit from one side, with their shadows. */
  GRAVEL(false) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      int count = 3 + random.nextInt(Math.max(1, canvas.pixels() / 2000));
      double largest = random.nextDouble(2, 5.5);
      double light = random.nextBoolean() ? 1 : -1;
      for (int n = 0; n < count; n++) {
        double x = random.nextDouble(canvas.width);
        double y = random.nextDouble(canvas.height);
        double radius = random.nextDouble(1, largest);
        double grey = random.nextDouble(80, 215);
        double flat = random.nextDouble(0.7, 1.3);
        int column = (int) x;
        int row = (int) y;
        if (!cracks.isCrack(row * canvas.width + column)) {
          pebble(canvas, x + light * 0.5 * radius, y + 0.6 * radius, radius, flat, -1, light);
          pebble(canvas, x, y, radius, flat, grey, light);
        }
      }
    }

    /** A grey below 0 paints the shadow. */
    private void pebble(
        SyntheticCanvas canvas,
        double cx,
        double cy,
        double radius,
        double flat,
        double grey,
        double light) {
      int reach = (int) (radius * 1.5) + 2;
      for (int y = Math.max(0, (int) cy - reach); y < canvas.height && y <= cy + reach; y++) {
        for (int x = Math.max(0, (int) cx - reach); x < canvas.width && x <= cx + reach; x++) {
          double dx = (x + 0.5 - cx) / (radius * flat);
          double dy = (y + 0.5 - cy) / (radius / flat);
          double inside = Math.min(1, (1 - Math.sqrt(dx * dx + dy * dy)) * radius + 0.5);
          if (inside > 0) {
            int i = y * canvas.width + x;
            if (grey < 0) {
              canvas.multiply(i, (float) (1 - 0.35 * inside));
            } else {
              double shade = 1 - 0.22 * (light * dx + dy);
              canvas.blend(i, (float) (grey * shade), (float) (0.85 * inside));
            }
          }
        }
      }
    }
  };

  private final boolean below;

  Distractor(boolean below) {
    this.below = below;
  }

  /** Whether cracks go through it (true) or it lies on top of them (false). */
  boolean isBelowCracks() {
    return below;
  }

  abstract void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random);
}
