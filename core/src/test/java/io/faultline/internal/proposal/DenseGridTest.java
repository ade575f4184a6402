package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DenseGridTest extends ProposalGeneratorContract {
  DenseGridTest() {
    super(DenseGrid.standard());
  }

  @Test
  void standardGridHas2304BoxesOnAQuayTile() {
    assertThat(DenseGrid.standard().propose(Photos.flat(256, 256)).boxes()).hasSize(2304);
  }

  @Property(tries = 40)
  void coversEveryPixelAndStaysBounded(
      @ForAll @IntRange(min = 1, max = 1500) int width,
      @ForAll @IntRange(min = 1, max = 1500) int height) {
    List<Box> boxes = DenseGrid.standard().propose(Photos.flat(width, height)).boxes();
    assertThat(boxes).hasSizeLessThan(6000);
    assertThat(boxes).anyMatch(box -> box.x1() == 0 && box.y1() == 0);
    assertThat(boxes).anyMatch(box -> box.x2() == width && box.y2() == height);
    double center = width / 2.0;
    for (double y = 0.5; y < height; y += 7) {
      double line = y;
      assertThat(boxes)
          .anyMatch(
              box ->
                  box.x1() <= center && center <= box.x2() && box.y1() <= line && line <= box.y2());
    }
  }

  @Test
  void stepsAreAtMostTheStride() {
    List<Box> boxes = new DenseGrid(List.of(20), 0.5, 1, 256).propose(Photos.flat(99, 20)).boxes();
    for (int i = 1; i < boxes.size(); i++) {
      assertThat(boxes.get(i).x1() - boxes.get(i - 1).x1()).isBetween(1.0, 10.0);
    }
    assertThat(boxes).hasSize(9);
  }

  @Test
  void aspectLimitOfOneLeavesSquares() {
    assertThat(new DenseGrid(List.of(24, 48), 0.4, 1, 256).propose(Photos.flat(256, 256)).boxes())
        .allMatch(box -> box.width() == box.height())
        .hasSize(26 * 26 + 12 * 12);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DenseGrid(List.of(), 0.4, 1, 256));
    assertThatIllegalArgumentException().isThrownBy(() -> new DenseGrid(List.of(0), 0.4, 1, 256));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseGrid(List.of(24), Double.NaN, 1, 256));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseGrid(List.of(24), 0.4, 0.5, 256));
  }
}
