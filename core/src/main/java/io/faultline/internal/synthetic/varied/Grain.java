package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.Specks;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** Textures that many surfaces share. */
final class Grain {
  /** Above this cell, the squares of a lattice would show. */
  private static final double COARSE_PX = 4.5;

  private Grain() {}

  /** An even colour. */
  static Colour fill(Scene scene, Colour colour) {
    scene.canvas().fill(colour.red(), colour.green(), colour.blue());
    return colour;
  }

  /** Soft differences of brightness, from the whole photo down to some 20 pixels. */
  static void unevenness(Scene scene, PartDraw draw, double most) {
    SyntheticCanvas canvas = scene.canvas();
    double broad = Math.max(canvas.width, canvas.height) / 2.0;
    canvas.add(
        ValueNoise.fractal(canvas.width, canvas.height, broad, 3, draw.random()),
        draw.between("unevenness", 0, most));
    canvas.add(
        ValueNoise.fractal(canvas.width, canvas.height, 22, 3, draw.random()),
        draw.between("mottling", 0, most * 0.6));
  }

  /**
   * Grains of one size.
   *
   * @param cell their distance in pixels
   * @param smear how much longer than wide they are; the longer side lies across
   * @param strength in grey levels
   */
  static void grains(Scene scene, double cell, double smear, double strength, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    double side = Math.max(1, cell);
    float[] field =
        ValueNoise.field(canvas.width, canvas.height, side * smear, side, draw.random());
    canvas.add(field, strength);
  }

  /**
   * Pits or pebbles, where a field is above a limit.
   *
   * @param cell their distance in pixels
   * @param rare 0 (everywhere) to 1 (none)
   * @param depth share of the light they swallow; negative brightens
   */
  static void pits(
      Scene scene, double cell, double smear, double rare, double depth, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    double side = Math.max(1.2, cell);
    float[] field =
        side > COARSE_PX
            ? ValueNoise.fractal(canvas.width, canvas.height, 1.8 * side, 4, draw.random())
            : ValueNoise.field(canvas.width, canvas.height, side * smear, side, draw.random());
    float least = (float) (side > COARSE_PX ? 0.7 * rare : rare);
    float steep = (float) (1 / Math.max(0.08, 0.45 * (1 - rare)));
    for (int i = 0; i < field.length; i++) {
      if (field[i] > least) {
        canvas.multiply(i, 1 - (float) depth * Math.min(1, steep * (field[i] - least)));
      }
    }
  }

  /**
   * Round pores (bug holes) of many sizes, with a lit lower rim where they are large.
   *
   * @param largest radius in pixels
   */
  static void pores(Scene scene, double density, double largest, double depth, PartDraw draw) {
    double most = Math.max(0.8, largest);
    Specks.paint(scene.canvas(), density, 0.5, Math.max(0.6, most / 3), depth, draw.random());
    Specks.paint(scene.canvas(), density / (4 + most * most), 0.6, most, depth, draw.random());
  }

  /** Light from one side on a field of heights: brighter where it rises, darker where it falls. */
  static void relief(Scene scene, float[] heights, double strength) {
    SyntheticCanvas canvas = scene.canvas();
    for (int y = 1; y < canvas.height; y++) {
      for (int x = 1; x < canvas.width; x++) {
        int i = y * canvas.width + x;
        float slope = heights[i] - heights[i - canvas.width - 1];
        canvas.add(i, (float) strength * slope);
      }
    }
  }
}
