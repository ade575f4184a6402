package io.faultline.internal.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunSeedTest {

  @Property(tries = 200)
  void equalInputsGiveEqualNumbers(@ForAll long seed, @ForAll String stage, @ForAll long id) {
    assertThat(new RunSeed(seed).of(stage, id).nextLong())
        .isEqualTo(new RunSeed(seed).of(stage, id).nextLong());
  }

  @Test
  void stagesImagesAndRunsDoNotShareNumbers() {
    Set<Long> seen = new HashSet<>();
    for (long run = 0; run < 10; run++) {
      for (String stage : new String[] {"a", "b", "ab", "ba", ""}) {
        for (long id = 0; id < 100; id++) {
          seen.add(new RunSeed(run).derive(stage, id));
        }
      }
    }
    assertThat(seen).hasSize(10 * 5 * 100);
  }
}
