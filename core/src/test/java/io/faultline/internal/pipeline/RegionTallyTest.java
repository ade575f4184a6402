package io.faultline.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.dataset.Category;
import io.faultline.internal.evaluation.ClassificationReport;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegionTallyTest {

  private static void add(RegionTally tally, int label, int taken) {
    tally.add(new RegionTally.Judged(new RegionAnswer(0, label, 1, 0.5), taken));
  }

  @Test
  void reportsAllPositivesAndNegativesInThePublishedMix() {
    RegionTally tally = new RegionTally(2, new RunSeed(1));
    for (int i = 0; i < 10_000; i++) {
      add(tally, i < 1000 ? 1 : 0, i % 10 == 0 ? 1 : 0);
    }
    ClassificationReport report = tally.report(List.of(new Category(1, "crack"))).decided();
    assertThat(report.classes().get(1).support()).isEqualTo(1000);
    assertThat(report.classes().get(0).support() / 2379.0).isCloseTo(0.58, within(0.01));
    assertThat(report.classes().get(1).recall()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void fewNegativesAreAllTaken() {
    RegionTally tally = new RegionTally(2, new RunSeed(1));
    add(tally, 1, 1);
    add(tally, 1, 0);
    add(tally, 0, 0);
    ClassificationReport report = tally.report(List.of(new Category(1, "crack"))).decided();
    assertThat(report.classes().get(0).support()).isEqualTo(1);
    assertThat(report.classes().get(1).support()).isEqualTo(2);
  }

  @Test
  void ofMorePhotosThanAThousandAShareIsKept() {
    List<RegionTally.Judged> regions =
        IntStream.range(0, 1000)
            .mapToObj(i -> new RegionTally.Judged(new RegionAnswer(0, 0, 1, i / 1000.0), 0))
            .toList();
    assertThat(new RegionTally(1000, new RunSeed(1)).sample(7, regions)).isEqualTo(regions);
    RegionTally many = new RegionTally(5000, new RunSeed(1));
    List<RegionTally.Judged> kept = many.sample(7, regions);
    assertThat(kept).hasSizeBetween(150, 250).isEqualTo(many.sample(7, regions));
    assertThat(kept.stream().mapToDouble(r -> r.answer().probability()).average().orElseThrow())
        .isCloseTo(0.5, within(0.1));
    assertThat(many.sample(8, regions)).isNotEqualTo(kept);
  }
}
