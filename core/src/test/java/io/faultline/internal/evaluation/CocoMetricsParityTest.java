package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parity with pycocotools. */
class CocoMetricsParityTest {
  static Stream<GoldenCoco> cases() {
    return GoldenCoco.cases().stream().filter(one -> !one.detections().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTwelveNumbersAndTheClassesAgree(GoldenCoco golden) {
    CocoMetrics metrics = CocoMetrics.of(golden.truth(), golden.detections());
    double[] ours = metrics.asMap().values().stream().mapToDouble(Double::doubleValue).toArray();
    assertThat(ours)
        .as(golden.name())
        .containsExactly(GoldenCoco.doubles(golden.node().get("stats")), within(1e-12));
    JsonNode perClass = golden.node().get("ap_and_ap50_by_category");
    assertThat(metrics.perClass()).hasSize(perClass.size());
    for (int c = 0; c < perClass.size(); c++) {
      ClassMetrics one = metrics.perClass().get(c);
      assertThat(new double[] {one.ap(), one.ap50()})
          .containsExactly(GoldenCoco.doubles(perClass.get(c)), within(1e-12));
    }
  }

  @Test
  void noDetectionsGiveZeroWhereThereIsSomethingToFind() {
    GoldenCoco golden =
        GoldenCoco.cases().stream().filter(one -> one.detections().isEmpty()).findAny().get();
    CocoMetrics metrics = CocoMetrics.of(golden.truth(), golden.detections());
    assertThat(metrics.ap()).isZero();
    assertThat(metrics.ar100()).isZero();
    assertThat(metrics.perClass().get(0).bestF1()).isEqualTo(-1);
    assertThat(metrics.perClass().get(0).support()).isEqualTo(golden.truth().objects());
  }
}
