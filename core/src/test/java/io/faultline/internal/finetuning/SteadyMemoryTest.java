package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.Progress;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Native tensors have owners: a long training needs no more memory than a short one. */
class SteadyMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int STEPS = 2000;
  private static final int WARM = 400;

  /** A leaked map of one of these photos is 64 KiB; 1,600 steps would leak 100 MB. */
  private static final long MAX_KIB = 40 * 1024;

  @Test
  void residentMemoryStaysFlatOverTwoThousandSteps() {
    assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    NetworkSpec spec =
        new NetworkSpec(
            Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.POOLED, 1, 1, false, 0);
    List<Long> resident = new ArrayList<>();
    Progress watching =
        new Progress() {
          @Override
          public void advance(long done) {
            if (done == WARM || done == STEPS) {
              System.gc(); // Java's own garbage is not what is measured.
              resident.add(residentKib());
            }
          }
        };
    try (RegionNetwork network = RegionNetwork.untrained(spec, new RunSeed(1))) {
      FineTuning.run(
          network,
          List.of(photo()),
          List.of(),
          options(),
          new RunSeed(1),
          FineTuning.Host.of(watching));
    }
    assertThat(resident).hasSize(2);
    assertThat(resident.get(1) - resident.get(0)).isLessThan(MAX_KIB);
  }

  private static FineTuneOptions options() {
    FineTuneOptions usual = FineTuneOptions.DEFAULT;
    return new FineTuneOptions(
        Regime.SHARED,
        1,
        1,
        usual.hours(),
        usual.accumulate(),
        usual.sampler(),
        new FineTuneOptions.SharedOptions(1, STEPS, new RegionSampler.Options(4, 0.5, 0.6, 0)),
        usual.warp(),
        usual.optimizer(),
        usual.schedule(),
        usual.loss(),
        usual.augmentation());
  }

  private static TrainingPhoto photo() {
    Raster raster = Raster.of(64, 64, new byte[3 * 64 * 64]);
    return new TrainingPhoto(
        () -> raster,
        new LabelledRegions(
            1,
            List.of(
                new Region(new Box(0, 0, 20, 20), 1, 1, true),
                new Region(new Box(30, 30, 60, 60), 0, Region.NEGATIVE, false))));
  }

  private static long residentKib() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("the file was there a moment ago", e);
    }
  }
}
