package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
  private static final String COCO =
      "{\"images\":[{\"id\":1,\"file_name\":\"%s\",\"width\":9,\"height\":9}],\"annotations\":[]}";

  private final Path folder;

  DatasetReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void cocoWinsOverYolo() {
    text("annotations.json", COCO.formatted("coco.png"));
    text("labels/a.txt", "0 0.5 0.5 0.5 0.5");
    assertThat(firstName(folder)).isEqualTo("coco.png");
    assertThat(firstName(folder.resolve("annotations.json"))).isEqualTo("coco.png");
  }

  @Test
  void oneOtherJsonFileIsCoco() {
    text("train.json", COCO.formatted("train.png"));
    assertThat(firstName(folder)).isEqualTo("train.png");
    text("val.json", COCO.formatted("val.png"));
    assertThatThrownBy(() -> firstName(folder))
        .hasMessageContaining("holds 2 files that may be COCO");
  }

  @Test
  void labelsAreYoloAndXmlFilesAreVoc() {
    ImageWriter.write(folder.resolve("images/a.png"), Raster.of(9, 9, new byte[243]));
    text("labels/a.txt", "0 0.5 0.5 0.5 0.5");
    assertThat(firstName(folder)).isEqualTo("images/a.png");
    text(
        "Annotations/v.xml",
        "<annotation><filename>v.png</filename><size><width>9</width><height>9</height></size>"
            + "</annotation>");
    assertThat(firstName(folder)).isEqualTo("v.png");
  }

  @Test
  void photosMayLieElsewhere() {
    text("annotations.json", COCO.formatted("a.png"));
    Path elsewhere = folder.resolve("photos");
    text("photos/x.txt", "");
    LoadedDataset loaded = DatasetReader.open(folder, Optional.of(elsewhere), Optional.empty());
    assertThat(loaded.dataset().images().get(0).path()).isEqualTo(elsewhere.resolve("a.png"));
    assertThatThrownBy(
            () -> DatasetReader.open(folder, Optional.of(Path.of("gone")), Optional.empty()))
        .hasMessageStartingWith("gone: is not a folder");
  }

  @Test
  void whatIsNotThereIsAFault() {
    assertThatThrownBy(() -> firstName(folder.resolve("gone")))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageEndingWith("gone: does not exist");
    assertThatThrownBy(() -> firstName(folder)).hasMessageContaining("holds no dataset");
  }

  @Test
  void cocoHasNoSplits() {
    text("annotations.json", COCO.formatted("a.png"));
    assertThatThrownBy(() -> DatasetReader.open(folder, Optional.empty(), Optional.of("train")))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE));
  }

  private static String firstName(Path data) {
    return DatasetReader.open(data, Optional.empty(), Optional.empty())
        .dataset()
        .images()
        .get(0)
        .fileName();
  }

  private void text(String name, String text) {
    AtomicFile.write(folder.resolve(name), text);
  }
}
