package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.labels.BoxForm;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.labels.coco.CocoReader;
import io.faultline.internal.labels.coco.CocoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** COCO files as tools write them by mistake, and what becomes of them. */
class CocoCasesTest {
  private static final String CRACK = "{\"id\":1,\"name\":\"crack\"}";
  private static final DatasetOptions PIXELS = DatasetOptions.DEFAULT.withPhotos(PhotoUse.PIXELS);

  private final Path folder;

  CocoCasesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    photo("images/a.png");
    photo("images/b.png");
    photo("images/c.png");
  }

  @Test
  void repeatedAnnotationIdsAreRenumberedAndListed() {
    LoadedDataset loaded = read(images(), objects("0,1", "0,1", "0,2", "0,3"), CRACK);
    assertThat(loaded.dataset().objects()).isEqualTo(4);
    assertThat(loaded.dataset().images())
        .flatExtracting(ImageRecord::annotations)
        .extracting(Annotation::id)
        .doesNotHaveDuplicates();
    assertThat(loaded.findings())
        .extracting(Finding::action)
        .containsOnly(Finding.Action.REPAIRED)
        .hasSize(3);
  }

  @Test
  void recordsOfOneFileAreOnePhoto() {
    LoadedDataset loaded =
        read(
            image(1, "images/a.png")
                + ","
                + image(2, "images/a.png")
                + ","
                + image(3, "images/b.png"),
            objects("1,1", "2,2", "3,3"),
            CRACK);
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName, image -> image.annotations().size())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("images/a.png", 2),
            org.assertj.core.groups.Tuple.tuple("images/b.png", 1));
    assertThat(loaded.findings()).hasSize(1);
  }

  @Test
  void twoCategoriesOfOneNameAreOne() {
    LoadedDataset loaded =
        read(
            images(),
            objects("1,1", "2,2").replaceFirst("category_id\":1", "category_id\":2"),
            CRACK + ",{\"id\":2,\"name\":\"crack\"}");
    assertThat(loaded.dataset().categories()).containsExactly(new Category(1, "crack"));
    assertThat(loaded.dataset().objects()).isEqualTo(2);
    assertThat(loaded.findings()).extracting(Finding::record).containsExactly("category 2");
  }

  @Test
  void labelsOfACategoryIdThatTwoNamesHaveAreLost() {
    LoadedDataset loaded =
        read(
            images(),
            objects("1,1", "2,2").replaceFirst("category_id\":1", "category_id\":7"),
            CRACK + ",{\"id\":7,\"name\":\"spall\"},{\"id\":7,\"name\":\"rust\"}");
    assertThat(loaded.dataset().objects()).isEqualTo(1);
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly("images/b.png", "images/c.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bbox\":[],\"segmentation\":[[10,20,40,20,40,60,10,60]]",
        "\"bbox\":null,\"segmentation\":[[10,20,40,20,40,60,10,60]]",
        "\"segmentation\":[10,20,40,20,40,60,10,60]",
        "\"bbox\":[0,0,0,0],\"segmentation\":[[10,20,40,20,40,60]]",
        "\"bbox\":[NaN,1,2,3],\"segmentation\":[[10,20,40,20,40,60]]",
        "\"bbox\":[1,2],\"segmentation\":[[10,20,40,20,40,60]]",
        "\"bbox\":{},\"segmentation\":[[10,20,40,20,40,60]]",
        "\"bbox\":[\"10\",\"20\",\"30\",\"40\"]",
        "\"bbox\":[10.0,20.0,30.0,40.0]",
      })
  void theBoxIsFoundAndWhatIsNotSaidIsListed(String fields) {
    LoadedDataset loaded = read(images(), object("5", "1", "1", fields), CRACK);
    assertThat(loaded.dataset().images().get(0).annotations())
        .extracting(Annotation::box)
        .containsExactly(new Box(10, 20, 40, 60));
    assertThat(loaded.findings()).hasSize(fields.contains("10.0") ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bbox\":[],\"area\":50",
        "\"bbox\":[],\"segmentation\":[[1,2,3,4]]",
        "\"bbox\":[],\"segmentation\":{}",
        "\"bbox\":[],\"segmentation\":{\"size\":[80,100],\"counts\":[8000]}",
        "\"bbox\":[],\"segmentation\":[[5,5,5,5,5,5]]",
        "\"bbox\":[1,2,3,4],\"bbox\":[9,2,3,4]",
      })
  void anObjectWithoutABoxIsLostAndItsPhotoIsNotClean(String fields) {
    LoadedDataset loaded =
        read(images(), object("5", "1", "1", fields) + "," + objects("6,2"), CRACK);
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly("images/b.png", "images/c.png");
    assertThat(loaded.findings())
        .extracting(Finding::action)
        .contains(Finding.Action.DROPPED, Finding.Action.LEFT_OUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1\" | \"1\" | 1 | 1",
        "1 | \"1\" | 1 | \"1\"",
        "1.0 | 1 | 1.0 | 1",
        "\"one\" | \"one\" | 1 | 1",
        "1 | 1 | \"c\" | \"c\"",
        "\" 1 \" | 1 | \"1.0\" | 1",
      })
  void idsMayBeTexts(String id, String imageId, String category, String categoryId) {
    LoadedDataset loaded =
        read(
            "{\"id\":" + id + ",\"file_name\":\"images/a.png\",\"width\":\"100\",\"height\":80.0}",
            object("5", imageId, categoryId, "\"bbox\":[10,20,30,40],\"iscrowd\":\"0\""),
            "{\"id\":" + category + ",\"name\":\"crack\"}");
    assertThat(loaded.dataset().objects()).isEqualTo(1);
    assertThat(loaded.dataset().categories()).extracting(Category::name).containsExactly("crack");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "images\\a.png | images/a.png",
        "C:\\Users\\ann\\images\\a.png | images/a.png",
        "/data/images/a.png | images/a.png",
        "file:///data/images/a.png | images/a.png",
        "images/a.PNG | images/a.png",
        "Images/A.png | images/a.png",
        "images/a.jpg | images/a.png",
        "images%2Fa.png | images/a.png",
        "images/%61.png | images/a.png",
        "a.png | images/a.png",
        "images/images/a.png | images/a.png",
        "./images/a.png | ./images/a.png",
        "cam2/a.png | ",
        "images/d.png | ",
        "../../../etc/passwd | ",
        "images/b.jpg | ",
      })
  void aPhotoIsFoundWhereOnlyOneCanBeMeant(String stated, String found) {
    String images = image(1, stated.replace("\\", "\\\\")) + "," + image(2, "images/b.png");
    LoadedDataset loaded = read(images, objects("1,1", "2,2"), CRACK, PIXELS);
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactlyElementsOf(
            Stream.concat(Optional.ofNullable(found).stream(), Stream.of("images/b.png")).toList());
    assertThat(loaded.photosMissing()).isEqualTo(found == null ? 1 : 0);
    assertThat(loaded.dataset().objects()).isEqualTo(found == null ? 1 : 2);
  }

  @Test
  void photosThatDoNotExistCostTheirLabelsAndNoOthers() {
    String images = image(1, "x.png") + "," + image(2, "y.png") + "," + image(3, "images/c.png");
    LoadedDataset loaded = read(images, objects("1,1", "2,2"), CRACK, PIXELS);
    assertThat(loaded.dataset().images()).extracting(ImageRecord::clean).containsExactly(true);
    assertThat(loaded.photosMissing()).isEqualTo(2);
    assertThat(loaded.labelsDropped()).isEqualTo(2);
    assertThatThrownBy(() -> read(image(1, "x.png"), objects("1,1"), CRACK, PIXELS))
        .hasMessageContaining("holds no photos that can be used; the first: ")
        .hasMessageContaining("does not exist");
  }

  @Test
  void aLabelThatNamesNoPhotoMakesPhotosWithoutLabelsDoubtful() {
    String stray = object("9", "null", "1", "\"bbox\":[1,2,3,4]");
    LoadedDataset loaded = read(images(), objects("1,1", "2,2") + "," + stray, CRACK);
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly("images/a.png", "images/b.png");
    assertThat(loaded.photosLeftOut()).isEqualTo(1);
  }

  @Test
  void sharesAreMultipliedAndListed() {
    String objects =
        object("1", "1", "1", "\"bbox\":[0.1,0.25,0.3,0.5]")
            + ","
            + object("2", "2", "1", "\"bbox\":[0,0,1,1],\"segmentation\":[[0,0,1,0,1,1]]");
    LoadedDataset loaded = read(images(), objects, CRACK);
    assertThat(loaded.dataset().images().get(0).annotations().get(0).box())
        .isEqualTo(new Box(10, 20, 40, 60));
    assertThat(loaded.dataset().images().get(1).annotations().get(0).polygons().get(0).x(1))
        .isEqualTo(100);
    assertThat(loaded.findings()).extracting(Finding::record).containsExactly("annotations");
    assertThat(
            read(images(), objects, CRACK, DatasetOptions.DEFAULT.withBoxes(BoxForm.XYWH))
                .dataset()
                .images()
                .get(1)
                .annotations()
                .get(0)
                .box())
        .isEqualTo(new Box(0, 0, 1, 1));
  }

  @Test
  void whatOnlyTheUserCanKnowIsAsked() {
    String corners =
        object("1", "1", "1", "\"bbox\":[60,10,95,70]")
            + ","
            + object("2", "2", "1", "\"bbox\":[10,50,30,75]");
    assertThatThrownBy(() -> read(images(), corners, CRACK))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("--boxes xyxy");
    assertThat(
            read(images(), corners, CRACK, DatasetOptions.DEFAULT.withBoxes(BoxForm.XYXY))
                .dataset()
                .images()
                .get(0)
                .annotations()
                .get(0)
                .box())
        .isEqualTo(new Box(60, 10, 95, 70));
    String centres = object("1", "1", "1", "\"bbox\":[0.9,0.5,0.2,0.2]");
    assertThatThrownBy(() -> read(images(), centres, CRACK))
        .hasMessageContaining("look like shares");
  }

  @Test
  void whatFitsAsCornersIsNoticedWhereOnlyFewBoxesLeaveTheirPhoto() {
    StringBuilder objects = new StringBuilder(object("1", "1", "1", "\"bbox\":[60,10,95,70]"));
    for (int i = 2; i <= 6; i++) {
      objects.append(",").append(object("" + i, "1", "1", "\"bbox\":[" + i + ",2,30,40]"));
    }
    assertThat(read(images(), objects.toString(), CRACK).findings())
        .filteredOn(one -> one.action() == Finding.Action.NOTICED)
        .hasSize(1)
        .allMatch(one -> one.reason().startsWith("1 of 6 boxes leave their photo"))
        .allMatch(one -> one.reason().contains("--boxes xyxy"));
    String plain = object("1", "1", "1", "\"bbox\":[60,10,95,70]") + "," + objects("2,1", "3,2");
    assertThat(read(images(), plain, CRACK).findings())
        .noneMatch(one -> one.action() == Finding.Action.NOTICED);
  }

  @Test
  void equalBoxesAreOneAndListed() {
    String twice = objects("1,1", "2,1", "3,2") + "," + objects("4,1");
    String same = twice.replace("[20,", "[10,");
    LoadedDataset loaded = read(images(), same, CRACK);
    assertThat(loaded.dataset().objects()).isEqualTo(2);
    assertThat(loaded.findings())
        .extracting(Finding::action)
        .containsExactly(Finding.Action.DUPLICATE, Finding.Action.DUPLICATE);
    String other =
        same.replaceFirst("\"bbox\"", "\"segmentation\":[[10,10,15,10,15,15]],\"bbox\"")
            .replaceFirst("(?s)(.*)\"bbox\"", "$1\"segmentation\":[[10,10,15,10,15,40]],\"bbox\"");
    assertThat(read(images(), other, CRACK).dataset().objects()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void nearlyEqualBoxesAreOneWhereThatIsTheRule() {
    String both =
        IntStream.range(0, 4)
            .mapToObj(i -> object("" + i, "1", "1", "\"bbox\":[" + 20 * i + ",10,18,40]"))
            .collect(Collectors.joining(","));
    String again = both.replace(",18,40]", ",18.5,40.5]");
    assertThat(read(images(), both + "," + again, CRACK).dataset().objects()).isEqualTo(4);
    String once = object("9", "1", "1", "\"bbox\":[0,10,18.5,40.5]");
    assertThat(read(images(), both + "," + once, CRACK).dataset().objects()).isEqualTo(5);
  }

  @Test
  void whatIsNotCompleteReadsBackSo() {
    String objects = objects("1,1") + "," + object("2", "1", "1", "\"bbox\":[1,2,-3,4]");
    Dataset dataset = read(images(), objects, CRACK).dataset();
    assertThat(dataset.images().get(0).complete()).isFalse();
    Path file = folder.resolve("again.json");
    CocoWriter.write(dataset, file);
    assertThat(CocoReader.read(file, Optional.empty()).dataset()).isEqualTo(dataset);
  }

  @Test
  void photosWithoutIdsAreCountedInTheirOrder() {
    String images =
        List.of("a", "b", "c").stream()
            .map(name -> "{\"file_name\":\"images/" + name + ".png\",\"width\":100,\"height\":80}")
            .collect(Collectors.joining(","));
    assertThat(read(images, objects("1,0", "2,2"), CRACK).dataset().images())
        .extracting(image -> image.annotations().size())
        .containsExactly(1, 0, 1);
    assertThat(read(images, objects("1,1", "2,3"), CRACK).dataset().images())
        .extracting(image -> image.annotations().size())
        .containsExactly(1, 0, 1);
    assertThatThrownBy(() -> read(images, objects("1,1", "2,2"), CRACK))
        .hasMessageContaining("images have no ids");
  }

  @Test
  void manyCategoriesAndLabelsTakeLinearTime() {
    String categories =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "{\"id\":" + i + ",\"name\":\"c" + i + "\"}")
            .collect(Collectors.joining(","));
    String objects =
        IntStream.range(0, 100_000)
            .mapToObj(
                i -> object("" + i, "1", "" + i, "\"bbox\":[" + i % 90 + "," + i % 70 + ",5,5]"))
            .collect(Collectors.joining(","));
    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(20),
        () -> {
          Dataset dataset = read(images(), objects, categories).dataset();
          dataset
              .images()
              .get(0)
              .annotations()
              .forEach(one -> dataset.categoryIndex(one.categoryId()));
        });
  }

  private String images() {
    return image(1, "images/a.png")
        + ","
        + image(2, "images/b.png")
        + ","
        + image(3, "images/c.png");
  }

  private static String image(long id, String name) {
    return "{\"id\":" + id + ",\"file_name\":\"" + name + "\",\"width\":100,\"height\":80}";
  }

  /** Each of {@code id,image}; boxes differ by the id. */
  private static String objects(String... idsAndImages) {
    return IntStream.range(0, idsAndImages.length)
        .mapToObj(
            i ->
                object(
                    idsAndImages[i].split(",", -1)[0],
                    idsAndImages[i].split(",", -1)[1],
                    "1",
                    "\"bbox\":[" + 10 * (i + 1) + ",10,9,30]"))
        .collect(Collectors.joining(","));
  }

  private static String object(String id, String image, String category, String fields) {
    return "{\"id\":"
        + id
        + ",\"image_id\":"
        + image
        + ",\"category_id\":"
        + category
        + ","
        + fields
        + "}";
  }

  private LoadedDataset read(String images, String annotations, String categories) {
    return read(images, annotations, categories, DatasetOptions.DEFAULT);
  }

  private LoadedDataset read(
      String images, String annotations, String categories, DatasetOptions options) {
    try {
      Path file =
          Files.writeString(
              folder.resolve("annotations.json"),
              "{\"images\":["
                  + images
                  + "],\"annotations\":["
                  + annotations
                  + "],\"categories\":["
                  + categories
                  + "]}");
      return CocoReader.read(file, Optional.empty(), options);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void photo(String name) {
    ImageWriter.write(folder.resolve(name), Raster.of(100, 80, new byte[100 * 80 * 3]));
  }
}
