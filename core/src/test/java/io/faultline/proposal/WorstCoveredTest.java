package io.faultline.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorstCoveredTest {
  private static final Box HALF = Box.ofSize(0, 0, 10, 5);
  private static final Dataset DATASET =
      new Dataset(
          List.of(new Category(1, "crack")),
          List.of(
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
                      Annotation.of(4, 1, Box.ofSize(90, 90, 5, 5))))));

  @Test
  void theWorstComesFirstWithItsBestProposal() {
    List<WorstCovered> worst =
        WorstCovered.of(
            DATASET, Map.of(7L, new Proposals(List.of(Box.ofSize(0, 0, 2, 2), HALF))), 10);
    assertThat(worst).extracting(w -> w.truth().id()).containsExactly(4L, 2L, 1L);
    assertThat(worst).extracting(WorstCovered::iou).containsExactly(0.0, 0.5, 1.0);
    assertThat(worst.get(0).best()).isEmpty();
    assertThat(worst.get(1).best()).contains(HALF);
  }

  @Test
  void atMostSoManyAndNoneWithoutProposals() {
    List<WorstCovered> worst = WorstCovered.of(DATASET, Map.of(), 2);
    assertThat(worst).hasSize(2).allSatisfy(w -> assertThat(w.iou()).isZero());
  }
}
