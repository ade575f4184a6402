package io.faultline.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SetNumbersTest {
  @Test
  void countsPhotosObjectsAndShapes() {
    Annotation wide = Annotation.of(1, 1, new Box(0, 0, 40, 4));
    Annotation square = Annotation.of(2, 1, new Box(0, 0, 10, 10));
    Annotation crowd = new Annotation(3, 2, new Box(0, 0, 10, 10), 9, true, List.of());
    Dataset dataset =
        new Dataset(
            List.of(new Category(1, "crack"), new Category(2, "spall")),
            List.of(
                new ImageRecord(1, "a", Path.of("a"), 64, 64, List.of(wide, square)),
                new ImageRecord(2, "b", Path.of("b"), 64, 64, List.of(crowd)),
                new ImageRecord(3, "c", Path.of("c"), 32, 64, List.of())));
    SetNumbers numbers = SetNumbers.of(new CheckedSet("all", dataset));
    assertThat(numbers.photos()).isEqualTo(3);
    assertThat(numbers.cleanPhotos()).isEqualTo(1);
    assertThat(numbers.objects()).isEqualTo(2);
    assertThat(numbers.crowds()).isEqualTo(1);
    assertThat(numbers.classes())
        .containsExactly(
            new SetNumbers.ClassCount(new Category(1, "crack"), 2, 1),
            new SetNumbers.ClassCount(new Category(2, "spall"), 0, 0));
    assertThat(numbers.photoSizes().get(0)).isEqualTo(new SetNumbers.SizeCount(64, 64, 2));
    assertThat(numbers.objectSizes().counts()).containsExactly(0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    assertThat(numbers.aspectRatios().counts()).containsExactly(0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 1L);
  }

  @Test
  void aHistogramNamesItsBins() {
    Histogram histogram =
        Histogram.of(List.of(0.0, 0.25, 1.25, 8.0), DoubleStream.of(-1, 0.25, 1, 1.25, 9, 1e9));
    assertThat(histogram.counts()).containsExactly(1L, 2L, 3L);
    assertThat(histogram.labels()).containsExactly("< 1/4", "1/4 to 1.25", ">= 1.25");
    assertThat(histogram.edgeLabels()).containsExactly("1/4", "1.25");
  }
}
