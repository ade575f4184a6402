package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.EvaluationLawsTest.Run;
import io.faultline.internal.evaluation.FalseAlarm.Kind;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FalseAlarmLedgerTest {
  private static final Box CRACK = new Box(0, 0, 40, 40);
  private static final Box STAIN = new Box(100, 0, 140, 40);

  @Test
  void everyKindIsTold() {
    Annotation crowd = new Annotation(3, 1, new Box(0, 200, 90, 290), 8100, true, List.of());
    Dataset truth =
        new Dataset(
            List.of(new Category(1, "crack"), new Category(2, "stain")),
            List.of(
                new ImageRecord(
                    1,
                    "a.png",
                    Path.of("a.png"),
                    300,
                    300,
                    List.of(Annotation.of(1, 1, CRACK), Annotation.of(2, 2, STAIN), crowd))));
    Detection duplicate = new Detection(1, new Box(2, 0, 40, 40), 0.8);
    Detection otherClass = new Detection(1, STAIN, 0.7);
    Detection badlyPlaced = new Detection(1, new Box(20, 0, 60, 40), 0.6);
    Detection background = new Detection(2, new Box(200, 0, 240, 40), 0.95);
    Detection inCrowd = new Detection(1, new Box(10, 210, 30, 230), 0.9);
    Detection quiet = new Detection(1, new Box(200, 100, 240, 140), 0.4);
    List<ImageDetections> run =
        List.of(
            new ImageDetections(
                1,
                List.of(
                    new Detection(1, CRACK, 0.9),
                    duplicate,
                    otherClass,
                    badlyPlaced,
                    background,
                    inCrowd,
                    quiet)));
    FalseAlarmLedger ledger = FalseAlarmLedger.of(truth, run, 0.5);
    assertThat(ledger.alarms())
        .extracting(FalseAlarm::detection)
        .containsExactly(duplicate, otherClass, badlyPlaced, background);
    assertThat(ledger.alarms()).extracting(FalseAlarm::kind).containsExactly(Kind.values());
    assertThat(ledger.alarms().get(1).truth()).map(Annotation::id).hasValue(2L);
    assertThat(ledger.alarms().get(2).iou()).isEqualTo(20 * 40 / (2.0 * 1600 - 20 * 40));
    assertThat(ledger.alarms().get(3).truth()).isEmpty();
    assertThat(ledger.counts().values()).containsExactly(1L, 1L, 1L, 1L);
  }

  @Property(tries = 100)
  void kindsAddUpToTheFalseAlarms(@ForAll long seed) {
    Run run = Run.random(seed);
    for (double threshold : new double[] {0, 0.3, 0.8}) {
      FalseAlarmLedger ledger = FalseAlarmLedger.of(run.truth(), run.detections(), threshold);
      long counted = ObjectRates.of(run.truth(), run.detections(), threshold).falseAlarms();
      assertThat(ledger.alarms()).hasSize((int) counted);
      assertThat(ledger.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(counted);
    }
  }
}
