package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/** Traces of water that ran down: soft upright streaks, dark, rusty or white. */
final class Runs {
  private Runs() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    SyntheticCanvas canvas = scene.canvas();
    double thin = draw.between("width-px", 4, 24);
    float[] streaks = ValueNoise.field(canvas.width, canvas.height, thin, 160, random);
    float[] ragged = ValueNoise.fractal(canvas.width, canvas.height, 12, 3, random);
    float rare = (float) draw.between("rarity", 0.1, 0.6);
    float depth = (float) (draw.between("depth", 0.1, 0.5) * (draw.chance("white", 0.25) ? -1 : 1));
    float rust = draw.chance("rusty", 0.3) ? (float) draw.between("rust", 0.2, 0.7) : 0;
    for (int i = 0; i < streaks.length; i++) {
      float in = Math.min(1, 3 * (streaks[i] + 0.25f * ragged[i] - rare));
      if (in > 0) {
        float d = depth * in;
        canvas.tint(i, 1 - d * (1 - rust), 1 - d, 1 - d * (1 + 0.4f * rust));
      }
    }
  }
}
