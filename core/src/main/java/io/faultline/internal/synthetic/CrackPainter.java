package io.faultline.internal.synthetic;

import io.faultline.geometry.Box;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.Components;
import io.faultline.internal.image.Mask;
import io.faultline.internal.synthetic.paint.CrackShape;
import io.faultline.internal.synthetic.paint.Stroke;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Puts cracks on a canvas and keeps the truth about them. */
final class CrackPainter {
  /** Masks closed with 15x15 and boxes merged below 10 px still keep such cracks apart. */
  private static final double GAP = 18;

  private static final int TRIES = 12;
  private static final int SMALLEST_AREA = 40;
  private static final double SMALLEST_SIDE = 22;

  /** A crack is never thinner than this radius, so that its mask holds together. */
  private static final double THINNEST = 0.62;

  private final SyntheticCanvas canvas;
  private final boolean[] truth;
  private final List<Component> cracks = new ArrayList<>();

  CrackPainter(SyntheticCanvas canvas) {
    this.canvas = canvas;
    this.truth = new boolean[canvas.pixels()];
  }

  /** The cracks painted so far, one component each. */
  List<Component> cracks() {
    return List.copyOf(cracks);
  }

  /** All cracks' pixels. */
  Mask mask() {
    return Mask.of(canvas.width, canvas.height, truth);
  }

  /** Whether the pixel belongs to a crack. */
  boolean isCrack(int i) {
    return truth[i];
  }

  /**
   * Adds one crack, clear of the others.
   *
   * @param contrast how much of the light it swallows, 0 to 1
   * @return whether a place for it was found
   */
  boolean paint(double contrast, SplittableRandom random) {
    return paint(contrast, CrackLook.OPEN, random);
  }

  /** As {@link #paint(double, SplittableRandom)}, with a look. */
  boolean paint(double contrast, CrackLook look, SplittableRandom random) {
    double side = Math.min(canvas.width, canvas.height);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      double room = cracks.isEmpty() ? 1 : 1 - 0.6 * attempt / TRIES;
      double length = side * room * look.length(random);
      double widthPx = width(random);
      double centerX = canvas.width * random.nextDouble(0.12, 0.88);
      double centerY = canvas.height * random.nextDouble(0.12, 0.88);
      float[] coverage = draw(CrackShape.grow(centerX, centerY, length, widthPx, random), random);
      Optional<Component> crack = single(coverage);
      if (crack.isPresent() && isClear(crack.get().box())) {
        cracks.add(crack.get());
        darken(hidden(coverage, look, random), coverage, deepened(contrast, widthPx), random);
        return true;
      }
    }
    return false;
  }

  /** 1 to 12 px; half of all cracks are hair cracks below 3 px. */
  private static double width(SplittableRandom random) {
    double draw = random.nextDouble();
    if (draw < 0.5) {
      return random.nextDouble(1, 3);
    }
    return draw < 0.85 ? random.nextDouble(3, 6) : random.nextDouble(6, 12);
  }

  /** The wider a crack, the less light comes back out of it. */
  private static double deepened(double contrast, double widthPx) {
    double wide = Math.max(0, Math.min(1, (widthPx - 2) / 5));
    return contrast + (0.9 - contrast) * 0.7 * wide;
  }

  private float[] draw(List<Stroke> strokes, SplittableRandom random) {
    float[] coverage = new float[canvas.pixels()];
    float[] roughness = ValueNoise.field(canvas.width, canvas.height, 2.3, 2.3, random);
    for (Stroke stroke : strokes) {
      stroke.draw(coverage, canvas.width, 1, roughness, 0.45, THINNEST);
    }
    return coverage;
  }

  /** The crack as one component of useful size; empty where it is in pieces or too small. */
  private Optional<Component> single(float[] coverage) {
    boolean[] set = new boolean[coverage.length];
    for (int i = 0; i < set.length; i++) {
      set[i] = coverage[i] >= 0.5f;
    }
    List<Component> parts = Components.of(Mask.of(canvas.width, canvas.height, set));
    if (parts.size() != 1 || parts.get(0).area() < SMALLEST_AREA) {
      return Optional.empty();
    }
    Box box = parts.get(0).box();
    return Math.max(box.width(), box.height()) >= SMALLEST_SIDE
        ? Optional.of(parts.get(0))
        : Optional.empty();
  }

  /** The coverage that is seen: less where stones and dirt lie over the crack. */
  private float[] hidden(float[] coverage, CrackLook look, SplittableRandom random) {
    if (look.broken() == 0) {
      return coverage;
    }
    double cell = random.nextDouble(2, 9);
    float[] dirt = ValueNoise.field(canvas.width, canvas.height, cell, cell, random);
    float[] seen = new float[coverage.length];
    for (int i = 0; i < seen.length; i++) {
      double over = Math.max(0, Math.min(1, 1.6 * dirt[i] + 0.2));
      seen[i] = (float) (coverage[i] * (1 - look.broken() * over));
    }
    return seen;
  }

  private boolean isClear(Box box) {
    Box wide = new Box(box.x1() - GAP, box.y1() - GAP, box.x2() + GAP, box.y2() + GAP);
    return cracks.stream().noneMatch(other -> wide.intersection(other.box()) > 0);
  }

  /** Darkens the crack, more in its middle, and lights the rim that faces away from the light. */
  private void darken(float[] coverage, float[] whole, double contrast, SplittableRandom random) {
    float[] fading = ValueNoise.field(canvas.width, canvas.height, 28, 28, random);
    float rim = (float) random.nextDouble(0.04, 0.2);
    int lightX = random.nextBoolean() ? 1 : -1;
    for (int y = 1; y < canvas.height; y++) {
      for (int x = 1; x + 1 < canvas.width; x++) {
        int i = y * canvas.width + x;
        float behind = coverage[i - canvas.width - lightX] - coverage[i];
        if (behind > 0) {
          canvas.multiply(i, 1 + rim * behind);
        }
      }
    }
    for (int i = 0; i < coverage.length; i++) {
      truth[i] |= whole[i] >= 0.5f;
      if (coverage[i] > 0) {
        float depth = (float) contrast * (0.88f + 0.12f * fading[i]);
        canvas.multiply(i, 1 - depth * coverage[i]);
      }
    }
  }
}
