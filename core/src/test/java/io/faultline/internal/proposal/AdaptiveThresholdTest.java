package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveThresholdTest extends ProposalGeneratorContract {
  AdaptiveThresholdTest() {
    super(AdaptiveThreshold.standard());
  }

  /** Grey 128 but for a square of the given value at (20, 10); the mean stays near 128. */
  private static Raster square(int side, int value) {
    return Photos.grey(
        200, 200, (x, y) -> x >= 20 && x < 20 + side && y >= 10 && y < 10 + side ? value : 128);
  }

  @Test
  void boxesBrightAndDarkSquares() {
    Box square = Box.ofSize(20, 10, 16, 16);
    assertThat(AdaptiveThreshold.standard().propose(square(16, 255)).boxes())
        .containsExactly(square);
    assertThat(AdaptiveThreshold.standard().propose(square(16, 0)).boxes()).containsExactly(square);
  }

  @Test
  void leavesOutWhatIsSmallerThan250PixelsOrTooFaint() {
    assertThat(AdaptiveThreshold.standard().propose(square(15, 255)).boxes()).isEmpty();
    assertThat(AdaptiveThreshold.standard().propose(square(16, 160)).boxes()).isEmpty();
  }

  @Test
  void closingJoinsWhatIsLessThanItsSideApart() {
    Raster gap =
        Photos.grey(
            200,
            200,
            (x, y) -> y >= 50 && y < 70 && x >= 50 && x < 94 && (x < 70 || x >= 74) ? 255 : 128);
    assertThat(AdaptiveThreshold.standard().propose(gap).boxes())
        .containsExactly(new Box(50, 50, 94, 70));
    assertThat(new AdaptiveThreshold(List.of(40), 1, 250).propose(gap).boxes())
        .containsExactly(new Box(50, 50, 70, 70), new Box(74, 50, 94, 70));
  }

  @Test
  void refusesOffsetsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveThreshold(List.of(0), 5, 250));
    assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveThreshold(List.of(), 5, 250));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveThreshold(List.of(40), 0, 250));
  }
}
