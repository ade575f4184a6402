package io.faultline.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import io.faultline.geometry.BoxCoder;
import io.faultline.geometry.BoxDelta;
import io.faultline.provenance.RunSeed;
import io.faultline.region.Region;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxLossTest {
  private static final Box NEAR = new Box(10, 10, 50, 30);
  private static final Box FAR = new Box(70, 60, 90, 90);
  private static final List<Region> REGIONS =
      List.of(
          new Region(new Box(12, 8, 55, 28), 0.7, 2, false),
          new Region(new Box(60, 0, 90, 20), 0, Region.NEGATIVE, false),
          new Region(new Box(65, 58, 88, 92), 0.6, 1, false));
  private static final List<List<Box>> OBJECTS =
      List.of(List.of(FAR, NEAR), List.of(FAR, NEAR), List.of(FAR, NEAR));
  private static final int CLASSES = 2;
  private static final BoxLoss LOSS = new BoxLoss(0.7);

  private static float[] random(long seed) {
    SplittableRandom random = new RunSeed(seed).of("deltas");
    float[] deltas = new float[REGIONS.size() * CLASSES * BoxLoss.DELTAS];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = (float) (4 * random.nextDouble() - 2);
    }
    return deltas;
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    float[] deltas = random(3);
    float[] gradient = LOSS.evaluate(REGIONS, OBJECTS, deltas).gradient();
    float step = 1e-2f;
    for (int i = 0; i < deltas.length; i++) {
      float[] up = deltas.clone();
      up[i] += step;
      float[] down = deltas.clone();
      down[i] -= step;
      double slope =
          (LOSS.evaluate(REGIONS, OBJECTS, up).mean()
                  - LOSS.evaluate(REGIONS, OBJECTS, down).mean())
              / (up[i] - down[i]);
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3));
    }
  }

  @Test
  void onlyThePositivesOwnClassIsTaught() {
    float[] gradient = LOSS.evaluate(REGIONS, OBJECTS, random(4)).gradient();
    for (int i = 0; i < gradient.length; i++) {
      int region = i / (CLASSES * BoxLoss.DELTAS);
      int classIndex = i / BoxLoss.DELTAS % CLASSES;
      boolean taught = REGIONS.get(region).label() == classIndex + 1;
      assertThat(gradient[i] != 0).as("value %s", i).isEqualTo(taught);
    }
  }

  @Test
  void nothingIsLostWhereEveryPositiveIsMovedOntoTheNearestObject() {
    float[] deltas = new float[REGIONS.size() * CLASSES * BoxLoss.DELTAS];
    put(deltas, 0, 1, BoxCoder.encode(REGIONS.get(0).box(), NEAR));
    put(deltas, 2, 0, BoxCoder.encode(REGIONS.get(2).box(), FAR));
    assertThat(LOSS.evaluate(REGIONS, OBJECTS, deltas).mean()).isCloseTo(0, within(1e-10));
  }

  private static void put(float[] deltas, int region, int classIndex, BoxDelta delta) {
    int at = (region * CLASSES + classIndex) * BoxLoss.DELTAS;
    deltas[at] = (float) (delta.dx() / 0.1);
    deltas[at + 1] = (float) (delta.dy() / 0.1);
    deltas[at + 2] = (float) (delta.dw() / 0.2);
    deltas[at + 3] = (float) (delta.dh() / 0.2);
  }

  @Test
  void aPhotoWithoutTruthBoxesTeachesNothing() {
    List<List<Box>> none = List.of(List.of(), List.of(), List.of());
    LossValue value = LOSS.evaluate(REGIONS, none, random(5));
    assertThat(value.mean()).isZero();
    assertThat(value.gradient()).containsOnly(0f);
  }
}
