package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.Planes;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** What a crack does to the surface around it. */
final class CrackHalo {
  private CrackHalo() {}

  /** Damp: darker, strongest at the crack. */
  static void wet(Scene scene, float[] course, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    float[] halo = halo(scene, course, draw.between("reach-px", 2, 8), draw);
    float depth = (float) draw.between("depth", 0.12, 0.45);
    for (int i = 0; i < halo.length; i++) {
      canvas.multiply(i, 1 - depth * halo[i]);
    }
  }

  /** Efflorescence: salts that water left, white and blotchy. */
  static void deposits(Scene scene, float[] course, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    float[] halo = halo(scene, course, draw.between("reach-px", 2, 9), draw);
    Colour white =
        Colour.grey(draw.between("grey", 190, 245), draw.between("warm", -0.02, 0.08), 0);
    float share = (float) draw.between("opaque", 0.2, 0.65);
    for (int i = 0; i < halo.length; i++) {
      canvas.blend(i, white, share * halo[i]);
    }
  }

  /** Edges that broke off: patches beside the crack, rougher and of another brightness. */
  static void spalls(Scene scene, float[] course, double widthPx, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    float[] near = Planes.blur(course, canvas.width, 1.2 + widthPx / 2);
    double cell = draw.between("chip-px", 4, 14);
    float[] chips = ValueNoise.fractal(canvas.width, canvas.height, cell, 3, draw.random());
    float[] rough = ValueNoise.field(canvas.width, canvas.height, 1.8, 1.8, draw.random());
    float tone = (float) draw.between("tone", -0.35, 0.3);
    float rare = (float) draw.between("rarity", -0.1, 0.2);
    for (int i = 0; i < near.length; i++) {
      if (near[i] > 0.04f && chips[i] > rare) {
        float in = Math.min(1, (chips[i] - rare) * 12) * Math.min(1, near[i] * 8);
        canvas.multiply(i, 1 + in * (tone + 0.25f * rough[i]));
      }
    }
  }

  /** 1 at the crack to 0 far from it, patchy. */
  private static float[] halo(Scene scene, float[] course, double reach, PartDraw draw) {
    int width = scene.width();
    float[] halo = Planes.blur(course, width, reach);
    float[] patchy = ValueNoise.fractal(width, scene.height(), 24, 4, draw.random());
    float most = 1e-6f;
    for (float value : halo) {
      most = Math.max(most, value);
    }
    for (int i = 0; i < halo.length; i++) {
      float far = Math.min(1, 1.6f * halo[i] / most);
      halo[i] = Math.max(0, Math.min(1, far * (1 + 1.2f * patchy[i])));
    }
    return halo;
  }
}
