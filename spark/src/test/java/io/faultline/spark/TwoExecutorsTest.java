package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.Detector;
import io.faultline.Faultline;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laws: library, command line, service and executors in processes of their own give the same lines
 * for the same 200 photos, byte for byte, in any partitioning and if an executor is killed; each
 * executor loads the model once.
 */
class TwoExecutorsTest {
  private static final int SOME_UNREADABLE = 4;

  @TempDir static Path folder;

  private static SparkSession spark;
  private static Path photos = Path.of("");
  private static List<String> expected = List.of();

  @BeforeAll
  static void start() throws IOException {
    photos = PhotoFolder.of(folder.resolve("photos"), 195);
    PhotoFolder.addHostileFiles(photos);
    expected = library(photos, folder.resolve("found"));
    assertThat(expected).hasSize(200);
    spark = Sessions.twoExecutors();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  /** What the library writes. */
  private static List<String> library(Path photos, Path out) throws IOException {
    try (Detector detector = Detector.builtIn("crack")) {
      Faultline.create().withThreads(2).detect(detector, List.of(photos), out);
    }
    return lines(out);
  }

  /** The lines of {@code detections.json}. */
  private static List<String> lines(Path out) throws IOException {
    return Files.readAllLines(out.resolve("detections.json")).stream()
        .filter(line -> line.startsWith("{"))
        .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
        .toList();
  }

  @Test
  void theLinesAreThoseOfTheCommandLine() throws IOException {
    Path out = folder.resolve("one wave");
    WaveRun.Summary summary =
        DetectRun.run(spark, Sessions.options(photos, out, "--format", "json"), line -> {});
    assertThat(Sessions.lines(out)).isEqualTo(expected);
    assertThat(summary.photos()).isEqualTo(200);
    assertThat(summary.errors()).isEqualTo(4);
    assertThat(executors().values()).containsExactly(1, 1);
  }

  @Test
  void theCommandLineAndTheServiceGiveTheSameLines() throws Exception {
    Optional<CommandLine> packaged = CommandLine.packaged();
    assumeTrue(packaged.isPresent(), "the command line is not packaged; mvn verify does it");
    CommandLine command = packaged.orElseThrow();
    List<String> readable = expected.stream().filter(line -> !line.contains("\"error\":")).toList();
    assertThat(readable).hasSize(196);
    Path out = folder.resolve("command");
    Path log = folder.resolve("command.log");
    command.run(
        SOME_UNREADABLE,
        log,
        List.of("detect", photos, "--model", "crack", "--no-pictures", "--out", out));
    assertThat(lines(out)).isEqualTo(expected);
    Process service = command.start(log, List.of("serve", "--model", "crack", "--port", "0"));
    try (BufferedReader said = service.inputReader()) {
      assertThat(answers(CommandLine.address(said, log))).isEqualTo(readable);
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  /** What the service says of the photos, in the order of their names, without unreadable ones. */
  private static List<String> answers(String address) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<String> answers = new ArrayList<>();
    for (Path photo : PhotoFolder.files(photos)) {
      String name = photos.relativize(photo).toString();
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      address
                          + "/v1/detect?name="
                          + URLEncoder.encode(name, StandardCharsets.UTF_8)))
              .header("Content-Type", name.endsWith(".png") ? "image/png" : "image/jpeg")
              .POST(HttpRequest.BodyPublishers.ofFile(photo))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        answers.add(answer.body());
      }
    }
    return answers;
  }

  @Test
  void aKilledExecutorChangesNothing() throws Exception {
    Path out = folder.resolve("killed");
    long victim = executors().keySet().iterator().next();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    Thread killer =
        new Thread(
            () -> {
              while (stagedFiles(out) < 1) {
                pause();
              }
              ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
              heard.add("killed");
            });
    killer.start();
    DetectRun.run(
        spark, Sessions.options(photos, out, "--format", "json", "--wave", "120"), heard::add);
    killer.join();
    assertThat(heard).contains("killed");
    assertThat(Sessions.lines(out)).isEqualTo(expected);
    List<Row> rows = spark.read().parquet(out.resolve("rows").toString()).collectAsList();
    assertThat(rows).hasSize(200);
    assertThat(rows.stream().map(row -> row.<String>getAs("photo")).collect(Collectors.toSet()))
        .hasSize(200);
    assertThat(out.resolve("_staging")).doesNotExist();
  }

  /** The process of each executor, with the number of detectors that it has loaded. */
  private static Map<Long, Integer> executors() {
    Map<Long, Integer> loads = new HashMap<>();
    new JavaSparkContext(spark.sparkContext())
        .parallelize(Collections.nCopies(16, 0), 16)
        .map(unused -> List.of((int) ProcessHandle.current().pid(), ExecutorDetector.loads()))
        .collect()
        .forEach(one -> loads.put((long) one.get(0), one.get(1)));
    return loads;
  }

  /** How many files of rows have come out of tasks. */
  private static long stagedFiles(Path out) {
    try (var files = Files.walk(out.resolve("_staging"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // Not there yet, or just moved.
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
