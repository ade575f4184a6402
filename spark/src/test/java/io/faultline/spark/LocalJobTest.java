package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws: jobs go on where they were, add only what is missing, and end with one row a photo. */
class LocalJobTest {
  private static final int PHOTOS = 17; // 12 that are whole and 5 that are not.

  @TempDir static Path folder;

  private static SparkSession spark;
  private static Path photos = Path.of("");

  @BeforeAll
  static void start() throws IOException {
    photos = PhotoFolder.of(folder.resolve("photos"), 12);
    PhotoFolder.addHostileFiles(photos);
    spark = Sessions.local();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void aKilledDriverGoesOnWhereItWas() throws Exception {
    Path out = folder.resolve("killed");
    Process job = job(out, "--wave", "3");
    while (!Files.exists(out.resolve("rows/wave=2")) && job.isAlive()) {
      Thread.sleep(10);
    }
    job.destroyForcibly().waitFor();
    List<String> heard = new ArrayList<>();
    WaveRun.Summary summary =
        DetectRun.run(spark, Sessions.options(photos, out, "--format", "json"), heard::add);
    assertThat(summary.inspected()).isLessThanOrEqualTo(PHOTOS - 6);
    assertThat(read(out).count()).isEqualTo(PHOTOS);
    Path whole = folder.resolve("whole");
    DetectRun.run(spark, Sessions.options(photos, whole, "--format", "json"), heard::add);
    assertThat(Sessions.lines(out)).hasSize(PHOTOS).isEqualTo(Sessions.lines(whole));
    assertThat(keys(out)).isEqualTo(keys(whole));
  }

  @Test
  void aSecondRunAddsNewAndChangedPhotosAlone() throws IOException {
    Path mine = PhotoFolder.of(folder.resolve("growing"), 4);
    Path out = mine.resolve("results"); // Inside the photos: never listed.
    assertThat(run(mine, out).inspected()).isEqualTo(4);
    assertThat(run(mine, out).inspected()).isZero();
    PhotoFolder.write(mine.resolve("new.png"), 90, 80, 7);
    Path changed = mine.resolve("north/wall 000.jpg");
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_000_000_000_000L));
    WaveRun.Summary third = run(mine, out);
    assertThat(third.inspected()).isEqualTo(2);
    assertThat(third.photos()).isEqualTo(5);
    assertThat(read(out).count()).isEqualTo(6); // Both versions of the changed photo.
    assertThat(Sessions.lines(out)).hasSize(5);
  }

  @Test
  void tooManyErrorsFailAndNameThePhotos() throws IOException {
    Path out = folder.resolve("strict");
    assertThatThrownBy(
            () ->
                DetectRun.run(
                    spark, Sessions.options(photos, out, "--max-errors", "3"), line -> {}))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("4 of 17")
        .hasMessageContaining("stump.jpg")
        .hasMessageContaining("empty.png");
    assertThat(read(out).count()).isEqualTo(PHOTOS); // The work is not lost.
    WaveRun.Summary allowed =
        DetectRun.run(spark, Sessions.options(photos, out, "--max-errors", "4"), line -> {});
    assertThat(allowed.inspected()).isZero();
    assertThat(allowed.errors()).isEqualTo(4);
  }

  @Test
  void aFolderOfOtherFilesIsNotTouched() throws IOException {
    Path out = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(out.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> run(photos, out)).hasMessageContaining("holds other files");
    assertThat(out.resolve("rows")).doesNotExist();
  }

  @Test
  void aBinaryFileDatasetBecomesRows() {
    FaultlineDetector detector = FaultlineDetector.load(spark, "crack");
    Dataset<Row> files =
        spark
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", true)
            .load(photos.toString());
    List<Row> rows = detector.transform(files).collectAsList();
    // Spark itself leaves out empty files, and takes the text.
    assertThat(rows).hasSize(PHOTOS - 1 + 1);
    Map<String, Row> byName =
        rows.stream()
            .collect(
                Collectors.toMap(
                    row -> new File(row.<String>getAs("photo")).getName(), row -> row));
    Row stump = byName.getOrDefault("stump.jpg", rows.get(0));
    assertThat(stump.<String>getAs("verdict")).isEqualTo("REVIEW");
    assertThat(stump.<Row>getAs("error").<String>getAs("code")).isEqualTo("UNREADABLE");
    assertThat(stump.<Object>getAs("width")).isNull();
    assertThat(rows)
        .allMatch(row -> row.<String>getAs("model").equals(detector.modelHash()))
        .anyMatch(row -> !row.getList(row.fieldIndex("detections")).isEmpty());
  }

  @Test
  void aColumnOfPathsOrBytesGetsTheSameOutcomes() {
    FaultlineDetector detector = FaultlineDetector.load(spark, "crack");
    Dataset<Row> files = spark.read().format("binaryFile").load(photos.resolve("north").toString());
    Dataset<Row> both =
        detector
            .transform(files.select("path", "content"), "content")
            .withColumnRenamed(FaultlineDetector.COLUMN, "of_bytes");
    List<Row> rows =
        detector
            .transform(both, "path")
            .select("of_bytes.detections", "faultline.detections", "faultline.verdict")
            .collectAsList();
    assertThat(rows).hasSize(6).allMatch(row -> row.getList(0).equals(row.getList(1)));
    Dataset<Row> missing =
        detector.transform(
            files.select(functions.concat(functions.col("path"), functions.lit("x")).as("path")),
            "path");
    assertThat(missing.select("faultline.error.code").collectAsList())
        .allMatch(row -> row.getString(0).equals("MISSING"));
    assertThatThrownBy(() -> detector.transform(files, "length"))
        .hasMessageContaining("string or binary");
  }

  private static WaveRun.Summary run(Path photos, Path out) {
    return DetectRun.run(spark, Sessions.options(photos, out, "--format", "json"), line -> {});
  }

  private static Dataset<Row> read(Path out) {
    return spark.read().parquet(out.resolve("rows").toString());
  }

  private static List<String> keys(Path out) {
    return read(out).select("photo", "length", "modified", "model").collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** A job in a process of its own. */
  private static Process job(Path out, String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    line.addAll(List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptionArray()));
    line.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            Sessions.classPath(),
            "-Dspark.ui.enabled=false",
            DetectJob.class.getName()));
    Stream.of("--model", "crack", "--photos", photos.toString()).forEach(line::add);
    Stream.of("--out", out.toString(), "--master", "local[2]").forEach(line::add);
    line.addAll(List.of(more));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("job.log").toFile())
        .start();
  }
}
