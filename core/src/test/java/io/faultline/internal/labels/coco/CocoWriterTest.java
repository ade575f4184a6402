package io.faultline.internal.labels.coco;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CocoWriterTest {

  @Property(tries = 5000)
  void aBoxThatCameFromCocoKeepsItsEndToTheLastBit(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double from = random.nextDouble(2000);
    double to = from + random.nextDouble(1e-3, 2000);
    assertThat(from + CocoWriter.side(from, to)).isEqualTo(to);
  }

  @Property(tries = 5000)
  void anyOtherBoxKeepsItWithinOneStep(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double from = random.nextDouble(2000);
    double to = random.nextDouble(from + 1e-3, 4000);
    assertThat(from + CocoWriter.side(from, to)).isBetween(Math.nextDown(to), Math.nextUp(to));
  }
}
