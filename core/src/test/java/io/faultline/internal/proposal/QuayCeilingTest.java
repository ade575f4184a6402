package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.labels.coco.CocoReader;
import io.faultline.internal.reading.ImageReader;
import io.faultline.proposal.ProposalGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The default proposals reach real cracks of two sites. */
class QuayCeilingTest {
  private static final Path QUAY =
      Path.of(System.getProperty("faultline.shared", "../shared"), "data", "quay-cracks");

  @BeforeAll
  static void needsTheSharedPhotos() {
    Assumptions.assumeTrue(
        Files.isDirectory(QUAY), () -> QUAY + " is missing: the ceiling is not measured");
  }

  @Test
  void defaultReachesNearlyAllCracks() {
    List<Coverage> photos = new ArrayList<>();
    ProposalGenerator generator = ProposalGenerators.standard();
    for (String site : List.of("k1", "h1")) {
      CocoReader.read(QUAY.resolve(site).resolve("annotations.json"), Optional.empty())
          .strict()
          .images()
          .forEach(
              image ->
                  photos.add(
                      Coverage.of(image, generator.propose(ImageReader.read(image.path())))));
    }
    ProposalCeiling ceiling = ProposalCeiling.of(photos);
    assertThat(ceiling.objects()).isEqualTo(318);
    assertThat(ceiling.boxesPerPhoto()).isLessThanOrEqualTo(ProposalGenerators.DEFAULT_BUDGET);
    assertThat(ceiling.recallAt50()).isGreaterThanOrEqualTo(0.98);
    assertThat(ceiling.recallAt70()).isGreaterThanOrEqualTo(0.8);
  }
}
