package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Planes;
import java.util.SplittableRandom;

/** The cracks of a scene: paints them and keeps where they are. */
final class Cracks {
  /** Two cracks are farther apart than this, or they would be one. */
  private static final int APART_PX = 14;

  private static final int TRIES = 6;
  private static final float COVERED = 0.5f;

  private final Scene scene;
  private final float[] coverage;
  private final byte[] owner;
  private int count;

  Cracks(Scene scene) {
    this.scene = scene;
    this.coverage = new float[scene.canvas().pixels()];
    this.owner = new byte[coverage.length];
  }

  /** Whether a crack takes most of the pixel. */
  boolean isCrack(int i) {
    return coverage[i] >= COVERED;
  }

  /** How many cracks there are. */
  int count() {
    return count;
  }

  /** How much of each pixel cracks take, 0 to 1. */
  float[] coverage() {
    return coverage;
  }

  /** The number of the crack at each pixel, from 1; 0 where there is none. */
  byte[] owner() {
    return owner;
  }

  /** Paints one crack clear of the others, or none where there is no room. */
  void add(CrackLooks looks, PartDraw crack) {
    boolean hairline = looks.hairlines().isPresent();
    double widthPx =
        hairline ? crack.between("width-px", 0.8, 1.8) : crack.scaled("width-px", 1.4, 9);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      float[] course = CrackCourse.draw(scene, looks, crack, widthPx);
      if (isClear(course)) {
        count++;
        float[] filled = new CrackInk(scene, looks, crack).paint(course, widthPx);
        claim(filled);
        return;
      }
    }
  }

  private boolean isClear(float[] course) {
    float[] taken = count == 0 ? coverage : Planes.box(coverage, scene.width(), APART_PX);
    boolean any = false;
    for (int i = 0; i < course.length; i++) {
      if (course[i] >= COVERED) {
        if (taken[i] > 1e-4f) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private void claim(float[] course) {
    for (int i = 0; i < course.length; i++) {
      if (course[i] > coverage[i]) {
        coverage[i] = course[i];
        owner[i] = (byte) count;
      }
    }
  }

  /** Paints all cracks of a photo. */
  void paint(PhotoDraws draws, int most) {
    CrackLooks looks = CrackLooks.of(draws, scene);
    SplittableRandom random = draws.photo("cracks");
    int asked = 1;
    while (asked < most && random.nextInt(3) == 0) {
      asked++;
    }
    for (int n = 1; n <= asked; n++) {
      add(looks, draws.named("crack-" + n));
    }
  }
}
