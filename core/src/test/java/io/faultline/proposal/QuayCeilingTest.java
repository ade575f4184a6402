package io.faultline.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  void defaultReachesNearlyAllCracks(String site) throws IOException {
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

  private static Dataset everyThird(Path folder) throws IOException {
    JsonNode root = new ObjectMapper().readTree(folder.resolve("annotations.json").toFile());
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < root.get("images").size(); i += 3) {
      JsonNode image = root.get("images").get(i);
      String name = image.get("file_name").asText();
      images.add(
          new ImageRecord(
              image.get("id").asLong(),
              name,
              folder.resolve(name),
              image.get("width").asInt(),
              image.get("height").asInt(),
              truth(root, image.get("id").asLong())));
    }
    return new Dataset(List.of(new Category(1, "crack")), images);
  }

  private static List<Annotation> truth(JsonNode root, long imageId) {
    List<Annotation> truth = new ArrayList<>();
    for (JsonNode record : root.get("annotations")) {
      JsonNode box = record.get("bbox");
      if (record.get("image_id").asLong() == imageId) {
        truth.add(
            Annotation.of(
                record.get("id").asLong(),
                1,
                Box.ofSize(
                    box.get(0).asDouble(),
                    box.get(1).asDouble(),
                    box.get(2).asDouble(),
                    box.get(3).asDouble())));
      }
    }
    return truth;
  }
}
