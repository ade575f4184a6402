package io.faultline.internal.labels.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocReaderTest {
  private final Path folder;

  VocReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void cornersCountFromOneAndIncludeTheLastPixel() {
    annotation("a", object("crack", 1, 1, 40, 20) + object("bolt", 11, 6, 11, 6));
    LoadedDataset loaded = read(Optional.empty());
    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.dataset().categories())
        .containsExactly(new Category(1, "bolt"), new Category(2, "crack"));
    assertThat(loaded.dataset().images().get(0).annotations())
        .containsExactly(
            Annotation.of(1, 2, new Box(0, 0, 40, 20)), Annotation.of(2, 1, new Box(10, 5, 11, 6)));
  }

  @Test
  void difficultObjectsAreCrowdsAndPartsAreNotBoxes() {
    annotation(
        "a",
        "<object><name>person</name><difficult>1</difficult>"
            + "<part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax>"
            + "<ymax>2</ymax></bndbox></part>"
            + "<bndbox><xmin>5</xmin><ymin>5</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object>");
    Dataset dataset = read(Optional.empty()).dataset();
    Annotation object = dataset.images().get(0).annotations().get(0);
    assertThat(object.box()).isEqualTo(new Box(4, 4, 9, 9));
    assertThat(object.crowd()).isTrue();
    assertThat(dataset.categories()).extracting(Category::name).containsExactly("person");
  }

  @Test
  void aSplitTakesItsPhotosButKeepsIdsAndCategories() {
    annotation("a", object("crack", 1, 1, 4, 4));
    annotation("b", object("bolt", 1, 1, 4, 4));
    AtomicFile.write(folder.resolve("ImageSets/Main/val.txt"), "b\nghost\n");
    LoadedDataset loaded = read(Optional.of("val"));
    assertThat(loaded.dataset().images()).extracting(ImageRecord::id).containsExactly(2L);
    assertThat(loaded.dataset().categories()).hasSize(2);
    assertThat(loaded.findings()).extracting(Finding::record).containsExactly("ghost");
    assertThatThrownBy(() -> read(Optional.of("train")))
        .hasMessageContaining("has no split train; there are val");
    assertThatThrownBy(() -> read(Optional.of("../../x"))).hasMessageContaining("has no split");
  }

  @ParameterizedTest
  @CsvSource({
    "9, 1, 3, 4, REPAIRED, min must not be above max",
    "1, 1, 90, 4, CLIPPED, 'cut to [0, 0, 40, 4]'",
    "0, 1, 5, 4, CLIPPED, 'cut to [0, 0, 5, 4]'",
    "x, 1, 5, 4, DROPPED, bndbox xmin is x",
    "NaN, 1, 5, 4, DROPPED, bbox width is NaN",
    "1e400, 1, 5, 4, DROPPED, bbox width is -Infinity",
    "'', 1, 5, 4, DROPPED, bndbox xmin is missing",
  })
  void oddBoxesAreListed(
      String x1, String y1, String x2, String y2, Finding.Action action, String reason) {
    annotation("a", object("crack", x1, y1, x2, y2) + object("crack", "2", "2", "6", "6"));
    LoadedDataset loaded = read(Optional.empty());
    assertThat(loaded.findings()).hasSize(1);
    assertThat(loaded.findings().get(0).action()).isEqualTo(action);
    assertThat(loaded.findings().get(0).record()).isEqualTo("object 1");
    assertThat(loaded.findings().get(0).reason()).contains(reason);
  }

  @Test
  void aFileCannotNameAnotherFileOrGrow() {
    annotation("good", object("crack", "2", "2", "6", "6").repeat(9));
    AtomicFile.write(folder.resolve("secret.txt"), "secret");
    AtomicFile.write(
        folder.resolve("Annotations/evil.xml"),
        "<!DOCTYPE a [<!ENTITY e SYSTEM \""
            + folder.resolve("secret.txt").toUri()
            + "\">]>"
            + "<annotation><filename>&e;</filename><size><width>4</width><height>4</height></size>"
            + "</annotation>");
    AtomicFile.write(
        folder.resolve("Annotations/laughs.xml"),
        "<!DOCTYPE a [<!ENTITY a \""
            + "x".repeat(1000)
            + "\"><!ENTITY b \""
            + "&a;".repeat(1000)
            + "\">]><annotation><filename>"
            + "&b;".repeat(1000)
            + "</filename></annotation>");
    AtomicFile.write(folder.resolve("Annotations/deep.xml"), "<annotation>".repeat(100_000));
    AtomicFile.write(folder.resolve("Annotations/cut.xml"), "<annotation>\n<size>");
    LoadedDataset loaded = read(Optional.empty());
    assertThat(loaded.dataset().images().toString())
        .doesNotContain("secret\"")
        .doesNotContain("xxxx");
    assertThat(loaded.findings())
        .extracting(Finding::reason)
        .anyMatch(reason -> reason.contains("nested deeper"))
        .anyMatch(reason -> reason.startsWith("line 2, column"));
  }

  @Test
  void wrongSizesAndNamesAreRepaired() {
    annotation("a", "");
    AtomicFile.write(
        folder.resolve("Annotations/a.xml"),
        "<annotation><filename>other.png</filename><size><width>0</width><height>7</height></size>"
            + "</annotation>");
    LoadedDataset loaded = read(Optional.empty());
    assertThat(loaded.dataset().images().get(0).fileName()).isEqualTo("a.png");
    assertThat(loaded.dataset().images().get(0).widthPx()).isEqualTo(40);
    assertThat(loaded.findings())
        .extracting(Finding::action)
        .containsExactly(Finding.Action.REPAIRED, Finding.Action.REPAIRED);
  }

  private LoadedDataset read(Optional<String> split) {
    return DatasetReader.open(folder, Optional.empty(), split);
  }

  private void annotation(String name, String objects) {
    ImageWriter.write(
        folder.resolve("JPEGImages/" + name + ".png"), Raster.of(40, 20, new byte[40 * 20 * 3]));
    AtomicFile.write(
        folder.resolve("Annotations/" + name + ".xml"),
        "<annotation><filename>"
            + name
            + ".png</filename><size><width>40</width><height>20"
            + "</height></size>"
            + objects
            + "</annotation>");
  }

  private static String object(String name, Object x1, Object y1, Object x2, Object y2) {
    return "<object><name>"
        + name
        + "</name><bndbox><xmin>"
        + x1
        + "</xmin><ymin>"
        + y1
        + "</ymin><xmax>"
        + x2
        + "</xmax><ymax>"
        + y2
        + "</ymax></bndbox></object>";
  }
}
