package io.faultline.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.detection.TileHelpers;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.results.DetectionCsv;
import io.faultline.internal.results.DetectionJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What comes of photos that are sent, and of what is no photo. */
class DetectRoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static RunningService service;
  private static final byte[] WALL = RunningService.cracked();
  private static final byte[] FLOOR = RunningService.photo(2);

  @BeforeAll
  static void start() {
    service = new RunningService(RunningService.limits());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static PhotoOutcome library(String name, byte[] photo) {
    return RunningService.MODEL.detector().inspect(name, photo);
  }

  @Test
  void thePhotoOfABodyGetsTheLineOfTheLibrary() throws Exception {
    HttpResponse<String> answer = service.send(service.detect("?name=wall.jpg", WALL));
    PhotoOutcome outcome = library("wall.jpg", WALL);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(DetectionJson.photo(outcome));
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(header(answer, "Faultline-Verdict")).isEqualTo(outcome.verdict().name());
    assertThat(header(answer, "Faultline-Coverage")).isEqualTo("1");
    assertThat(header(answer, "Faultline-Promise")).isEqualTo("none");
    assertThat(header(answer, "Faultline-Operating-Point")).contains("synthetic");
    assertThat(header(answer, "Faultline-Model")).isEqualTo(RunningService.MODEL.hash());
  }

  @Test
  void thePhotosOfAFormGetTheFileOfTheCommandLine() throws Exception {
    Form form = new Form().file("wall.jpg", WALL).field("note", "x").file("floor.jpg", FLOOR);
    HttpResponse<String> answer =
        service.send(form.post(HttpRequest.newBuilder(service.uri("/v1/detect"))));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DetectionJson.writePhotos(
        expected, List.of(library("wall.jpg", WALL), library("floor.jpg", FLOOR)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(expected.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aPhotoThatCannotBeReadKeepsItsPlaceAmongTheOthers() throws Exception {
    Form form =
        new Form()
            .file("text.jpg", "no photo".getBytes(StandardCharsets.UTF_8))
            .file("wall.jpg", WALL)
            .file("huge.png", header(60_000, 60_000))
            .file("cut.jpg", Arrays.copyOf(WALL, 30));
    HttpResponse<String> answer =
        service.send(form.post(HttpRequest.newBuilder(service.uri("/v1/detect"))));
    assertThat(answer.statusCode()).isEqualTo(207);
    JsonNode photos = JSON.readTree(answer.body());
    assertThat(photos)
        .extracting(one -> one.path("photo").asText())
        .containsExactly("text.jpg", "wall.jpg", "huge.png", "cut.jpg");
    assertThat(photos.get(0).path("error").asText()).contains("is not a photo in JPEG");
    assertThat(photos.get(0).path("verdict").asText()).isEqualTo("REVIEW");
    assertThat(photos.get(1).has("error")).isFalse();
    assertThat(photos.get(2).path("error").asText()).contains("must be at most 10000000 pixels");
    assertThat(photos.get(3).path("error").asText()).contains("truncated");
  }

  @Test
  void theFormOfTheResultIsTheClientsChoice() throws Exception {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    DetectionCsv.write(csv, List.of((PhotoOutcome.Detected) library("wall.jpg", WALL)));
    for (String accept : List.of("text/csv", "application/xml, text/*;q=0.9, */*;q=0.1")) {
      HttpResponse<String> answer =
          service.send(service.detect("?name=wall.jpg", WALL).header("Accept", accept));
      assertThat(answer.body()).as(accept).isEqualTo(csv.toString(StandardCharsets.UTF_8));
    }
    HttpResponse<byte[]> picture =
        service.client.send(
            service.detect("", WALL).header("Accept", "image/jpeg").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(ImageReader.probe(picture.body(), "drawn")).isEqualTo(new ImageSize(512, 512));
    HttpResponse<String> odd =
        service.send(service.detect("", WALL).header("Accept", "application/pdf"));
    fault(odd, 406, "not-acceptable");
  }

  @Test
  void aRequestMayNameItsThreshold() throws Exception {
    OperatingPoint strict =
        RunningService.MODEL.manifest().operatingPoint().at(0.9, "named by the request");
    PhotoReading reading = ImageReader.examine(WALL, "wall.jpg", ReadOptions.DEFAULT);
    PhotoOutcome expected =
        new PhotoOutcome.Detected(
            "wall.jpg",
            256,
            256,
            RunningService.MODEL.detector().judge(reading, TileHelpers.NONE, strict),
            RunningService.MODEL.manifest().categories());
    HttpResponse<String> answer =
        service.send(service.detect("?name=wall.jpg&threshold=0.9", WALL));
    assertThat(answer.body()).isEqualTo(DetectionJson.photo(expected));
    assertThat(header(answer, "Faultline-Operating-Point"))
        .isEqualTo("threshold 0.900: named by the request");
    HttpResponse<String> byClass =
        service.send(service.detect("?name=wall.jpg&threshold=crack%3D0.9", WALL));
    assertThat(byClass.body()).isEqualTo(answer.body());
    assertThat(header(byClass, "Faultline-Operating-Point")).endsWith("by class: crack 0.900");
    for (String wrong : List.of("2", "-0.1", "NaN", "x", "", "crack%3D2")) {
      fault(service.send(service.detect("?threshold=" + wrong, WALL)), 400, "bad-request");
    }
    JsonNode unknown =
        fault(service.send(service.detect("?threshold=carck%3D0.9", WALL)), 400, "bad-request");
    assertThat(unknown.path("message").asText()).endsWith("did you mean 'crack'?");
    JsonNode mistyped =
        fault(service.send(service.detect("?treshold=0.9", WALL)), 400, "bad-request");
    assertThat(mistyped.path("message").asText()).contains("treshold", "did you mean threshold?");
  }

  @Test
  void whatIsNoPhotoIsSaidInOneLine() throws Exception {
    JsonNode fault =
        fault(service.send(service.detect("?name=a.jpg", new byte[] {1, 2, 3})), 422, "unreadable");
    assertThat(fault.path("message").asText())
        .isEqualTo("a.jpg: is not a photo in JPEG, PNG, BMP, TIFF, WebP or GIF");
    fault(service.send(service.detect("", new byte[0])), 422, "unreadable");
    fault(service.send(service.detect("", Arrays.copyOf(WALL, 700))), 422, "unreadable");
  }

  @Test
  void aBombIsRefusedByItsHeader() throws Exception {
    JsonNode fault =
        fault(service.send(service.detect("", header(60_000, 60_000))), 413, "too-large");
    assertThat(fault.path("message").asText())
        .contains("60000x60000 (3600000000 pixels); must be at most 10000000 pixels");
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
    byte[] large = new byte[(2 << 20) + 1];
    fault(service.send(service.detect("", large)), 413, "too-large");
    HttpRequest.Builder chunked =
        HttpRequest.newBuilder(service.uri("/v1/detect"))
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    fault(service.send(chunked), 413, "too-large");
    Form form = new Form().file("large", large);
    fault(
        service.send(form.post(HttpRequest.newBuilder(service.uri("/v1/detect")))),
        413,
        "too-large");
    assertThat(service.send(service.detect("", WALL)).statusCode()).isEqualTo(200);
  }

  @Test
  void aFormWithMorePhotosThanCanWaitIsRefused() throws Exception {
    Form form = new Form();
    for (int i = 0; i < 5; i++) {
      form.file(i + ".jpg", FLOOR);
    }
    fault(
        service.send(form.post(HttpRequest.newBuilder(service.uri("/v1/detect")))),
        413,
        "too-large");
  }

  @Test
  void otherContentIsRefused() throws Exception {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "imagejpeg")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(service.uri("/v1/detect"))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofByteArray(WALL));
      fault(service.send(request), 415, "unsupported-type");
    }
    HttpRequest.Builder none =
        HttpRequest.newBuilder(service.uri("/v1/detect"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(WALL));
    fault(service.send(none), 415, "unsupported-type");
  }

  @Test
  void aBrokenFormIsTheClientsFault() throws Exception {
    for (String type : List.of("multipart/form-data; boundary=z", "multipart/form-data")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(service.uri("/v1/detect"))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("--y\r\n\r\nno end"));
      fault(service.send(request), 400, "bad-request");
    }
    fault(
        service.send(
            new Form().field("a", "b").post(HttpRequest.newBuilder(service.uri("/v1/detect")))),
        400,
        "bad-request");
  }

  @Test
  void namesAreRepeatedAndNeverUsedAsPaths() throws Exception {
    for (String name :
        List.of(
            "../../etc/passwd",
            "<img src=x onerror=alert(1)>.jpg",
            "C:\\wall.jpg",
            "ä ö.jpg",
            "/dev/full",
            "con")) {
      Form form = new Form().file(name, WALL);
      HttpResponse<String> answer =
          service.send(form.post(HttpRequest.newBuilder(service.uri("/v1/detect"))));
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).get(0).path("photo").asText())
          .as(name)
          .isEqualTo(name);
    }
    String name = "x".repeat(2000);
    fault(service.send(service.detect("?name=" + name, WALL)), 400, "bad-request");
  }

  @Test
  void unknownPathsAndMethodsAreJsonToo() throws Exception {
    fault(service.get("/v1/nothing"), 404, "not-found");
    JsonNode method = fault(service.get("/v1/detect"), 405, "method-not-allowed");
    assertThat(method.path("message").asText()).endsWith("use POST");
    fault(service.get("/page/nothing.js"), 404, "not-found");
  }

  @Test
  void theModelSaysWhatItIsWorth() throws Exception {
    JsonNode model = JSON.readTree(service.get("/v1/model").body());
    assertThat(model.path("name").asText()).isEqualTo("crack");
    assertThat(model.path("hash").asText()).isEqualTo(RunningService.MODEL.hash()).hasSize(64);
    assertThat(model.path("classes").get(0).path("name").asText()).isEqualTo("crack");
    assertThat(model.path("threshold").asDouble())
        .isEqualTo(RunningService.MODEL.manifest().operatingPoint().threshold());
    assertThat(model.has("promise")).isTrue();
    assertThat(model.path("promise").isNull()).isTrue();
    assertThat(model.path("caveat").asText()).contains("No recall is promised");
  }

  @Test
  void metricsCountPhotosAndRequests() throws Exception {
    assertThat(service.send(service.detect("", WALL)).statusCode()).isEqualTo(200);
    String metrics = service.get("/metrics").body();
    assertThat(metrics)
        .contains(
            "faultline_requests_seconds_count{route=\"/v1/detect\",status=\"200\"}",
            "faultline_queue_photos 0.0",
            "faultline_queue_megapixels 0.0",
            "faultline_stage_seconds_count{stage=\"detect\"}",
            "faultline_memory_resident_bytes",
            "faultline_memory_native_bytes",
            "jvm_memory_used_bytes",
            "faultline_photos_total{readable=\"true\",verdict=");
    assertThat(service.log).noneMatch(line -> line.contains("a fault of Faultline itself"));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** An answer that is no result: status, code, one line, and a number that the log has, too. */
  private static JsonNode fault(HttpResponse<String> answer, int status, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode fault = JSON.readTree(answer.body());
    assertThat(fault.fieldNames()).toIterable().containsExactly("code", "message", "requestId");
    assertThat(fault.path("code").asText()).isEqualTo(code);
    assertThat(fault.path("message").asText()).isNotBlank().doesNotContain("\n");
    assertThat(fault.path("requestId").asText()).isEqualTo(header(answer, "X-Request-Id"));
    return fault;
  }

  /** The first bytes of a PNG of any size. */
  private static byte[] header(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(33);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
    png.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0}).putInt(0);
    return png.array();
  }
}
