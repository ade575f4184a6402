package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.FaultlineException;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.training.PhotoFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laws: features and labels are those that the library computes for the same photos, however the
 * photos are spread; a stopped job goes on; a photo that cannot be read has a row that says so.
 */
class FeatureRunTest {
  private static final int PHOTOS = 8;
  private static final String BROKEN = "images/photo-00005.png";

  @TempDir static Path folder;

  private static SparkSession spark;
  private static LabelledWalls walls = LabelledWalls.NONE;
  private static Path first = Path.of("");
  private static List<String> heard = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    walls = LabelledWalls.write(folder.resolve("walls"), PHOTOS);
    byte[] whole = Files.readAllBytes(walls.data().resolve(BROKEN));
    Files.write(walls.data().resolve(BROKEN), java.util.Arrays.copyOf(whole, 60));
    spark = Sessions.twoExecutors();
    first = folder.resolve("first");
    run(first, "--wave", "3");
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void theRowsAreThoseOfTheLibrary() {
    List<String> rows = lines(first);
    assertThat(rows).isEqualTo(ofTheLibrary());
    assertThat(rows).anyMatch(line -> line.contains(" label 1 iou 1.0 "));
    assertThat(read(first).stream().map(row -> row.getString(row.fieldIndex("part"))).toList())
        .contains("train", "held-out");
  }

  @Test
  void anyPartitioningGivesTheSameRows() {
    Path other = folder.resolve("other");
    run(other);
    assertThat(lines(other)).isEqualTo(lines(first));
    assertThat(waves(other)).isLessThan(waves(first));
  }

