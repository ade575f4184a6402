package io.faultline.internal.synthetic;

import io.faultline.internal.synthetic.paint.Pebbles;
import io.faultline.internal.synthetic.paint.Scratches;
import io.faultline.internal.synthetic.paint.Shadow;
import io.faultline.internal.synthetic.paint.Stain;
import io.faultline.internal.synthetic.paint.StraightJoint;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import java.util.SplittableRandom;

/** What is taken for a crack and is none. */
enum Distractor {
  /** A straight gap of constant width right across the photo, alone or as a grid. */
  JOINT(true) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      StraightJoint.paint(canvas, random);
    }
  },

  /** A damp or rusty patch with a soft, ragged border, sometimes running down. */
  STAIN(true) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      Stain.paint(canvas, random);
    }
  },

  /** A shadow with a wavy border over one side, or that of a cable. */
  SHADOW(false) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      Shadow.paint(canvas, random);
    }
  },

  /** A few thin, straight or bowed lines of constant width, lighter than the surface. */
  SCRATCH(false) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      Scratches.paint(canvas, random);
    }
  },

  /** Loose stones, lit from one side, with their shadows. */
  GRAVEL(false) {
    @Override
    void paint(SyntheticCanvas canvas, CrackPainter cracks, SplittableRandom random) {
      Pebbles.paint(canvas, cracks::isCrack, random);
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
