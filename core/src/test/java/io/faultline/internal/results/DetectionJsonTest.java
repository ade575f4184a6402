package io.faultline.internal.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionJsonTest {
  @Test
  void boxesWithoutAreaAreCountedAsPycocotoolsDoes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("odd.json");
    Files.writeString(
        file,
        "["
            + record("[5,6,0,9]")
            + ","
            + record("[5,6,9,0]")
            + ","
            + record("[5,6,-1,9]")
            + ","
            + record("[5,6,-1,-9]")
            + ","
            + record("[5,6,7,8]")
            + "]");
    List<Finding> odd = new ArrayList<>();
    List<Detection> found = DetectionJson.read(file, odd).get(0).detections();
    assertThat(found).hasSize(4);
    assertThat(found.get(0).box().iou(new Box(0, 0, 100, 100))).isLessThan(1e-9);
    assertThat(odd)
        .extracting(Finding::record)
        .containsExactly("record 1", "record 2", "record 3", "record 4");
    Files.writeString(file, "[" + record("[5,6,1e999,9]") + "]");
    assertThatThrownBy(() -> DetectionJson.read(file, odd))
        .hasMessageContaining("it must be a finite number");
  }

  private static String record(String bbox) {
    return "{\"image_id\":1,\"category_id\":1,\"score\":0.5,\"bbox\":" + bbox + "}";
  }

  private static final Category CRACK = new Category(1, "crack");

  @Test
  void writesOneRecordPerLine() throws IOException {
    List<ImageDetections> images =
        List.of(
            new ImageDetections(
                7,
                List.of(
                    new Detection(1, Box.ofSize(80, 100, 16, 64), 0.4),
                    new Detection(1, new Box(0.1, 3, 0.4, 12.25), 0.91))),
            new ImageDetections(3, List.of(new Detection(2, new Box(0, 0, 1, 1), 1))));
    assertThat(text(images))
        .isEqualTo(
            """
            [
            {"image_id":7,"category_id":1,"bbox":[0.1,3,0.3,9.25],"score":0.91},
            {"image_id":7,"category_id":1,"bbox":[80,100,16,64],"score":0.4},
            {"image_id":3,"category_id":2,"bbox":[0,0,1,1],"score":1}
            ]
            """);
  }

  @Test
  void noDetectionsAreAnEmptyArray() throws IOException {
    assertThat(text(List.of(new ImageDetections(1, List.of())))).isEqualTo("[]\n");
    assertThat(read("[]")).isEmpty();
  }

  @Test
  void numbersDoNotDependOnTheLocale() throws IOException {
    Locale before = Locale.getDefault();
    List<ImageDetections> images = random(new Random(1));
    String expected = text(images);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(text(images)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property(tries = 200)
  void whatIsWrittenReadsBack(@ForAll long seed) throws IOException {
    List<ImageDetections> images = random(new Random(seed));
    assertThat(read(text(images))).isEqualTo(images);
  }

  @Property(tries = 200)
  void theOrderInsideAPhotoDoesNotMatterToTheWriter(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<ImageDetections> images = random(random);
    List<ImageDetections> shuffled = new ArrayList<>();
    for (ImageDetections image : images) {
      List<Detection> detections = new ArrayList<>(image.detections());
      Collections.shuffle(detections, random);
      shuffled.add(new ImageDetections(image.imageId(), detections));
    }
    assertThat(text(shuffled)).isEqualTo(text(images));
  }

  @Test
  void theReaderKeepsTheOrderOfTheFile() throws IOException {
    List<ImageDetections> images =
        read(
            """
            [{"image_id":9,"category_id":1,"bbox":[5,5,2,2],"score":0.5,"id":1,"x":{"y":[1]}},
             {"image_id":2,"category_id":1,"bbox":[1,1,2,2],"score":0.9},
             {"image_id":9.0,"category_id":1,"bbox":[1,1,2,2],"score":0.5}]
            """);
    assertThat(images).extracting(ImageDetections::imageId).containsExactly(9L, 2L);
    assertThat(images.get(0).detections())
        .extracting(detection -> detection.box().x1())
        .containsExactly(5.0, 1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | d.json: is empty; no detections at all are written as []",
        "{\"images\":[]} | d.json: begins with {; detections are an array",
        "[1] | d.json: record 1: is 1; it must be an object",
        "[{\"image_id\":1, | d.json: line 1, column 16: broken JSON: Unexpected end-of-input",
        "[{\"image_id\":1 \"a\"}] | d.json: line 1, column 16: broken JSON: Unexpected character",
        "[] [] | d.json: line 1, column 4: text after the end of the array",
        "[OK,{}] | d.json: record 2: image_id is missing; it is required",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4]}]"
            + " | d.json: record 1: score is missing; it is required",
        "[OK,{\"image_id\":\"a.jpg\"}] | d.json: record 2: image_id is \"a.jpg\"; it must be a whole",
        "[{\"image_id\":1.5}] | d.json: record 1: image_id is 1.5; it must be a whole number",
        "[{\"image_id\":99999999999999999999}] | d.json: record 1: image_id is 99999999999999999999;",
        "[{\"category_id\":3000000000}] | d.json: record 1: category_id is 3000000000; it must be",
        "[{\"score\":NaN}] | d.json: record 1: score is NaN; it must be a finite number",
        "[{\"score\":1e999}] | d.json: record 1: score is 1e999; it must be a finite number",
        "[{\"score\":null}] | d.json: record 1: score is null; it must be a number",
        "[{\"score\":1,\"score\":2}] | d.json: record 1: score is given twice",
        "[{\"bbox\":[1,2,3]}] | d.json: record 1: bbox has 3 numbers; it must have 4",
        "[{\"bbox\":[1,2,3,4,5]}] | d.json: record 1: bbox has 5 numbers; it must have 4",
        "[{\"bbox\":[1,2,Infinity,4]}] | d.json: record 1: bbox is Infinity; it must be a finite",
        "[{\"bbox\":{}}] | d.json: record 1: bbox is {; it must be an array [x, y, width, height]",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,-3,4],\"score\":1}]"
            + " | d.json: record 1: bbox width is -3; it must be > 0",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,0],\"score\":1}]"
            + " | d.json: record 1: bbox height is 0; it must be > 0",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[1e300,2,3,4],\"score\":1}]"
            + " | d.json: record 1: bbox width is 3 at 1.0E300; their sum must be",
      })
  void badInputIsNamed(String json, String message) {
    String ok = "{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4],\"score\":1}";
    assertThatThrownBy(() -> read(json.replace("OK", ok)))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .message()
        .startsWith(message)
        .doesNotContain("\n", "Source:");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> read("[{\"x\":" + "[".repeat(100_000)))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("broken JSON");
  }

  @Test
  void everyRecordBelongsToTheTruth(@TempDir Path folder) {
    Dataset truth =
        new Dataset(
            List.of(CRACK),
            List.of(new ImageRecord(4, "a.png", Path.of("a.png"), 9, 9, List.of())));
    Path file = folder.resolve("d.json");
    Detection detection = new Detection(1, new Box(1, 1, 2, 2), 0.5);
    DetectionJson.write(file, List.of(new ImageDetections(4, List.of(detection))));
    assertThat(DetectionJson.read(file, truth)).hasSize(1);

    DetectionJson.write(file, List.of(new ImageDetections(5, List.of(detection))));
    assertThatThrownBy(() -> DetectionJson.read(file, truth))
        .hasMessage(file + ": record 1: image_id is 5; it must be the id of a photo in the truth");

    Detection other = new Detection(2, new Box(1, 1, 2, 2), 0.5);
    DetectionJson.write(file, List.of(new ImageDetections(4, List.of(other))));
    assertThatThrownBy(() -> DetectionJson.read(file, truth))
        .hasMessage(file + ": record 1: category_id is 2; it must be a category id of the truth");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none.json");
    assertThatThrownBy(() -> DetectionJson.read(file))
        .isInstanceOf(FaultlineException.class)
        .hasMessage(file + ": does not exist");
  }

  @Test
  void loosePhotosAreOneLineEach(@TempDir Path folder) throws IOException {
    PhotoOutcome.Detected wall =
        new PhotoOutcome.Detected(
            "quay/wall.jpg",
            4000,
            3000,
            new PhotoJudgement(
                Verdict.REVIEW,
                1,
                List.of(
                    new Detection(1, new Box(1, 2, 3, 4), 0.25),
                    new Detection(1, new Box(12.5, 3, 52.5, 12.25), 0.91)),
                List.of()),
            List.of(CRACK));
    PhotoOutcome.Unreadable broken = new PhotoOutcome.Unreadable("b\"\n.jpg", "not a photo");
    String line =
        "{\"photo\":\"quay/wall.jpg\",\"verdict\":\"REVIEW\",\"width\":4000,\"height\":3000,"
            + "\"coverage\":1,\"detections\":["
            + "{\"category_id\":1,\"category\":\"crack\",\"bbox\":[12.5,3,40,9.25],\"score\":0.91},"
            + "{\"category_id\":1,\"category\":\"crack\",\"bbox\":[1,2,2,2],\"score\":0.25}]}";
    assertThat(DetectionJson.photo(wall)).isEqualTo(line);

    Path file = folder.resolve("photos.json");
    DetectionJson.writePhotos(file, List.of(wall, broken));
    assertThat(file)
        .hasContent(
            "[\n"
                + line
                + ",\n{\"photo\":\"b\\\"\\n.jpg\",\"verdict\":\"REVIEW\",\"error\":\"not a photo\"}\n]\n");
    JsonNode parsed = new ObjectMapper().readTree(Files.readAllBytes(file));
    assertThat(parsed.get(1).get("photo").asText()).isEqualTo("b\"\n.jpg");
  }

  @Test
  void anOutcomeKnowsItsCategories() {
    assertThatThrownBy(
            () ->
                new PhotoOutcome.Detected(
                    "a",
                    9,
                    9,
                    new PhotoJudgement(
                        Verdict.CRACK,
                        1,
                        List.of(new Detection(2, new Box(0, 0, 1, 1), 1)),
                        List.of()),
                    List.of(CRACK)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("category id is 2");
  }

  @Test
  void aSkippedPartIsSaid() {
    PhotoJudgement half =
        new PhotoJudgement(Verdict.REVIEW, 0.5, List.of(), List.of("tile \"a\" was skipped"));
    assertThat(DetectionJson.photo(new PhotoOutcome.Detected("a", 9, 9, half, List.of(CRACK))))
        .isEqualTo(
            "{\"photo\":\"a\",\"verdict\":\"REVIEW\",\"width\":9,\"height\":9,\"coverage\":0.5,"
                + "\"skipped\":[\"tile \\\"a\\\" was skipped\"],\"detections\":[]}");
  }

  @Test
  void doubtsAndAssumptionsAreSaid() {
    PhotoJudgement torn =
        new PhotoJudgement(
            Verdict.REVIEW, 0.5, List.of(), List.of(), List.of("a", "b"), List.of("c"));
    assertThat(DetectionJson.photo(new PhotoOutcome.Detected("a", 9, 9, torn, List.of(CRACK))))
        .isEqualTo(
            "{\"photo\":\"a\",\"verdict\":\"REVIEW\",\"width\":9,\"height\":9,\"coverage\":0.5,"
                + "\"doubts\":[\"a\",\"b\"],\"assumed\":[\"c\"],\"detections\":[]}");
  }

  private static String text(List<ImageDetections> images) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DetectionJson.write(out, images);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<ImageDetections> read(String json) throws IOException {
    return DetectionJson.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "d.json");
  }

  /** Photos with at least one detection each (others leave no trace in the format), in order. */
  private static List<ImageDetections> random(Random random) {
    List<ImageDetections> images = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Detection> detections = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(5); j++) {
        float x = random.nextFloat() * 4000;
        float y = random.nextFloat() * 3000;
        float right = x + random.nextFloat() * 500 + 1;
        float bottom = y + random.nextFloat() * 500 + 1;
        detections.add(
            new Detection(
                random.nextInt(3), new Box(x, y, right, bottom), random.nextInt(8) / 7.0));
      }
      detections.sort(Detection.ORDER);
      images.add(new ImageDetections(random.nextLong() >> 20, detections));
    }
    return images;
  }
}
