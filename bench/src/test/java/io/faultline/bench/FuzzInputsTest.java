package io.faultline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of what {@link FuzzInputs} tries, with a new seed on each day. */
class FuzzInputsTest {
  private static final int INPUTS = 6_000;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(20);

  @TempDir private Path work;

  @Test
  void changedFilesOfEveryFormatAreReadOrRefusedInWords() throws IOException, InterruptedException {
    long seed = Long.getLong("faultline.fuzz.seed", System.currentTimeMillis() / 86_400_000L);
    Path resources = Path.of("..", "core", "src", "test", "resources");

    assertThat(FuzzInputs.faults(resources, work, seed, INPUTS, NANOS))
        .as("seed " + seed + "; run again with -Dfaultline.fuzz.seed=" + seed)
        .isEmpty();
  }
}
