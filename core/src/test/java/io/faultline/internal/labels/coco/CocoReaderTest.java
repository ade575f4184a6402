package io.faultline.internal.labels.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CocoReaderTest {
  private static final String PHOTO =
      "{\"id\":1,\"file_name\":\"a.png\",\"width\":100,\"height\":80}";
  private static final String GOOD =
      "{\"id\":18,\"image_id\":1,\"category_id\":1,\"bbox\":[50,50,9,9]}";
  private static final String CRACK = "{\"id\":1,\"name\":\"crack\"}";

  private final Path folder;

  CocoReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsPhotosObjectsAndCleanPhotos() {
    LoadedDataset loaded =
        read(
            PHOTO
                + ",{\"id\":7,\"file_name\":\"sub/b.png\",\"width\":10,\"height\":20,\"extra\":{}}",
            "{\"id\":0,\"image_id\":1,\"category_id\":1,\"bbox\":[10,20,30,40],\"iscrowd\":1},"
                + "{\"id\":5,\"image_id\":7,\"bbox\":[]}");
    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.dataset().categories()).containsExactly(new Category(1, "crack"));
    ImageRecord first = loaded.dataset().images().get(0);
    assertThat(first.path()).isEqualTo(folder.resolve("a.png"));
    assertThat(first.annotations())
        .containsExactly(new Annotation(0, 1, new Box(10, 20, 40, 60), 1200, true, List.of()));
    ImageRecord second = loaded.dataset().images().get(1);
    assertThat(second.fileName()).isEqualTo("sub/b.png");
    assertThat(second.annotations()).isEmpty();
    assertThat(second.heightPx()).isEqualTo(20);
  }

  @Test
  void imagesMayComeLastAndMayLieElsewhere() throws IOException {
    Path file =
        write(
            "{\"annotations\":["
                + box("1,2,3,4")
                + "],\"categories\":["
                + CRACK
                + "],\"info\":[[{}]],"
                + "\"images\":["
                + PHOTO
                + "]}");
    LoadedDataset loaded = CocoReader.read(file, Optional.of(Path.of("photos")));
    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.dataset().objects()).isEqualTo(1);
    assertThat(loaded.dataset().images().get(0).path()).isEqualTo(Path.of("photos", "a.png"));
  }

  @Test
  void polygonsAreKeptAndMasksGiveAreaBoxAndOutline() {
    LoadedDataset loaded =
        read(
            PHOTO,
            "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,10,10],\"area\":50,"
                + "\"segmentation\":[[0,0,10,0,10,10],[1,1,2,1,2,2.5]]},"
                + "{\"id\":2,\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,10,10],"
                + "\"segmentation\":{\"size\":[80,100],\"counts\":[0,5,7995]}},"
                + "{\"id\":3,\"image_id\":1,\"category_id\":1,"
                + "\"segmentation\":{\"size\":[80,100],\"counts\":[85,5,7910]}}");
    List<Annotation> truth = loaded.dataset().images().get(0).annotations();
    assertThat(truth.get(0).area()).isEqualTo(50);
    assertThat(truth.get(0).polygons())
        .containsExactly(
            new Polygon(new double[] {0, 0, 10, 0, 10, 10}),
            new Polygon(new double[] {1, 1, 2, 1, 2, 2.5}));
    assertThat(truth.get(1).area()).isEqualTo(5);
    assertThat(truth.get(2).box()).isEqualTo(new Box(1, 5, 2, 10));
    assertThat(truth.get(2).polygons())
        .containsExactly(new Polygon(new double[] {1, 5, 2, 5, 2, 10, 1, 10}));
    assertThat(loaded.findings()).hasSize(1);
    assertThat(loaded.findings().get(0).action()).isEqualTo(Finding.Action.REPAIRED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10,10,-3,4 | bbox width is -3; it must be > 0",
        "10,10,3,0 | bbox height is 0; it must be > 0",
        "10,10,NaN,4 | bbox width is NaN; it must be > 0",
        "NaN,10,3,4 | bbox x is NaN; it must be a finite number",
        "1e999,10,3,4 | bbox x is Infinity; it must be a finite number",
        "1e300,10,3,4 | lies outside the 100x80 photo",
        "200,10,3,4 | bbox [200, 10, 3, 4] lies outside the 100x80 photo",
        "\"x\",10,3,4 | bbox x is \"x\"; it must be a number",
        "null,10,3,4 | bbox x is null; it must be a number",
        "1,2,3 | bbox is [1,2,3]; it must be a list of x, y, width and height",
        "[1],2,3,4 | bbox x is [1]; it must be a number",
      })
  void boxesThatCannotBeUsedAreDroppedAndListed(String bbox, String reason) {
    LoadedDataset loaded = read(PHOTO, GOOD + "," + box(bbox));
    assertThat(loaded.dataset().objects()).isEqualTo(1);
    assertThat(loaded.dataset().images().get(0).complete()).isFalse();
    assertThat(loaded.dataset().images()).hasSize(1);
    assertThat(loaded.findings()).hasSize(1);
    Finding finding = loaded.findings().get(0);
    assertThat(finding.action()).isEqualTo(Finding.Action.DROPPED);
    assertThat(finding.record()).isEqualTo("annotation 17");
    assertThat(finding.reason()).contains(reason);
    assertThat(finding.line()).startsWith(folder.resolve("annotations.json") + ": annotation 17: ");
  }

  @Test
  void boxesOverTheBorderAreClippedAndListed() {
    LoadedDataset loaded = read(PHOTO, box("-5,70,20,20"));
    Annotation object = loaded.dataset().images().get(0).annotations().get(0);
    assertThat(object.box()).isEqualTo(new Box(0, 70, 15, 80));
    assertThat(object.area()).isEqualTo(150);
    assertThat(loaded.findings())
        .extracting(Finding::action, Finding::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Finding.Action.CLIPPED,
                "bbox [-5, 70, 20, 20] reaches outside the 100x80 photo; cut to [0, 70, 15, 10]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":2,\"image_id\":9,\"category_id\":1,\"bbox\":[1,1,2,2]} | image_id is 9",
        "{\"id\":2,\"image_id\":9,\"bbox\":[]} | image_id is 9",
        "{\"id\":2,\"image_id\":1,\"category_id\":4,\"bbox\":[1,1,2,2]} | category_id is 4",
        "{\"id\":2,\"image_id\":1,\"bbox\":[1,1,2,2]} | category_id is missing",
        "{\"id\":2,\"image_id\":null,\"category_id\":1,\"bbox\":[1,1,2,2]} | image_id is missing",
        "{\"id\":2,\"image_id\":1.5,\"category_id\":1,\"bbox\":[1,1,2,2]} | image_id is 1.5",
        "{\"id\":2,\"image_id\":1,\"category_id\":1} | bbox is missing",
        "{\"id\":2,\"image_id\":1,\"category_id\":1e30,\"bbox\":[1,1,2,2]} | category_id is 1",
        "99999999999999999999999 | it must be an object",
        "null | it must be an object",
        "[[[[[[]]]]]] | it must be an object",
      })
  void annotationsThatCannotBeUsedAreDroppedAndListed(String annotation, String reason) {
    LoadedDataset loaded = read(PHOTO, box("1,2,3,4") + "," + annotation);
    assertThat(loaded.dataset().objects()).isEqualTo(1);
    assertThat(loaded.findings()).hasSize(1);
    assertThat(loaded.findings().get(0).action()).isEqualTo(Finding.Action.DROPPED);
    assertThat(loaded.findings().get(0).reason()).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[1,2,3,4]]",
        "[[1,2,3,4,5,6,7]]",
        "\"text\"",
        "[[1,2,3,4,5,NaN]]",
        "{\"size\":[80,100],\"counts\":[1]}",
        "{\"size\":[80,100],\"counts\":[-1,8001]}",
        "{\"size\":[80,100],\"counts\":[9223372036854775807,9223372036854775807]}",
        "{\"size\":[80],\"counts\":[1]}",
        "{\"size\":[80,-100],\"counts\":[1]}",
        "{\"size\":[80,100],\"counts\":\"oooooooooooooooooooo\"}",
        "{\"size\":[80,100],\"counts\":\"\\u0000\"}",
        "{\"size\":[8,10],\"counts\":[80]}",
        "{}",
      })
  void aBrokenOutlineCostsTheOutlineOnly(String segmentation) {
    LoadedDataset loaded =
        read(
            PHOTO,
            "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4],\"area\":12,"
                + "\"segmentation\":"
                + segmentation
                + "}");
    assertThat(loaded.dataset().objects()).isEqualTo(1);
    assertThat(loaded.dataset().images().get(0).annotations().get(0).polygons()).isEmpty();
    assertThat(loaded.findings())
        .extracting(Finding::action)
        .containsExactly(Finding.Action.REPAIRED);
  }

  @Test
  void labelsOfAnIdThatTwoPhotosHaveGoToNeither() {
    String other = PHOTO.replace(":1,", ":2,").replace("a.png", "c.png");
    LoadedDataset loaded =
        read(
            PHOTO + "," + PHOTO.replace("a.png", "b.png") + "," + other,
            box("1,2,3,4") + "," + GOOD.replace("\"image_id\":1", "\"image_id\":2"));
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly("c.png");
    assertThat(loaded.photosLeftOut()).isEqualTo(2);
    assertThat(loaded.findings().get(2).line())
        .endsWith("annotation 17: dropped: image_id is 1, and image 1 is 2 photos");
  }

  @Test
  void missingAndWrongSizesComeFromThePhoto() throws IOException {
    ImageWriter.write(folder.resolve("a.png"), Raster.of(30, 20, new byte[30 * 20 * 3]));
    ImageWriter.write(folder.resolve("b.png"), Raster.of(30, 20, new byte[30 * 20 * 3]));
    LoadedDataset loaded =
        read(
            "{\"id\":1,\"file_name\":\"a.png\"},"
                + "{\"id\":2,\"file_name\":\"b.png\",\"width\":31,\"height\":20},"
                + "{\"id\":3,\"file_name\":\"none.png\",\"width\":0,\"height\":20}",
            "");
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::id, ImageRecord::widthPx, ImageRecord::heightPx)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, 30, 20),
            org.assertj.core.groups.Tuple.tuple(2L, 30, 20));
    assertThat(loaded.findings())
        .extracting(Finding::action)
        .containsExactly(Finding.Action.REPAIRED, Finding.Action.REPAIRED, Finding.Action.DROPPED);
  }

  @Test
  void withoutCategoriesEachIdInUseIsOne() throws IOException {
    Path file = write("{\"images\":[" + PHOTO + "],\"annotations\":[" + box("1,2,3,4") + "]}");
    LoadedDataset loaded = CocoReader.read(file, Optional.empty());
    assertThat(loaded.dataset().categories()).containsExactly(new Category(1, "category 1"));
    assertThat(loaded.findings()).hasSize(1);
  }

  @Test
  void strictNamesTheFirstFinding() {
    LoadedDataset loaded = read(PHOTO, GOOD + "," + box("10,10,-3,4"));
    assertThatThrownBy(loaded::strict)
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("annotation 17: dropped: bbox width is -3; it must be > 0");
  }

  @Test
  void brokenJsonIsAFaultWithLineAndColumn() {
    assertFault("{\"images\": [\n  {\"id\": 1,,}]}", "line 2, column 12: is not valid JSON");
    assertFault("{\"images\": [\n  {\"id\": 1", "line 2, column");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty",
        "[] | it must be an object",
        "3 | it must be an object",
        "{} | has no images",
        "{\"images\":[]} | has no annotations",
        "{\"images\":[],\"annotations\":[]} | images is empty",
        "{\"images\":[{\"id\":1}],\"annotations\":[]} | file_name is missing",
        "{\"images\":{},\"annotations\":[]} | images is not a list, line 1",
        "{\"images\":null,\"annotations\":[]} | images is null, not a list",
        "{\"images\":[],\"annotations\":[]} x | line 1, column",
        "PNG | line 1, column",
      })
  void whatIsNotCocoIsAFault(String text, String message) {
    assertFault(text, message);
  }

  @Test
  void endlessNestingIsAFault() {
    assertFault("{\"images\":[" + "[".repeat(100_000), "is not valid JSON");
    assertFault("{\"x\":" + "{\"x\":".repeat(100_000), "is not valid JSON");
  }

  @Test
  void aMissingFileAndAFolderAreFaults() {
    assertThatThrownBy(() -> CocoReader.read(folder.resolve("none.json"), Optional.empty()))
        .hasMessageEndingWith("none.json: does not exist");
    assertThatThrownBy(() -> CocoReader.read(folder, Optional.empty()))
        .hasMessageContaining("is a folder");
  }

  private void assertFault(String text, String message) {
    assertThatThrownBy(() -> CocoReader.read(write(text), Optional.empty()))
        .isInstanceOfSatisfying(
            FaultlineException.class, fault -> assertThat(fault.problem()).isEqualTo(Problem.INPUT))
        .hasMessageStartingWith(folder.resolve("annotations.json").toString())
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static String box(String bbox) {
    return "{\"id\":17,\"image_id\":1,\"category_id\":1,\"bbox\":[" + bbox + "]}";
  }

  private LoadedDataset read(String images, String annotations) {
    try {
      return CocoReader.read(
          write(
              "{\"images\":["
                  + images
                  + "],\"annotations\":["
                  + annotations
                  + "],\"categories\":["
                  + CRACK
                  + "]}"),
          Optional.empty());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("annotations.json"), text);
  }
}
