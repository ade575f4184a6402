package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobProposalsTest extends ProposalGeneratorContract {
  private static final BlobProposals BLOBS = BlobProposals.standard();

  BlobProposalsTest() {
    super(BLOBS);
  }

  /** A disc of a radius around (90, 70) on an even ground. */
  private static Raster disc(int radius, int ground, int disc) {
    return Photos.grey(
        200,
        160,
        (x, y) -> (x - 90) * (x - 90) + (y - 70) * (y - 70) <= radius * radius ? disc : ground);
  }

  private static double bestIou(Raster photo, Box truth) {
    return BLOBS.propose(photo).boxes().stream().mapToDouble(truth::iou).max().orElse(0);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 140, 60",
    "3, 140, 220",
    "6, 140, 60",
    "12, 60, 50",
    "12, 140, 220",
    "30, 200, 210"
  })
  void boxesADarkOrBrightSpotOfAnySizeAndContrast(int radius, int ground, int disc) {
    Box truth = new Box(90 - radius, 70 - radius, 91 + radius, 71 + radius);
    assertThat(bestIou(disc(radius, ground, disc), truth)).isGreaterThan(0.6);
  }

  @Test
  void anEvenPhotoHasNoSpots() {
    assertThat(BLOBS.propose(Photos.flat(200, 200)).boxes()).isEmpty();
  }

  @Test
  void boxesDoNotChangeWithBrightness() {
    assertThat(BLOBS.propose(disc(9, 100, 40))).isEqualTo(BLOBS.propose(disc(9, 180, 120)));
  }

  @Test
  void refusesSettingsOutOfRange() {
    ResponseBoxes boxes = BLOBS.responses();
    assertThatIllegalArgumentException().isThrownBy(() -> new BlobProposals(0, 4, 5, boxes, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> new BlobProposals(4, 4, 5, boxes, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> new BlobProposals(1, 4, 0, boxes, 100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResponseBoxes(List.of(0.1), List.of(0), 1, 5));
  }
}
