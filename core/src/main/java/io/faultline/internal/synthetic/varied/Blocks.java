package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** Paints what a joint pattern describes. */
final class Blocks {
  private Blocks() {}

  /**
   * Gives each block a brightness of its own.
   *
   * @param spread largest difference from the mean, as a share
   */
  static void tones(Scene scene, JointPattern pattern, double spread) {
    SyntheticCanvas canvas = scene.canvas();
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        int block = pattern.block(x + 0.5, y + 0.5);
        double tone = (block % 1000) / 500.0 - 1;
        double warm = (block / 1000 % 1000) / 500.0 - 1;
        float grey = (float) (1 + spread * tone);
        float tint = (float) (0.25 * spread * warm);
        canvas.tint(y * canvas.width + x, grey * (1 + tint), grey, grey * (1 - tint));
      }
    }
  }

  /**
   * Paints the joints.
   *
   * @param ragged how far their borders wander, in pixels
   * @param opaque 0 (not there) to 1
   */
  static void joints(
      Scene scene,
      JointPattern pattern,
      Colour colour,
      double ragged,
      double opaque,
      PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    float[] wander = ValueNoise.field(canvas.width, canvas.height, 5, 5, draw.random());
    float[] dirt = ValueNoise.fractal(canvas.width, canvas.height, 14, 3, draw.random());
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        int i = y * canvas.width + x;
        double inside =
            pattern.joint() / 2 - pattern.distance(x + 0.5, y + 0.5) + ragged * wander[i] + 0.5;
        if (inside > 0) {
          double share = opaque * Math.min(1, inside);
          canvas.blend(i, colour.times(1 + 0.4 * dirt[i]), (float) share);
        }
      }
    }
  }
}
