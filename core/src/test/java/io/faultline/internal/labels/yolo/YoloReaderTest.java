package io.faultline.internal.labels.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YoloReaderTest {
  private final Path folder;

  YoloReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsLabelsBesideImagesFolderAndTreatsTheRestAsClean() {
    photo("images/a.png");
    photo("images/b.png");
    photo("masks/a.png");
    text("labels/a.txt", "0 0.5 0.5 0.5 0.5\n\n  2\t0.25 0.25 0.5 0.5  \r\n");
    Dataset dataset = read(Optional.empty()).dataset();
    assertThat(dataset.images())
        .extracting(ImageRecord::fileName)
        .containsExactly("images/a.png", "images/b.png");
    assertThat(dataset.images().get(0).annotations())
        .containsExactly(
            Annotation.of(1, 1, new Box(10, 5, 30, 15)),
            Annotation.of(2, 3, new Box(0, 0, 20, 10)));
    assertThat(dataset.images().get(1).annotations()).isEmpty();
    assertThat(dataset.categories())
        .containsExactly(new Category(1, "class 0"), new Category(3, "class 2"));
  }

  @Test
  void labelsMayLieBesideThePhotos() {
    photo("a.png");
    text("a.txt", "1 0.5 0.5 0.5 0.5");
    text("classes.txt", "spall\ncrack\n");
    Dataset dataset = read(Optional.empty()).dataset();
    assertThat(dataset.categories())
        .containsExactly(new Category(1, "spall"), new Category(2, "crack"));
    assertThat(dataset.images().get(0).annotations().get(0).categoryId()).isEqualTo(2);
  }

  @Test
  void splitsAreFoldersInEitherOrder() {
    photo("images/train/a.png");
    text("labels/train/a.txt", "0 0.5 0.5 0.5 0.5");
    photo("images/val/b.png");
    text("labels/val/b.txt", "1 0.5 0.5 0.5 0.5");
    assertThat(read(Optional.of("val")).dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly("images/val/b.png");
    assertThat(read(Optional.of("train")).dataset().categories()).hasSize(2);
    assertThat(read(Optional.empty()).dataset().objects()).isEqualTo(2);
    assertThatThrownBy(() -> read(Optional.of("test")))
        .hasMessageContaining("has no split test; there are train, val");
  }

  @Test
  void exportedFoldersPerSplitWork() {
    photo("train/images/a.png");
    text("train/labels/a.txt", "0 0.5 0.5 0.5 0.5");
    text("data.yaml", "names: [crack]\n");
    Dataset dataset = read(Optional.of("train")).dataset();
    assertThat(dataset.objects()).isEqualTo(1);
    assertThat(dataset.categories()).containsExactly(new Category(1, "crack"));
  }

  @Test
  void outlinesGiveBoxAndPolygon() {
    photo("images/a.png");
    text("labels/a.txt", "0 0.25 0.25 0.75 0.25 0.5 0.5");
    Annotation object = read(Optional.empty()).dataset().images().get(0).annotations().get(0);
    assertThat(object.box()).isEqualTo(new Box(10, 5, 30, 10));
    assertThat(object.polygons()).containsExactly(new Polygon(new double[] {10, 5, 30, 5, 20, 10}));
  }

  @ParameterizedTest
  @CsvSource({
    "0 0.5 0.5 0 0.5, DROPPED, bbox width is 0",
    "0 0.5 0.5 NaN 0.5, DROPPED, bbox width is NaN",
    "0 0.5 0.5 -0.1 0.5, DROPPED, bbox width is -4",
    "0 5 5 0.1 0.1, DROPPED, this looks like pixels",
    "0 1.9 0.5 0.1 0.1, DROPPED, lies outside the 40x20 photo",
    "0 1 0.5 0.5 0.5, CLIPPED, cut to",
    "-1 0.5 0.5 0.5 0.5, DROPPED, class is -1",
    "spall 0.5 0.5 0.5 0.5, DROPPED, class is spall",
    "7 0.5 0.5 0.5 0.5, DROPPED, class is 7",
    "99999999999 0.5 0.5 0.5 0.5, DROPPED, class is 99999999999",
    "0 a 0.5 0.5 0.5, DROPPED, holds a",
    "0 0.5 0.5 0.5, DROPPED, has 3 numbers after the class; it must have",
    "0 0.4 0.5 0.5 0.5 0.9, REPAIRED, has a score at the end",
    "0 0.5 0.5 0.5 0.5 9, DROPPED, has 5 numbers after the class",
    "'0 0,5 0,5 0,5 0,5', DROPPED, decimals must have a point",
    "0 1e999 0.5 0.5 0.5, DROPPED, bbox x is Infinity",
  })
  void wrongLinesAreListed(String line, Finding.Action action, String reason) {
    photo("images/a.png");
    text("classes.txt", "crack");
    text("labels/a.txt", "0 0.5 0.5 0.5 0.5\n" + line);
    LoadedDataset loaded = read(Optional.empty());
    assertThat(loaded.findings()).hasSize(1);
    assertThat(loaded.findings().get(0).action()).isEqualTo(action);
    assertThat(loaded.findings().get(0).record()).isEqualTo("line 2");
    assertThat(loaded.findings().get(0).reason()).contains(reason);
  }

  @Test
  void labelsWithoutAPhotoAndBrokenPhotosAreListed() throws IOException {
    photo("images/a.png");
    text("images/broken.png", "this is no photo");
    photo("images/good.png");
    text("labels/good.txt", "0 0.5 0.5 0.5 0.5");
    text("labels/ghost.txt", "0 0.5 0.5 0.5 0.5");
    text("labels/good.txt", "0 0.5 0.5 0.5 0.5\n0 0.1 0.1 0.1 0.1");
    Files.write(folder.resolve("labels/a.txt"), new byte[] {(byte) 0xC3, (byte) 0x28});
    LoadedDataset loaded = read(Optional.empty());
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly("images/good.png");
    assertThat(loaded.findings())
        .extracting(finding -> Path.of(finding.file()).getFileName() + " " + finding.action())
        .containsExactlyInAnyOrder(
            "a.txt DROPPED", "a.txt LEFT_OUT", "broken.png MISSING", "ghost.txt DROPPED");
  }

  @Test
  void brokenNamesAreAFault() {
    photo("images/a.png");
    text("data.yaml", "names: {x: crack}");
    assertThatThrownBy(() -> read(Optional.empty())).hasMessageContaining("names holds the key x");
    text("data.yaml", "names: [crack");
    assertThatThrownBy(() -> read(Optional.empty())).hasMessageContaining("is not valid YAML");
    text("data.yaml", "nc: 1");
    assertThatThrownBy(() -> read(Optional.empty())).hasMessageContaining("names is missing");
  }

  private LoadedDataset read(Optional<String> split) {
    return YoloReader.read(folder, Optional.empty(), split);
  }

  private void photo(String name) {
    ImageWriter.write(folder.resolve(name), Raster.of(40, 20, new byte[40 * 20 * 3]));
  }

  private void text(String name, String text) {
    io.faultline.internal.provenance.AtomicFile.write(
        folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
