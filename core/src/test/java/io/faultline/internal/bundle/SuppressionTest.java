package io.faultline.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuppressionTest {
  private static final Detection BEST = new Detection(1, new Box(0, 0, 10, 10), 0.9);
  private static final Detection NEAR = new Detection(1, new Box(2, 0, 12, 10), 0.6);
  private static final Detection LOOSE = new Detection(1, new Box(0, 0, 10, 22), 0.5);
  private static final Detection FAR = new Detection(1, new Box(50, 50, 60, 60), 0.3);
  private static final List<Detection> ALL = List.of(FAR, NEAR, BEST, LOOSE);

  @Test
  void greedyKeepsTheBest() {
    assertThat(kept(Suppression.GREEDY)).containsExactly(BEST, FAR);
  }

  @Test
  void softKeepsAllWithLessScoreWhereTheyOverlap() {
    List<Detection> kept = kept(Suppression.SOFT);
    assertThat(kept).hasSize(4).isSortedAccordingTo(Detection.ORDER).contains(BEST, FAR);
    assertThat(kept)
        .filteredOn(d -> d.box().equals(NEAR.box()))
        .allSatisfy(d -> assertThat(d.score()).isLessThan(NEAR.score()));
  }

  @Test
  void softDropsWhatFallsBelowTheLeastScore() {
    DetectorOptions strict = new DetectorOptions(Suppression.SOFT, 0.3, 100, 0.45, 2, 1, 768, 192);
    assertThat(Suppression.SOFT.keep(ALL, strict)).containsExactly(BEST);
  }

  @Test
  void fusionMovesTheBestToWhereTheOthersPointToo() {
    List<Detection> kept = kept(Suppression.FUSION);
    assertThat(kept).hasSize(2);
    assertThat(kept.get(0).score()).isEqualTo(BEST.score());
    assertThat(kept.get(0).box().x1()).isBetween(0.5, 1.0);
    assertThat(kept.get(0).box().y2()).isEqualTo(10);
    assertThat(kept.get(1)).isEqualTo(FAR);
  }

  @ParameterizedTest
  @EnumSource(Suppression.class)
  void oneOrNoneStaysAsItIs(Suppression suppression) {
    assertThat(suppression.keep(List.of(), DetectorOptions.DEFAULT)).isEmpty();
    assertThat(suppression.keep(List.of(FAR), DetectorOptions.DEFAULT)).containsExactly(FAR);
  }

  private static List<Detection> kept(Suppression suppression) {
    return suppression.keep(ALL, DetectorOptions.DEFAULT);
  }
}
