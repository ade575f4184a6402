package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.detection.ImageDetections;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictCountsTest {
  private static final Box BOX = new Box(0, 0, 10, 10);

  @Test
  void photosAreCountedByTruthAndVerdict() {
    Dataset truth =
        new Dataset(
            List.of(new Category(1, "crack")),
            List.of(
                photo(1, Annotation.of(1, 1, BOX)),
                photo(2, Annotation.of(2, 1, BOX)),
                photo(3, new Annotation(3, 1, BOX, 100, true, List.of())),
                photo(4),
                photo(5),
                photo(6)));
    List<ImageDetections> found =
        List.of(found(1, 0.9), found(2, 0.3), found(3, 0.9), found(4, 0.1), found(5, 0.5));
    OperatingPoint point = new OperatingPoint(0.3, 0.6, new OperatingPoint.Stated("for a test"));
    VerdictCounts counts = VerdictCounts.of(truth, found, point);
    assertThat(counts.cracked())
        .isEqualTo(Map.of(Verdict.CRACK, 1, Verdict.REVIEW, 1, Verdict.CLEAN, 0));
    assertThat(counts.clean())
        .as("one below the threshold, one doubtful, one that could not be read")
        .isEqualTo(Map.of(Verdict.CRACK, 0, Verdict.REVIEW, 2, Verdict.CLEAN, 1));
  }

  private static ImageDetections found(long id, double score) {
    return new ImageDetections(id, List.of(new Detection(1, BOX, score)));
  }

  private static ImageRecord photo(long id, Annotation... truths) {
    return new ImageRecord(id, id + ".jpg", Path.of(id + ".jpg"), 100, 100, List.of(truths));
  }
}
