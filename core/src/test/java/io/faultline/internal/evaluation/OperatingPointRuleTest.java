package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OperatingPointRuleTest {
  private static final BootstrapInterval.Options FEW =
      new BootstrapInterval.Options(50, 0.95, new RunSeed(1));
  private static final Category CRACK = new Category(1, "crack");
  private static final Category STAIN = new Category(2, "stain");
  private static final Box LEFT = new Box(0, 0, 40, 40);
  private static final Box RIGHT = new Box(50, 50, 90, 90);

  /** Every photo shows a crack; every photo below a number a stain, too. */
  private static Dataset photos(int count, int stains) {
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Annotation> objects = new ArrayList<>(List.of(Annotation.of(2L * i, 1, LEFT)));
      if (i < stains) {
        objects.add(Annotation.of(2L * i + 1, 2, RIGHT));
      }
      images.add(new ImageRecord(i, i + ".png", Path.of(i + ".png"), 99, 99, objects));
    }
    return new Dataset(List.of(CRACK, STAIN), images);
  }

  /** Cracks are right from 0.8 and wrong below; stains are right from 0.3 and wrong below. */
  private static List<ImageDetections> found(Dataset truth) {
    return truth.images().stream()
        .map(
            image ->
                new ImageDetections(
                    image.id(),
                    List.of(
                        new Detection(1, LEFT, 0.8),
                        new Detection(1, RIGHT, 0.7),
                        new Detection(2, RIGHT, 0.3),
                        new Detection(2, LEFT, 0.2))))
        .toList();
  }

  @Test
  void aClassWithObjectsEnoughChoosesByItself() {
    Dataset truth = photos(40, 40);
    OperatingPoint point =
        new OperatingPointRule(2, 20, FEW).choose(truth, found(truth)).orElseThrow();
    assertThat(point.classes()).containsOnlyKeys("crack", "stain");
    assertThat(point.thresholds().of(1)).isEqualTo(0.8);
    assertThat(point.thresholds().of(2)).isEqualTo(0.3);
    assertThat(ObjectRates.of(truth, found(truth), point.thresholds()).f1()).hasValue(1);
  }

  @Test
  void aClassWithTooFewObjectsTakesTheCommonScoreAndSaysSo() {
    Dataset truth = photos(40, 7);
    OperatingPoint common =
        new OperatingPointRule(2, 0, FEW).choose(truth, found(truth)).orElseThrow();
    OperatingPoint point =
        new OperatingPointRule(2, 8, FEW).choose(truth, found(truth)).orElseThrow();
    assertThat(common.classes()).isEmpty();
    assertThat(point.thresholds().of(1)).isEqualTo(0.8);
    assertThat(point.thresholds().of(2)).isEqualTo(common.threshold());
    assertThat(point.classes().get("stain"))
        .extracting(own -> own.basis().words())
        .isEqualTo("that of all classes, because it has 7 held-out objects and 8 are needed");
    assertThat(
            new OperatingPointRule(2, 7, FEW)
                .choose(truth, found(truth))
                .orElseThrow()
                .thresholds()
                .of(2))
        .isNotEqualTo(common.threshold());
  }

  @Property(tries = 20)
  void aClassChoosesWhatItWouldChooseAlone(@ForAll long seed) {
    Random random = new Random(seed);
    Dataset truth = photos(12, 12);
    List<ImageDetections> found =
        truth.images().stream()
            .map(
                image ->
                    new ImageDetections(
                        image.id(),
                        List.of(
                            new Detection(1, LEFT, random.nextInt(9) / 8.0),
                            new Detection(
                                2, random.nextBoolean() ? LEFT : RIGHT, random.nextInt(9) / 8.0))))
            .toList();
    OperatingPointRule rule = new OperatingPointRule(2, 1, FEW);
    Thresholds both = rule.choose(truth, found).orElseThrow().thresholds();
    Dataset alone =
        new Dataset(
            List.of(CRACK),
            truth.images().stream()
                .map(image -> image.with(List.of(image.annotations().get(0))))
                .toList());
    OperatingPoint cracks = rule.choose(alone, found).orElseThrow();
    assertThat(cracks.classes()).isEmpty();
    assertThat(both.of(1)).isEqualTo(cracks.threshold());
  }
}
