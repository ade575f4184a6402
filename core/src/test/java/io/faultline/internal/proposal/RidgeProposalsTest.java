package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeProposalsTest extends ProposalGeneratorContract {
  private static final RidgeProposals RIDGES = RidgeProposals.standard();

  RidgeProposalsTest() {
    super(RIDGES);
  }

  /** A slanting line from (60, 40) to (120, 160), 4 px wide. */
  private static Raster line(int ground, int line) {
    return Photos.grey(
        200,
        200,
        (x, y) -> y >= 40 && y < 160 && Math.abs(x - 60 - (y - 40) / 2) < 2 ? line : ground);
  }

  private static double bestIou(List<Box> boxes, Box truth) {
    return boxes.stream().mapToDouble(box -> box.iou(truth)).max().orElse(0);
  }

  @ParameterizedTest
  @CsvSource({"140, 60", "140, 220", "60, 50", "200, 210"})
  void boxesADarkOrBrightLineAtAnyContrast(int ground, int line) {
    Box truth = new Box(59, 40, 121, 160);
    assertThat(bestIou(RIDGES.propose(line(ground, line)).boxes(), truth)).isGreaterThan(0.8);
  }

  @Test
  void evenPhotoHasNoRidges() {
    assertThat(RIDGES.propose(Photos.flat(200, 200)).boxes()).isEmpty();
  }

  @Test
  void boxesDoNotChangeWithBrightness() {
    assertThat(RIDGES.propose(line(100, 40))).isEqualTo(RIDGES.propose(line(180, 120)));
  }

  @Test
  void scalesAHugePhotoDown() {
    RidgeProposals bounded = new RidgeProposals(RIDGES.filter(), 4, RIDGES.responses(), 40_000);
    Raster huge =
        Photos.grey(
            2000,
            2000,
            (x, y) -> y >= 400 && y < 1600 && Math.abs(x - 600 - (y - 400) / 2) < 20 ? 60 : 140);
    List<Box> boxes = bounded.propose(huge).boxes();
    assertThat(bestIou(boxes, new Box(590, 400, 1210, 1600))).isGreaterThan(0.8);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RidgeFilter(1, 11, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RidgeFilter(12, 10, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RidgeFilter(12, 11, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResponseBoxes(List.of(1.0), List.of(1), 1, 16));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RidgeProposals(RIDGES.filter(), 0, RIDGES.responses(), 1000));
  }
}
