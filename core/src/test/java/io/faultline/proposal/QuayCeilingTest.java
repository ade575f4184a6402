package io.faultline.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.CocoReader;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ImageReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default proposals reach real cracks: every third photo of two sites. */
class QuayCeilingTest {
  private static final Path QUAY =
      Path.of(System.getProperty("faultline.shared", "../shared"), "data", "quay-cracks");

  @BeforeAll
  static void needsTheSharedPhotos() {
    Assumptions.assumeTrue(
        Files.isDirectory(QUAY), () -> QUAY + " is missing: the ceiling is not measured");
  }

  @ParameterizedTest
  @CsvSource({"k1", "h1"})
  void defaultReachesNearlyAllCracks(String site) {
    Dataset dataset = everyThird(QUAY.resolve(site));
    ProposalGenerator generator = ProposalGenerators.standard();
    Map<Long, Proposals> proposals = new HashMap<>();
    for (ImageRecord image : dataset.images()) {
      proposals.put(image.id(), generator.propose(ImageReader.read(image.path())));
    }
    ProposalCeiling ceiling = ProposalCeiling.of(dataset, proposals);
    assertThat(ceiling.objects()).isGreaterThan(40);
    assertThat(ceiling.boxesPerPhoto()).isLessThanOrEqualTo(2000);
    assertThat(ceiling.recallAt50()).isGreaterThanOrEqualTo(0.98);
    assertThat(ceiling.recallAt70()).isGreaterThanOrEqualTo(0.7);
  }

  private static Dataset everyThird(Path folder) {
    Dataset all = CocoReader.read(folder.resolve("annotations.json"), Optional.empty()).strict();
    return all.filter(image -> all.images().indexOf(image) % 3 == 0);
  }
}
