package io.faultline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import io.faultline.dataset.DatasetSummary.PhotoName;
import io.faultline.geometry.Box;
import io.faultline.image.ImageWriter;
import io.faultline.image.Raster;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCheckTest {
  private final Path folder;

  DatasetCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsCopiesNearCopiesAndMissingPhotos() {
    Raster first = blotches(1, 0);
    ImageWriter.write(folder.resolve("a.png"), first);
    ImageWriter.write(folder.resolve("b.png"), blotches(2, 0));
    ImageWriter.write(folder.resolve("copy.png"), first);
    ImageWriter.write(folder.resolve("darker.jpg"), blotches(1, 20));
    ImageWriter.write(folder.resolve("other.png"), blotches(3, 0));
    Map<String, Dataset> splits = new LinkedHashMap<>();
    splits.put("train", dataset("a.png", "b.png", "gone.png"));
    splits.put("test", dataset("copy.png", "darker.jpg", "other.png"));
    DatasetSummary summary = DatasetCheck.of(splits, Progress.NONE);
    PhotoName a = new PhotoName("train", "a.png");
    assertThat(summary.duplicates())
        .extracting(pair -> pair.first() + " " + pair.second() + " " + pair.exact())
        .containsExactlyInAnyOrder(
            a + " " + new PhotoName("test", "copy.png") + " true",
            a + " " + new PhotoName("test", "darker.jpg") + " false");
    assertThat(summary.acrossSplits()).hasSize(2);
    assertThat(summary.unreadable())
        .extracting(DatasetSummary.Unreadable::photo)
        .containsExactly(new PhotoName("train", "gone.png"));
  }

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
    DatasetSummary.Part part = DatasetCheck.part("all", dataset);
    assertThat(part.photos()).isEqualTo(3);
    assertThat(part.cleanPhotos()).isEqualTo(1);
    assertThat(part.objects()).isEqualTo(2);
    assertThat(part.crowds()).isEqualTo(1);
    assertThat(part.classes())
        .containsExactly(
            new DatasetSummary.ClassCount(new Category(1, "crack"), 2, 1),
            new DatasetSummary.ClassCount(new Category(2, "spall"), 0, 0));
    assertThat(part.photoSizes().get(0)).isEqualTo(new DatasetSummary.SizeCount(64, 64, 2));
    assertThat(part.objectSizes().counts()).containsExactly(0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    assertThat(part.aspectRatios().counts()).containsExactly(0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 1L);
  }

  private Dataset dataset(String... names) {
    return new Dataset(
        List.of(),
        java.util.stream.IntStream.range(0, names.length)
            .mapToObj(
                i -> new ImageRecord(i, names[i], folder.resolve(names[i]), 68, 64, List.of()))
            .toList());
  }

  private static Raster blotches(long seed, int darker) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] cells = random.ints(17 * 16, 40, 250).toArray();
    byte[] rgb = new byte[68 * 64 * 3];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / 3;
      rgb[i] = (byte) (cells[pixel / 68 / 4 * 17 + pixel % 68 / 4] - darker);
    }
    return Raster.of(68, 64, rgb);
  }
}
