package io.faultline.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoOutcome;
import io.faultline.server.labelstudio.PhotoFetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Label Studio asks for predictions, of photos that it holds or sends. */
class LabelStudioRoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] WALL = RunningService.cracked();
  private static final String CONFIG =
      "<View><Image name=\"img\" value=\"$photo\"/><RectangleLabels name=\"box\" toName=\"img\">"
          + "<Label value=\"Crack\"/></RectangleLabels></View>";

  private HttpServer studio;
  private RunningService service;

  @BeforeEach
  void start() throws IOException {
    studio = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    studio.createContext("/data/wall.jpg", exchange -> photo(exchange));
    studio.createContext(
        "/data/away.jpg",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/secret");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    studio.start();
    URI base = URI.create("http://127.0.0.1:" + studio.getAddress().getPort());
    Limits limits = RunningService.limits();
    service =
        new RunningService(
            limits, new PhotoFetcher(Optional.of(base), Optional.of("t0ken"), limits.bodyBytes()));
  }

  private static void photo(HttpExchange exchange) throws IOException {
    boolean known = "Token t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.sendResponseHeaders(known ? 200 : 401, known ? WALL.length : -1);
    if (known) {
      exchange.getResponseBody().write(WALL);
    }
    exchange.close();
  }

  @AfterEach
  void stop() {
    service.close();
    studio.stop(0);
  }

  private HttpResponse<String> post(String path, JsonNode body)
      throws IOException, InterruptedException {
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static ObjectNode tasks(String... places) {
    ObjectNode body = JSON.createObjectNode().put("label_config", CONFIG);
    var tasks = body.putArray("tasks");
    for (String place : places) {
      tasks.addObject().put("id", tasks.size()).putObject("data").put("photo", place);
    }
    return body;
  }

  @Test
  void aPhotoOfLabelStudioComesBackWithBoxesAndScores() throws Exception {
    String inline = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(WALL);
    HttpResponse<String> answer = post("/predict", tasks("/data/wall.jpg", inline));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode results = JSON.readTree(answer.body()).path("results");
    PhotoOutcome.Detected expected =
        (PhotoOutcome.Detected) RunningService.MODEL.detector().inspect("wall", WALL);
    assertThat(expected.detections()).isNotEmpty();
    assertThat(results).hasSize(2);
    for (JsonNode result : results) {
      assertThat(result.path("score").asDouble()).isEqualTo(expected.judgement().bestScore());
      assertThat(result.path("model_version").asText())
          .isEqualTo(RunningService.MODEL.hash().substring(0, 12));
      assertThat(result.path("result")).hasSize(expected.detections().size());
      Detection best = expected.detections().get(0);
      JsonNode box = result.path("result").get(0);
      assertThat(box.path("from_name").asText()).isEqualTo("box");
      assertThat(box.path("to_name").asText()).isEqualTo("img");
      assertThat(box.path("score").asDouble()).isEqualTo(best.score());
      assertThat(box.path("value").path("rectanglelabels").get(0).asText()).isEqualTo("Crack");
      assertThat(box.path("value").path("x").asDouble() * expected.widthPx() / 100)
          .isCloseTo(best.box().x1(), Offset.offset(1e-6));
      assertThat(
              (box.path("value").path("y").asDouble() + box.path("value").path("height").asDouble())
                  * expected.heightPx()
                  / 100)
          .isCloseTo(best.box().y2(), Offset.offset(1e-6));
    }
  }

  @Test
  void nothingButTheNamedLabelStudioIsFetched() throws Exception {
    for (String place :
        List.of(
            "http://127.0.0.1:1/x.jpg",
            "http://localhost:" + studio.getAddress().getPort() + "/data/wall.jpg",
            "file:///etc/passwd",
            "//evil.example/x.jpg",
            "s3://bucket/x.jpg",
            "/data/away.jpg",
            "/data/gone.jpg",
            "data:image/jpeg,plain",
            "data:image/jpeg;base64,***",
            "%")) {
      HttpResponse<String> answer = post("/predict", tasks(place));
      assertThat(answer.statusCode()).as(place + answer.body()).isEqualTo(422);
    }
  }

  @Test
  void fetchedPhotosCountInTheMemoryOfBodies() throws Exception {
    byte[] large = Arrays.copyOf(WALL, (2 << 20) - 64); // Fits alone, but not beside its request.
    studio.createContext(
        "/data/large.jpg",
        exchange -> {
          exchange.sendResponseHeaders(200, large.length);
          exchange.getResponseBody().write(large);
          exchange.close();
        });
    Limits usual = RunningService.limits();
    Limits tight =
        new Limits(
            2,
            2,
            usual.photoMegapixels(),
            usual.queue(),
            usual.request(),
            usual.idle(),
            usual.connections(),
            usual.drain());
    HttpResponse<String> fits = post("/predict", tasks("/data/large.jpg"));
    assertThat(fits.statusCode()).as(fits.body()).isEqualTo(200);
    URI base = URI.create("http://127.0.0.1:" + studio.getAddress().getPort());
    service.close();
    service =
        new RunningService(
            tight, new PhotoFetcher(Optional.of(base), Optional.of("t0ken"), tight.bodyBytes()));
    HttpResponse<String> busy = post("/predict", tasks("/data/large.jpg"));
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).isPresent();
    assertThat(post("/predict", tasks("/data/wall.jpg")).statusCode()).isEqualTo(200);
  }

  @Test
  void aTaskThatFailsIsLoggedAndTheOthersGoOn() throws Exception {
    HttpResponse<String> answer = post("/predict", tasks("/data/gone.jpg", "/data/wall.jpg"));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode results = JSON.readTree(answer.body()).path("results");
    assertThat(results.get(0).path("result")).isEmpty();
    assertThat(results.get(1).path("result")).isNotEmpty();
    assertThat(service.log).hasSize(1);
    assertThat(service.log.get(0)).contains("task 1", "/data/gone.jpg", "404");
  }

  @Test
  void aProjectIsToldWhetherItFits() throws Exception {
    HttpResponse<String> fits = post("/setup", JSON.createObjectNode().put("schema", CONFIG));
    assertThat(fits.body())
        .isEqualTo("{\"model_version\":\"" + RunningService.MODEL.hash().substring(0, 12) + "\"}");
    HttpResponse<String> odd = post("/setup", JSON.createObjectNode().put("schema", "<View/>"));
    assertThat(odd.statusCode()).isEqualTo(422);
    assertThat(service.get("/health").body()).contains("\"status\":\"UP\"");
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    assertThat(post("/predict", JSON.createArrayNode()).statusCode()).isEqualTo(400);
    assertThat(post("/predict", JSON.createObjectNode()).statusCode()).isEqualTo(400);
    HttpResponse<String> broken =
        service.send(
            HttpRequest.newBuilder(service.uri("/predict"))
                .POST(HttpRequest.BodyPublishers.ofString("{")));
    assertThat(broken.statusCode()).isEqualTo(400);
  }
}