  @Test
  void aPhotoThatCannotBeReadHasARowThatSaysSo() {
    List<Row> broken = read(first).stream().filter(row -> row.getString(0).equals(BROKEN)).toList();
    assertThat(broken).hasSize(1);
    Row row = broken.get(0);
    assertThat(row.<Object>getAs("features")).isNull();
    assertThat(row.<Row>getAs("error").<String>getAs("code")).isEqualTo("UNREADABLE");
    assertThat(row.<Row>getAs("error").<String>getAs("message")).contains(BROKEN);
    assertThatThrownBy(() -> run(first, "--max-errors", "0"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("1 of " + PHOTOS);
  }

  @Test
  void aStoppedJobGoesOnWhereItWas() throws IOException {
    Path out = folder.resolve("stopped");
    try (Stream<Path> files = Files.walk(first)) {
      for (Path file : files.toList()) { // Each folder comes before what it holds.
        Files.copy(file, out.resolve(first.relativize(file).toString()));
      }
    }
    FileUtil.fullyDelete(out.resolve("rows/wave=2").toFile());
    Files.createDirectories(out.resolve("_staging/half"));
    WaveRun.Summary summary = run(out);
    assertThat(summary.inspected()).isEqualTo(3);
    assertThat(lines(out)).isEqualTo(lines(first));
    assertThat(out.resolve("_staging")).doesNotExist();
    assertThat(run(out).inspected()).isZero();
  }

  @Test
  void otherSettingsHaveRowsOfTheirOwn() throws IOException {
    Path out = folder.resolve("settings");
    run(out, "--set", "classifier.store.rows-per-photo=8");
    String recipe = card(out).path("recipe").asText();
    assertThat(run(out, "--set", "classifier.store.rows-per-photo=12").inspected())
        .isEqualTo(PHOTOS);
    assertThat(card(out).path("recipe").asText()).hasSize(64).isNotEqualTo(recipe);
    assertThat(read(out).stream().map(row -> row.<String>getAs("recipe")).distinct()).hasSize(2);
  }

  @Test
  void theCardSaysWhatTheRowsMean() throws IOException {
    JsonNode card = card(first);
    assertThat(card.path("format").asText()).isEqualTo("faultline-spark-features");
    assertThat(card.path("version").asInt()).isEqualTo(FeatureSchema.VERSION);
    assertThat(card.path("photos").asInt()).isEqualTo(PHOTOS);
    assertThat(card.path("errors").asInt()).isEqualTo(1);
    assertThat(card.path("labels").path(1).path("name").asText()).isEqualTo("crack");
    assertThat(card.path("settings").asText()).contains("rows-per-photo: 24");
    Path results = folder.resolve("results");
    Files.createDirectories(results.resolve("rows"));
    Files.writeString(results.resolve("dataset.json"), "{\"format\": \"faultline-spark-results\"}");
    assertThatThrownBy(() -> run(results)).hasMessageContaining("faultline-spark-results");
  }

  @Test
  void whatCannotBeSpreadIsRefusedBeforeAnyWork() {
    assertThatThrownBy(
            () -> run(folder.resolve("hardest"), "--set", "region.negatives.kind=hardest"))
        .hasMessageContaining("hardest");
    assertThatThrownBy(() -> FeatureOptions.parse(List.of("--model", "m", "--out", "o")))
        .hasMessageContaining("--data is missing");
  }

  private static WaveRun.Summary run(Path out, String... more) {
    return FeatureRun.run(spark, walls.options(out, more), heard::add);
  }

  private static List<Row> read(Path out) {
    return spark.read().parquet(out.resolve("rows").toString()).collectAsList();
  }

  private static JsonNode card(Path out) throws IOException {
    return DatasetCard.read("card", Files.readAllBytes(out.resolve("dataset.json")));
  }

  private static long waves(Path out) {
    try (Stream<Path> waves = Files.list(out.resolve("rows"))) {
      return waves.filter(wave -> wave.toString().contains("wave=")).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** All regions, in the order of the dataset. */
  private static List<String> lines(Path out) {
    return read(out).stream()
        .filter(row -> !row.isNullAt(row.fieldIndex("region")))
        .map(FeatureRunTest::line)
        .sorted()
        .toList();
  }

  private static String line(Row row) {
    List<Float> features = row.getList(row.fieldIndex("features"));
    return row.getAs("photo")
        + " piece "
        + row.getAs("piece")
        + " "
        + Stream.of("x1", "y1", "x2", "y2")
            .map(name -> row.getAs(name).toString())
            .collect(Collectors.joining(" "))
        + " label "
        + row.getAs("label")
        + " iou "
        + row.getAs("iou")
        + " weight "
        + row.getAs("weight")
        + " "
        + features;
  }

  private static List<String> ofTheLibrary() {
    List<String> lines = new ArrayList<>();
    Dataset dataset = walls.dataset();
    PipelineConfig config = walls.options(Path.of("x")).config();
    Set<String> heldOut = walls.heldOut(config);
    assertThat(heldOut).isNotEmpty();
    try (RegionDetector detector = RegionDetector.load(walls.model())) {
      PhotoFeatures features = new PhotoFeatures(detector, config, dataset.categories());
      long piece = 1;
      for (ImageRecord photo : dataset.images()) {
        if (!photo.fileName().equals(BROKEN)) {
          features
              .of(photo, piece, heldOut.contains(photo.fileName()))
              .forEach(one -> add(photo, one, lines));
        }
        piece += ProposalSource.of(detector.manifest()).pieces(photo, 1).size();
      }
    }
    return lines.stream().sorted().toList();
  }

  private static void add(ImageRecord photo, PhotoFeatures.PieceRegions piece, List<String> lines) {
    for (int i = 0; i < piece.rows().rows(); i++) {
      Box box = piece.boxes().get(i);
      List<Float> vector = new ArrayList<>();
      for (float value : piece.rows().features().row(i)) {
        vector.add(value);
      }
      lines.add(
          photo.fileName()
              + " piece "
              + piece.rows().imageId()
              + " "
              + Stream.of(box.x1(), box.y1(), box.x2(), box.y2())
                  .map(String::valueOf)
                  .collect(Collectors.joining(" "))
              + " label "
              + piece.rows().label(i)
              + " iou "
              + piece.rows().iou(i)
              + " weight "
              + piece.rows().weight(i)
              + " "
              + vector);
    }
  }
}
