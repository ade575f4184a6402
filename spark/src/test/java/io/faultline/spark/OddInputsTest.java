package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.internal.provenance.FolderLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws: every name is a name, and what is wrong is told in a line, before any work. */
class OddInputsTest {
  @TempDir static Path folder;

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sessions.local();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void everyNameIsAName() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("a[1] ü {b}"));
    List<String> names = List.of("12:30 #1 50%25.jpg", "a*b?.jpg", "über\\all.jpg");
    for (int i = 0; i < names.size(); i++) {
      PhotoFolder.write(photos.resolve(names.get(i)), 96, 96, i);
    }
    Path out = folder.resolve("found [1]{x} 12:30%20\\");
    DetectOptions options = Sessions.options(photos, out, "--format", "json");
    WaveRun.Summary first = DetectRun.run(spark, options, line -> {});
    assertThat(first.inspected()).isEqualTo(3);
    assertThat(first.errors()).isZero();
    assertThat(DetectRun.run(spark, options, line -> {}).inspected()).isZero();
    assertThat(Sessions.lines(out)).hasSize(3);
    Path one = photos.resolve(names.get(0));
    WaveRun.Summary named =
        DetectRun.run(spark, Sessions.options(one, folder.resolve("one")), line -> {});
    assertThat(named.errors()).isZero();
  }

  @Test
  void aPhotoThatVanishesHasARow() throws IOException {
    Path photos = PhotoFolder.of(folder.resolve("vanishing"), 4);
    Path out = folder.resolve("vanished");
    WaveRun.Summary summary =
        DetectRun.run(
            spark,
            Sessions.options(photos, out),
            line -> {
              if (line.equals("4 photos")) {
                delete(photos.resolve("north/wall 000.jpg"));
              }
            });
    assertThat(summary.errors()).isEqualTo(1);
    List<Row> rows =
        spark
            .read()
            .parquet(out.resolve("rows").toString())
            .select("photo", "error.code")
            .where("code is not null")
            .collectAsList();
    assertThat(rows).containsExactly(RowFactory.create("north/wall 000.jpg", "MISSING"));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aSecondJobIsRefusedWhileTheFirstWrites() throws IOException {
    Path photos = PhotoFolder.of(folder.resolve("shared photos"), 2);
    Path out = folder.resolve("shared");
    try (FolderLock unused = FolderLock.take(out, "the first")) {
      assertThatThrownBy(() -> DetectRun.run(spark, Sessions.options(photos, out), line -> {}))
          .isInstanceOf(FaultlineException.class)
          .hasMessageContaining("another run writes into this folder");
    }
    assertThat(DetectRun.run(spark, Sessions.options(photos, out), line -> {}).photos())
        .isEqualTo(2);
  }

  @Test
  void aWrongPlaceIsToldInALine() throws IOException {
    Path photos = PhotoFolder.of(folder.resolve("some photos"), 1);
    Path file = Files.writeString(folder.resolve("file"), "text");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertFault(photos.toString(), file.toString(), "must be a folder");
    assertFault(photos.toString(), file + "/below", "cannot be written");
    assertFault(photos.toString(), "", "cannot be written");
    assertFault(photos.toString(), "hdfs://no-such-host.invalid:1/x", "no-such-host");
    Path out = folder.resolve("nothing");
    assertFault("", out.toString(), "cannot be listed");
    assertFault("no/such:folder", out.toString(), "no such photo or folder");
    assertFault("such:folder", out.toString(), "no such photo or folder");
    assertFault("nope://a/b", out.toString(), "nope://a/b: cannot be listed");
    assertFault(empty.toString(), out.toString(), "no photo is there");
    assertThat(out).doesNotExist();
  }

  private static void assertFault(String photos, String out, String says) {
    DetectOptions options =
        DetectOptions.parse(List.of("--model", "crack", "--photos", photos, "--out", out));
    assertThatThrownBy(() -> DetectRun.run(spark, options, line -> {}))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining(says);
  }

  @Test
  void noValueOfAColumnEndsAJob() {
    FaultlineDetector detector = FaultlineDetector.load(spark, "crack");
    String[] paths = {
      "", "a:b", "nope://x/y", "hdfs://no-such-host.invalid:1/x", folder + "", null
    };
    Dataset<Row> ofPaths =
        detector.transform(column(DataTypes.StringType, (Object[]) paths), "photo");
    assertThat(codes(ofPaths)).containsExactly("IO", "MISSING", "IO", "IO", "MISSING", null);
    byte[] text = "no photo".getBytes(StandardCharsets.UTF_8);
    Dataset<Row> ofBytes =
        detector.transform(column(DataTypes.BinaryType, new byte[0], text, null), "photo");
    assertThat(codes(ofBytes)).containsExactly("UNREADABLE", "UNREADABLE", null);
    assertThat(ofBytes.where("faultline is null").count()).isEqualTo(1);
    assertThatThrownBy(() -> detector.transform(ofBytes, "photo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there already");
  }

  private static Dataset<Row> column(DataType type, @Nullable Object... values) {
    return spark.createDataFrame(
        Arrays.stream(values).map(RowFactory::create).toList(),
        new StructType().add("photo", type));
  }

  private static Stream<String> codes(Dataset<Row> rows) {
    return rows.select("faultline.error.code").collectAsList().stream()
        .map(row -> row.getString(0));
  }
}
