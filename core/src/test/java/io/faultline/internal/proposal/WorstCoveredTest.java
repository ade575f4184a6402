package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstCoveredTest {
  private static final Box HALF = Box.ofSize(0, 0, 10, 5);
  private static final ImageRecord PHOTO =
      new ImageRecord(
          7,
          "a.png",
          Path.of("a.png"),
          200,
          200,
          List.of(
              Annotation.of(1, 1, HALF),
              Annotation.of(2, 1, Box.ofSize(0, 0, 10, 10)),
              new Annotation(3, 1, Box.ofSize(90, 90, 9, 9), 81, true, List.of()),
              Annotation.of(4, 1, Box.ofSize(90, 90, 5, 5))));

  private static List<WorstCovered> worst(int count, Box... proposals) {
    Coverage coverage = Coverage.of(PHOTO, new Proposals(List.of(proposals)));
    return WorstCovered.of(List.of(coverage), count);
  }

  @Test
  void theWorstComesFirstWithItsBestProposal() {
    List<WorstCovered> worst = worst(10, Box.ofSize(0, 0, 2, 2), HALF);
    assertThat(worst).extracting(w -> w.truth().id()).containsExactly(4L, 2L, 1L);
    assertThat(worst).extracting(WorstCovered::iou).containsExactly(0.0, 0.5, 1.0);
    assertThat(worst.get(0).best()).isEmpty();
    assertThat(worst.get(1).best()).contains(HALF);
  }

  @Test
  void atMostSoManyAndNoneWithoutProposals() {
    assertThat(worst(2)).hasSize(2).allSatisfy(w -> assertThat(w.iou()).isZero());
  }
}
