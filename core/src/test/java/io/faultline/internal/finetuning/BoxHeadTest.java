package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import io.faultline.internal.geometry.BoxCoder;
import io.faultline.internal.geometry.BoxDelta;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.Region;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxHeadTest {
  private static final Box NEAR = new Box(10, 10, 50, 30);
  private static final Box FAR = new Box(70, 60, 90, 90);
  private static final List<Region> REGIONS =
      List.of(
          new Region(new Box(12, 8, 55, 28), 0.7, 2, false, 1),
          new Region(new Box(60, 0, 90, 20), 0.2, Region.NEGATIVE, false, 0),
          new Region(new Box(65, 58, 88, 92), 0.6, 1, false, 0));
  private static final List<List<Box>> OBJECTS =
      List.of(List.of(FAR, NEAR), List.of(FAR, NEAR), List.of(FAR, NEAR));
  private static final int CLASSES = 2;
  private static final BoxHead HEAD = new BoxHead(0.7, CLASSES);

  private static float[] random(long seed) {
    SplittableRandom random = new RunSeed(seed).of("deltas");
    float[] deltas = new float[REGIONS.size() * HEAD.outputs()];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = (float) (4 * random.nextDouble() - 2);
    }
    return deltas;
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    float[] deltas = random(3);
    float[] gradient = loss(REGIONS, deltas).gradient();
    float step = 1e-2f;
    for (int i = 0; i < deltas.length; i++) {
      float[] up = deltas.clone();
      up[i] += step;
      float[] down = deltas.clone();
      down[i] -= step;
      double slope = (loss(REGIONS, up).mean() - loss(REGIONS, down).mean()) / (up[i] - down[i]);
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3));
    }
  }

  @Test
  void onlyThePositivesOwnClassIsTaught() {
    float[] gradient = loss(REGIONS, random(4)).gradient();
    for (int i = 0; i < gradient.length; i++) {
      int region = i / HEAD.outputs();
      int classIndex = i / 4 % CLASSES;
      boolean taught = REGIONS.get(region).label() == classIndex + 1;
      assertThat(gradient[i] != 0).as("value %s", i).isEqualTo(taught);
    }
  }

  @Test
  void nothingIsLostWhereEveryPositiveIsMovedOntoItsObject() {
    float[] deltas = new float[REGIONS.size() * HEAD.outputs()];
    put(deltas, 0, 1, BoxCoder.encode(REGIONS.get(0).box(), NEAR));
    put(deltas, 2, 0, BoxCoder.encode(REGIONS.get(2).box(), FAR));
    assertThat(loss(REGIONS, deltas).mean()).isCloseTo(0, within(1e-10));
  }

  private static void put(float[] deltas, int region, int classIndex, BoxDelta delta) {
    int at = (region * CLASSES + classIndex) * 4;
    deltas[at] = (float) (delta.dx() / 0.1);
    deltas[at + 1] = (float) (delta.dy() / 0.1);
    deltas[at + 2] = (float) (delta.dw() / 0.2);
    deltas[at + 3] = (float) (delta.dh() / 0.2);
  }

  @Test
  void theMatchedObjectIsTheTargetAndNotTheNearest() {
    Region towardsFar = new Region(REGIONS.get(0).box(), 0.5, 1, false, 0);
    float[] deltas = new float[HEAD.outputs()];
    put(deltas, 0, 0, BoxCoder.encode(towardsFar.box(), FAR));
    assertThat(loss(List.of(towardsFar), deltas).mean()).isCloseTo(0, within(1e-10));
  }

  private static LossValue loss(List<Region> regions, float[] deltas) {
    return HEAD.loss(deltas, HEAD.targets(regions, OBJECTS));
  }

  @Test
  void regionsWithoutAnObjectTeachNothing() {
    List<Region> unmatched =
        REGIONS.stream().map(r -> new Region(r.box(), r.iou(), r.label(), false)).toList();
    LossValue value = loss(unmatched, random(5));
    assertThat(value.mean()).isZero();
    assertThat(value.gradient()).containsOnly(0f);
  }
}
