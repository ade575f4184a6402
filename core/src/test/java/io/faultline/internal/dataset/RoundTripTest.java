package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.labels.coco.CocoReader;
import io.faultline.internal.labels.coco.CocoWriter;
import io.faultline.internal.labels.yolo.YoloWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  private final Path folder;

  RoundTripTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void cocoComesBackIdentical() throws IOException {
    Dataset dataset = dataset(folder, 1);
    Path file = folder.resolve("annotations.json");
    CocoWriter.write(dataset, file);
    LoadedDataset back = CocoReader.read(file, Optional.empty());
    assertThat(back.findings()).isEmpty();
    assertThat(back.dataset()).isEqualTo(dataset);
    Path again = folder.resolve("again.json");
    CocoWriter.write(back.dataset(), again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void cocoWrittenElsewhereStillFindsItsPhotos() {
    Dataset dataset = dataset(folder, 1);
    Path file = folder.resolve("deep/er/annotations.json");
    CocoWriter.write(dataset, file);
    ImageRecord back = CocoReader.read(file, Optional.empty()).dataset().images().get(0);
    assertThat(back.fileName()).isEqualTo("../../images/photo-0.png");
    assertThat(back.path().normalize()).isEqualTo(dataset.images().get(0).path());
  }

  @Test
  void yoloComesBackWithinAMillionthOfAPixel() {
    Dataset dataset = dataset(folder.resolve("from"), 2);
    Path yolo = folder.resolve("yolo");
    assertThat(YoloWriter.write(dataset, yolo)).hasSize(1);
    LoadedDataset back = DatasetReader.open(yolo, Optional.empty(), Optional.empty());
    assertThat(back.findings()).isEmpty();
    assertThat(back.dataset().categories()).isEqualTo(dataset.categories());
    for (int i = 0; i < dataset.images().size(); i++) {
      ImageRecord before = dataset.images().get(i);
      ImageRecord after = back.dataset().images().get(i);
      assertThat(after.fileName()).isEqualTo(before.fileName());
      assertThat(after.widthPx()).isEqualTo(before.widthPx());
      List<Annotation> kept = before.annotations().stream().filter(a -> !a.crowd()).toList();
      assertThat(after.annotations()).hasSameSizeAs(kept);
      for (int j = 0; j < kept.size(); j++) {
        assertSameBox(after.annotations().get(j).box(), kept.get(j).box());
        assertThat(after.annotations().get(j).categoryId()).isEqualTo(kept.get(j).categoryId());
      }
    }
  }

  @Test
  void twoPhotosThatWouldShareALabelFileAreRefused() {
    Path photo = photo(folder.resolve("a.png"));
    Dataset dataset =
        new Dataset(
            List.of(),
            List.of(
                new ImageRecord(1, "a.png", photo, 5, 5, List.of()),
                new ImageRecord(2, "a.jpg", photo(folder.resolve("a.jpg")), 5, 5, List.of())));
    assertThatThrownBy(() -> YoloWriter.write(dataset, folder.resolve("yolo")))
        .hasMessageContaining("a.jpg: would share labels/a.txt with a.png");
  }

  @Test
  void aNameThatLeadsOutOfTheFolderLosesItsFolders() {
    Path photo = photo(folder.resolve("a.png"));
    Dataset dataset =
        new Dataset(
            List.of(), List.of(new ImageRecord(1, "../../x/a.png", photo, 5, 5, List.of())));
    assertThat(YoloWriter.write(dataset, folder.resolve("deep/yolo"), true)).isEmpty();
    assertThat(folder.resolve("deep/yolo/images/a.png")).exists();
  }

  @Test
  void onlyPhotosFromBelowTheirFolderAreCopied() throws IOException {
    Path root = folder.resolve("walls");
    Path inside = photo(root.resolve("a.png"));
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path elsewhere = photo(folder.resolve("elsewhere.png"));
    Path link = Files.createSymbolicLink(root.resolve("link.png"), elsewhere);
    Path near = Files.createSymbolicLink(root.resolve("near.png"), inside);
    Path text = Files.writeString(root.resolve("text.png"), "secret");
    Dataset dataset =
        new Dataset(
            List.of(),
            List.of(
                new ImageRecord(1, "a.png", inside, 5, 5, List.of()),
                new ImageRecord(2, "../secret", root.resolve("../secret"), 5, 5, List.of()),
                new ImageRecord(3, "../elsewhere.png", elsewhere, 5, 5, List.of()),
                new ImageRecord(4, elsewhere.toString(), elsewhere, 5, 5, List.of()),
                new ImageRecord(5, "link.png", link, 5, 5, List.of()),
                new ImageRecord(6, "near.png", near, 5, 5, List.of()),
                new ImageRecord(7, "text.png", text, 5, 5, List.of())));
    Path strict = folder.resolve("strict");
    assertThat(YoloWriter.write(dataset, strict)).hasSize(5);
    assertThat(strict.resolve("images").toFile().list())
        .containsExactlyInAnyOrder("a.png", "near.png");
    Path open = folder.resolve("open");
    assertThat(YoloWriter.write(dataset.filter(image -> image.id() != 4), open, true)).hasSize(2);
    assertThat(open.resolve("images").toFile().list())
        .containsExactlyInAnyOrder("a.png", "near.png", "link.png", "elsewhere.png");
    assertThat(secret).exists();
  }

  private static Path photo(Path file) {
    ImageWriter.write(file, Raster.of(5, 5, new byte[75]));
    return file;
  }

  private static void assertSameBox(Box actual, Box expected) {
    assertThat(actual.x1()).isCloseTo(expected.x1(), within(1e-6));
    assertThat(actual.y1()).isCloseTo(expected.y1(), within(1e-6));
    assertThat(actual.x2()).isCloseTo(expected.x2(), within(1e-6));
    assertThat(actual.y2()).isCloseTo(expected.y2(), within(1e-6));
  }

  /** Three photos: two with objects of two categories, the last one clean. */
  private static Dataset dataset(Path folder, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ImageRecord> images = new ArrayList<>();
    long id = 0;
    for (int i = 0; i < 3; i++) {
      int width = 60 + 7 * i;
      int height = 50 + 3 * i;
      String name = "images/photo-" + i + ".png";
      ImageWriter.write(
          folder.resolve(name), Raster.of(width, height, new byte[3 * width * height]));
      List<Annotation> truth = new ArrayList<>();
      for (int j = 0; i < 2 && j < 20; j++) {
        double x = random.nextDouble(width - 2);
        double y = random.nextDouble(height - 2);
        Box box =
            Box.ofSize(
                x, y, random.nextDouble(0.01, width - x), random.nextDouble(0.01, height - y));
        List<Polygon> outline =
            j % 3 == 0
                ? List.of(new Polygon(new double[] {x, y, box.x2(), y, box.x2(), box.y2()}))
                : List.of();
        truth.add(
            new Annotation(id++, 1 + j % 2, box, random.nextDouble(9), i == 1 && j == 5, outline));
      }
      images.add(new ImageRecord(i + 1, name, folder.resolve(name), width, height, truth));
    }
    return new Dataset(List.of(new Category(1, "crack"), new Category(2, "spall: \"x\"")), images);
  }
}
