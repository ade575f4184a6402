package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegionReportTest {
  private static final List<String> NAMES = List.of("background", "crack");

  /** Ranks well, and decides for nothing: 10 objects, and a false alarm after every second. */
  private static RegionReport careful() {
    List<RegionAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      answers.add(new RegionAnswer(0, i % 3 == 2 ? 0 : 1, 1, 0.4 - i / 100.0));
    }
    return RegionReport.of(answers, new int[15], NAMES);
  }

  @Test
  void saysWhatTheRankingWouldGiveWhateverIsDecided() {
    RegionReport report = careful();
    assertThat(report.decided().classes().get(1).recall()).isZero();
    // 6 of 8 are right (0.75), then 8 of 11 (0.727), then 10 of 14 (0.714).
    assertThat(report.trades().get(0).recall()).isCloseTo(0.6, within(1e-12));
    assertThat(report.trades().get(1).recall()).isCloseTo(1.0, within(1e-12));
    assertThat(report.text())
        .endsWith("recall 0.60 at precision 0.73, recall 1.00 at precision 0.67.");
  }

  @Test
  void nothingIsFoundWhereNoThresholdIsPreciseEnough() {
    List<RegionAnswer> answers =
        IntStream.range(0, 6).mapToObj(i -> new RegionAnswer(0, i == 5 ? 1 : 0, 1, 0.5)).toList();
    assertThat(RegionReport.of(answers, new int[6], NAMES).trades())
        .allSatisfy(trade -> assertThat(trade.recall()).isZero());
  }
}
