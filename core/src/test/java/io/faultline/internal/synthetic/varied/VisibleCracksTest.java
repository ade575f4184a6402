package io.faultline.internal.synthetic.varied;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.image.Raster;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is labelled of a straight crack, 3 pixels wide, across a photo of 100 x 100. */
class VisibleCracksTest {
  private static final int SIDE = 100;

  private static byte[] owner() {
    byte[] owner = new byte[SIDE * SIDE];
    Arrays.fill(owner, 50 * SIDE, 53 * SIDE, (byte) 1);
    return owner;
  }

  /** Grey 128 with noise; the crack is darker by {@code depth} from column {@code from} on. */
  private static Raster photo(int depth, int noise, int from) {
    SplittableRandom random = new SplittableRandom(3);
    byte[] owner = owner();
    byte[] rgb = new byte[3 * owner.length];
    for (int i = 0; i < owner.length; i++) {
      int grey = 128 + random.nextInt(-noise, noise + 1);
      grey -= owner[i] > 0 && i % SIDE >= from ? depth : 0;
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) grey);
    }
    return Raster.of(SIDE, SIDE, rgb);
  }

  private static CrackLabels labels(Raster photo) {
    byte[] owner = owner();
    VisibleCracks.keep(photo, owner, 1);
    return new CrackLabels(SIDE, owner);
  }

  @Test
  void aCrackThatDiffersIsLabelledWhole() {
    assertThat(labels(photo(40, 6, 0)).annotations(1))
        .singleElement()
        .satisfies(crack -> assertThat(crack.box().width()).isEqualTo(SIDE));
  }

  @Test
  void aCrackLikeItsSurroundingsIsNotLabelled() {
    assertThat(labels(photo(0, 6, 0)).annotations(1)).isEmpty();
    assertThat(labels(photo(8, 60, 0)).annotations(1)).isEmpty();
    assertThat(labels(photo(0, 6, 0)).mask().area()).isZero();
  }

  @Test
  void thePartThatCannotBeSeenIsLeftOut() {
    Annotation crack = labels(photo(40, 6, 60)).annotations(1).get(0);
    assertThat(crack.box().x1()).isBetween(35.0, 60.0);
    assertThat(crack.box().x2()).isEqualTo(SIDE);
  }

  @Test
  void piecesOfOneCrackShareABoxAndOtherCracksDoNot() {
    byte[] owner = new byte[SIDE * SIDE];
    Arrays.fill(owner, 10 * SIDE, 10 * SIDE + 40, (byte) 1);
    Arrays.fill(owner, 10 * SIDE + 60, 10 * SIDE + 100, (byte) 1);
    Arrays.fill(owner, 30 * SIDE, 30 * SIDE + 90, (byte) 2);
    Arrays.fill(owner, 80 * SIDE, 80 * SIDE + 6, (byte) 3);
    CrackLabels labels = new CrackLabels(SIDE, owner);
    assertThat(labels.annotations(1))
        .extracting(crack -> crack.polygons().size())
        .containsExactlyInAnyOrder(2, 1);
    assertThat(labels.mask().area()).as("without what is too short").isEqualTo(170);
  }
}
