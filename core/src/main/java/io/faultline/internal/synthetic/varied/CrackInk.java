package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.Planes;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/** Paints a crack on its surface: what is around it, its edges, and itself. */
final class CrackInk {
  private final Scene scene;
  private final SyntheticCanvas canvas;
  private final CrackLooks looks;
  private final PartDraw crack;

  CrackInk(Scene scene, CrackLooks looks, PartDraw crack) {
    this.scene = scene;
    this.canvas = scene.canvas();
    this.looks = looks;
    this.crack = crack;
  }

  /**
   * Paints.
   *
   * @return what is to be labelled: the crack, or the band of sealant over it
   */
  float[] paint(float[] course, double widthPx) {
    double contrast = contrast(widthPx);
    looks.wet().ifPresent(draw -> CrackHalo.wet(scene, course, draw));
    looks.efflorescence().ifPresent(draw -> CrackHalo.deposits(scene, course, draw));
    looks.spalls().ifPresent(draw -> CrackHalo.spalls(scene, course, widthPx, draw));
    float[] seen = hidden(course);
    rim(seen);
    if (looks.bright().isPresent()) {
      brighten(seen, contrast, looks.bright().get());
    } else {
      darken(seen, contrast);
    }
    return looks.filled().isPresent() ? fill(course, looks.filled().get()) : course;
  }

  /** The share of the light that the crack swallows, from hardly more than the grain upwards. */
  private double contrast(double widthPx) {
    double strength =
        looks.hairlines().isPresent()
            ? crack.scaled("strength", 0.9, 2.6)
            : crack.scaled("strength", 2.2, 9);
    double grain = grain();
    double levels = Math.max(13, strength * grain);
    double share = Math.max(0.1, Math.min(0.88, levels / Math.max(20, mean())));
    double wide = Math.max(0, Math.min(1, (widthPx - 2) / 6));
    return share + (0.88 - share) * 0.6 * wide;
  }

  private double mean() {
    double sum = 0;
    for (int i = 0; i < canvas.pixels(); i += 7) {
      sum += canvas.brightness(i);
    }
    return 7 * sum / canvas.pixels();
  }

  /** Mean difference of pixels two apart: what a crack must compete with. */
  private double grain() {
    double sum = 0;
    int n = 0;
    for (int i = 0; i + 2 < canvas.pixels(); i += 5) {
      sum += Math.abs(canvas.brightness(i) - canvas.brightness(i + 2));
      n++;
    }
    return sum / n;
  }

  /** The coverage that is seen: less where stones and dirt lie over the crack. */
  private float[] hidden(float[] course) {
    if (looks.broken().isEmpty()) {
      return course;
    }
    PartDraw draw = looks.broken().get();
    double cell = draw.between("dirt-px", 2, 16);
    double amount = draw.between("hidden", 0.3, 0.95);
    float[] dirt = ValueNoise.field(canvas.width, canvas.height, cell, cell, draw.random());
    float[] seen = new float[course.length];
    for (int i = 0; i < seen.length; i++) {
      double over = Math.max(0, Math.min(1, 1.8 * dirt[i] + 0.2));
      seen[i] = (float) (course[i] * (1 - amount * over));
    }
    return seen;
  }

  /** Lights the edge that faces the light. */
  private void rim(float[] seen) {
    SplittableRandom random = crack.random();
    float rim = (float) crack.between("rim", 0, 0.25);
    int lightX = random.nextBoolean() ? 1 : -1;
    for (int y = 1; y < canvas.height; y++) {
      for (int x = 1; x + 1 < canvas.width; x++) {
        int i = y * canvas.width + x;
        float behind = seen[i - canvas.width - lightX] - seen[i];
        if (behind > 0) {
          canvas.multiply(i, 1 + rim * behind);
        }
      }
    }
  }

  private void darken(float[] seen, double contrast) {
    float[] fading = ValueNoise.field(canvas.width, canvas.height, 26, 26, crack.random());
    float fade = (float) crack.between("fading", 0, 0.35);
    for (int i = 0; i < seen.length; i++) {
      if (seen[i] > 0) {
        float depth = (float) contrast * (1 - fade * (0.5f + 0.5f * fading[i]));
        canvas.multiply(i, 1 - depth * seen[i]);
      }
    }
  }

  private void brighten(float[] seen, double contrast, PartDraw draw) {
    double grey = Math.min(250, mean() * (1 + contrast) + 15);
    Colour colour = Colour.grey(grey, draw.between("warm", -0.03, 0.12), 0);
    float share = (float) draw.between("opaque", 0.55, 0.95);
    canvas.blend(seen, colour, share);
  }

  /** Soil within the crack, or a smooth band of sealant over it. */
  private float[] fill(float[] course, PartDraw draw) {
    boolean sealed = draw.chance("sealed", 0.5);
    float[] band = course;
    if (sealed) {
      float[] wide = Planes.blur(course, canvas.width, draw.between("band-px", 1.5, 4));
      float most = 0;
      for (float value : wide) {
        most = Math.max(most, value);
      }
      band = new float[course.length];
      for (int i = 0; i < band.length; i++) {
        band[i] = Math.max(0, Math.min(1, (wide[i] / most - 0.3f) * 6));
      }
    }
    boolean dark = draw.chance("dark", 0.65);
    double grey = dark ? draw.between("grey", 15, 70) : draw.between("grey", 150, 230);
    double warm = sealed ? 0 : draw.between("soil", 0, 0.3);
    Colour colour = Colour.grey(grey, warm, 0);
    float share =
        (float) (sealed ? draw.between("cover", 0.8, 1) : draw.between("cover", 0.2, 0.7));
    canvas.blend(band, colour, share);
    return band;
  }
}
