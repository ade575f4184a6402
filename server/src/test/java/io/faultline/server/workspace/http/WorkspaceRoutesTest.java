package io.faultline.server.workspace.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.FaultlineException;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.TestPhotos;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.WorkspaceOptions;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceRoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Workspace workspace;
  private Javalin server;

  @BeforeEach
  void start() {
    workspace = Workspace.open(folder, new ModelSlot(), WorkspaceOptions.DEFAULT);
    workspace.category("crack");
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  new WorkspaceRoutes(workspace).addTo(config.routes);
                  config.routes.exception(
                      FaultlineException.class,
                      (fault, context) ->
                          context.status(fault.problem().httpStatus()).result(fault.getMessage()));
                })
            .start(0);
  }

  @AfterEach
  void stop() {
    server.stop();
    workspace.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.port() + "/v1/workspace" + path));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode json(int status, HttpRequest.Builder request) throws IOException {
    HttpResponse<byte[]> answer = send(request);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private JsonNode get(String path) throws IOException {
    return json(200, to(path));
  }

  private HttpRequest.Builder post(String path, String body) {
    return to(path).POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private JsonNode upload(String name, int width, int height, long seed) throws IOException {
    return json(
            202,
            to("/photos?name=" + name)
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(TestPhotos.png(width, height, seed))))
        .path("photos")
        .path(0);
  }

  @Test
  void aPhotoIsUploadedListedCorrectedAndRestored() throws IOException {
    long id = upload("wall.png", 80, 60, 1).path("id").asLong();
    JsonNode listed = get("/photos?order=doubt");
    assertThat(listed.path("total").asInt()).isEqualTo(1);
    assertThat(listed.path("photos").path(0).path("name").asText()).isEqualTo("wall.png");
    String changes =
        "{\"version\":0,\"changes\":[{\"op\":\"add\",\"category\":\"crack\",\"to\":[1,2,30,40]}]}";
    JsonNode changed = json(200, post("/photos/" + id + "/changes", changes));
    assertThat(changed.path("version").asInt()).isEqualTo(1);
    assertThat(changed.path("boxes").path(0).path("box").toString())
        .isEqualTo("[1.0,2.0,30.0,40.0]");
    assertThat(changed.path("boxes").path(0).path("category").asText()).isEqualTo("crack");
    assertThat(changed.path("boxes").path(0).path("score").isNull()).isTrue();
    JsonNode conflict = json(409, post("/photos/" + id + "/changes", changes));
    assertThat(conflict.path("code").asText()).isEqualTo("conflict");
    assertThat(conflict.path("current")).isEqualTo(get("/photos/" + id));
    JsonNode undone = json(200, post("/photos/" + id + "/undo", "{\"version\":1}"));
    assertThat(undone.path("boxes")).isEmpty();
    JsonNode none = json(409, post("/photos/" + id + "/undo", "{\"version\":2}"));
    assertThat(none.path("code").asText()).isEqualTo("nothing-to-undo");
    JsonNode history = get("/photos/" + id + "/history");
    assertThat(history).hasSize(2);
    assertThat(history.path(0).path("op").asText()).isEqualTo("add");
    assertThat(history.path(0).path("who").asText()).isEqualTo("inspector");
    assertThat(history.path(1).path("undoes").asInt()).isEqualTo(1);
  }

  @Test
  void reviewedPhotosAreCountedAndFound() throws IOException {
    long id = upload("a.png", 80, 60, 1).path("id").asLong();
    upload("b.png", 80, 60, 2);
    json(
        200,
        post("/photos/" + id + "/changes", "{\"version\":0,\"changes\":[{\"op\":\"review\"}]}"));
    JsonNode workspaceNow = get("");
    assertThat(workspaceNow.path("counts").path("photos").asInt()).isEqualTo(2);
    assertThat(workspaceNow.path("counts").path("reviewed").asInt()).isEqualTo(1);
    assertThat(workspaceNow.path("counts").path("clean").asInt()).isEqualTo(1);
    assertThat(workspaceNow.path("model").isNull()).isTrue();
    assertThat(workspaceNow.path("classes").path(0).path("name").asText()).isEqualTo("crack");
    assertThat(get("/photos?reviewed=true").path("total").asInt()).isEqualTo(1);
    assertThat(get("/photos?verdict=CLEAN").path("total").asInt()).isEqualTo(1);
    assertThat(get("/photos?verdict=FAILED").path("total").asInt()).isZero();
    assertThat(get("/photos?class=crack").path("total").asInt()).isZero();
    assertThat(get("/photos?offset=1&limit=5&order=name").path("photos")).hasSize(1);
    assertThat(get("/photos?name=A.P").path("photos").path(0).path("name").asText())
        .isEqualTo("a.png");
    assertThat(get("/photos?name=.png&reviewed=false").path("total").asInt()).isEqualTo(1);
    assertThat(get("/photos?name=%25").path("total").asInt()).as("no pattern").isZero();
    assertThat(get("/photos?name=%27").path("total").asInt()).as("no statement").isZero();
  }

  @Test
  void removedPhotosHaveAListOfTheirOwn() throws IOException {
    long id = upload("a.png", 80, 60, 1).path("id").asLong();
    upload("b.png", 80, 60, 2);
    String remove = "{\"version\":0,\"changes\":[{\"op\":\"remove\"}]}";
    assertThat(json(200, post("/photos/" + id + "/changes", remove)).path("removed").asBoolean())
        .isTrue();
    assertThat(get("").path("counts").path("photos").asInt()).isEqualTo(1);
    assertThat(get("").path("counts").path("removed").asInt()).isEqualTo(1);
    assertThat(get("/photos").path("total").asInt()).isEqualTo(1);
    assertThat(get("/photos?verdict=removed").path("photos").path(0).path("id").asLong())
        .isEqualTo(id);
    assertThat(
            new String(send(to("/export?format=csv&photos=false")).body(), StandardCharsets.UTF_8))
        .doesNotContain("a.png");
    String restore = "{\"version\":1,\"changes\":[{\"op\":\"restore\"}]}";
    assertThat(json(200, post("/photos/" + id + "/changes", restore)).path("removed").asBoolean())
        .isFalse();
    assertThat(get("/photos?verdict=REMOVED").path("total").asInt()).isZero();
    JsonNode history = get("/photos/" + id + "/history");
    assertThat(history.path(0).path("op").asText()).isEqualTo("remove");
    assertThat(history.path(1).path("op").asText()).isEqualTo("restore");
  }

  @Test
  void metersCountThePhotosOfTheWorkspace() throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new WorkspaceRoutes(workspace).addTo(registry);
    long id = upload("a.png", 80, 60, 1).path("id").asLong();
    upload("b.png", 80, 60, 2);
    json(
        200,
        post("/photos/" + id + "/changes", "{\"version\":0,\"changes\":[{\"op\":\"review\"}]}"));
    assertThat(registry.scrape())
        .contains(
            "faultline_workspace_photos 2.0",
            "faultline_workspace_reviewed 1.0",
            "faultline_workspace_waiting 0.0",
            "faultline_workspace_failed 0.0",
            "faultline_workspace_search_seconds_count 0");
  }

  @Test
  void namesAreFoundInLettersOfAnyCase() throws IOException {
    upload("Br%C3%9CCKE_%C3%84.png", 80, 60, 1);
    for (String part : List.of("br%C3%BCcke", "BR%C3%9CCKE", "_%C3%A4.PNG", "bru%CC%88cke")) {
      assertThat(get("/photos?name=" + part).path("total").asInt()).as(part).isEqualTo(1);
    }
    assertThat(get("/photos?name=brucke").path("total").asInt()).as("another letter").isZero();
  }

  @Test
  void severalPhotosComeInOneFormAndBadOnesSayWhy() throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    part(form, "<img src=x onerror=alert(1)>.png", TestPhotos.png(80, 60, 1));
    part(form, "notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
    part(form, "again.png", TestPhotos.png(80, 60, 1));
    form.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
    JsonNode photos =
        json(
                202,
                to("/photos")
                    .header("Content-Type", "multipart/form-data; boundary=edge")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())))
            .path("photos");
    assertThat(photos).hasSize(3);
    assertThat(photos.path(0).path("name").asText()).isEqualTo("<img src=x onerror=alert(1)>.png");
    assertThat(photos.path(1).path("id").isNull()).isTrue();
    assertThat(photos.path(1).path("error").asText()).contains("notes.txt");
    assertThat(photos.path(2).path("duplicate").asBoolean()).isTrue();
    assertThat(photos.path(2).path("id")).isEqualTo(photos.path(0).path("id"));
  }

  /** A part with a field name of its own, as any of them may be. */
  private static void part(ByteArrayOutputStream form, String name, byte[] content) {
    form.writeBytes(
        ("--edge\r\nContent-Disposition: form-data; name=\"field"
                + form.size()
                + "\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(content);
    form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void picturesAreJpegsThatNeverChange() throws IOException {
    long id = upload("wide.png", 600, 300, 1).path("id").asLong();
    JsonNode photo = get("/photos/" + id);
    assertThat(photo.path("maxZoom").asInt()).isEqualTo(2);
    assertThat(photo.path("tileSize").asInt()).isEqualTo(256);
    for (String path :
        new String[] {"/thumbnail", "/image", "/tiles/0/0/0.jpg", "/tiles/2/2/1.jpg"}) {
      HttpResponse<byte[]> picture = send(to("/photos/" + id + path));
      assertThat(picture.statusCode()).isEqualTo(200);
      assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
      assertThat(picture.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
      assertThat(picture.body()[0]).isEqualTo((byte) 0xFF);
      assertThat(picture.body()[1]).isEqualTo((byte) 0xD8);
    }
    for (String path :
        new String[] {"/tiles/3/0/0.jpg", "/tiles/2/3/0.jpg", "/tiles/x/0/0.jpg", "/tiles/0/0/0"}) {
      assertThat(send(to("/photos/" + id + path)).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws IOException {
    long id = upload("a.png", 80, 60, 1).path("id").asLong();
    String changes = "/photos/" + id + "/changes";
    assertRefused(post(changes, "nonsense"), 400, "is not JSON");
    assertRefused(post(changes, "[]"), 400, "must be a JSON object");
    assertRefused(post(changes, "{\"version\":0}"), 422, "changes: it must be a list");
    assertRefused(post(changes, "{\"changes\":[{\"op\":\"review\"}]}"), 422, "version: it must be");
    assertRefused(
        post(changes, "{\"version\":0,\"changes\":[{\"op\":\"explode\"}]}"),
        422,
        "change 1: op is explode");
    assertRefused(
        post(changes, "{\"version\":0,\"changes\":[{\"op\":\"add\",\"category\":\"moss\"}]}"),
        422,
        "category is moss; it must be one of crack");
    assertRefused(
        post(
            changes,
            "{\"version\":0,\"changes\":[{\"op\":\"add\",\"category\":\"crack\","
                + "\"to\":[5,5,5,9]}]}"),
        422,
        "box width is 0.0");
    assertRefused(to("/photos?verdict=PERHAPS"), 400, "verdict is PERHAPS");
    assertRefused(to("/photos?limit=-1"), 400, "limit is -1");
    assertRefused(to("/photos?verdct=CRACK"), 400, "did you mean verdict?");
    assertRefused(to("/export?format=csv&photos=yes"), 400, "photos is yes");
    assertThat(send(to("/photos/999")).statusCode()).isEqualTo(404);
    assertThat(send(to("/photos/x")).statusCode()).isEqualTo(404);
    assertThat(send(post("/photos/999/undo", "{\"version\":1}")).statusCode()).isEqualTo(404);
  }

  private void assertRefused(HttpRequest.Builder request, int status, String message) {
    HttpResponse<byte[]> answer = send(request);
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(body).isEqualTo(status);
    assertThat(body).contains(message).doesNotContain("\n");
  }

  @Test
  void classesAreAdded() throws IOException {
    JsonNode added = json(201, post("/classes", "{\"name\":\"spalling\"}"));
    assertThat(added.path("id").asInt()).isEqualTo(2);
    assertThat(get("").path("classes")).hasSize(2);
    assertRefused(post("/classes", "{\"name\":\" \"}"), 422, "name: must be");
  }

  @Test
  void proposalsContainThePoint() throws IOException {
    long id = upload("a.png", 200, 160, 1).path("id").asLong();
    JsonNode boxes = get("/photos/" + id + "/proposals?x=100&y=80").path("boxes");
    assertThat(boxes).isNotEmpty();
    for (JsonNode one : boxes) {
      assertThat(one.path("category").asText()).isEqualTo("crack");
      assertThat(one.path("box").path(0).asDouble()).isLessThanOrEqualTo(100);
      assertThat(one.path("box").path(2).asDouble()).isGreaterThan(100);
    }
    assertRefused(to("/photos/" + id + "/proposals?x=1"), 400, "y is missing");
    assertRefused(to("/photos/" + id + "/proposals?x=NaN&y=1"), 400, "must be finite");
  }

  @Test
  void operatingAndSummaryAreSaidInWords() throws IOException {
    upload("a.png", 80, 60, 1);
    JsonNode operating = get("/operating?threshold=0.5");
    assertThat(operating.path("reported").path("boxes").asInt()).isZero();
    assertThat(operating.path("words").asText()).contains("There is no model");
    JsonNode summary = get("/summary");
    assertThat(summary.path("verdicts").path("REVIEW").asInt()).isEqualTo(1);
    assertThat(summary.path("promise").isNull()).isTrue();
    assertThat(summary.path("model").isNull()).isTrue();
  }

  @Test
  void labelsAreDownloadedAndComeBack() throws IOException {
    long id = upload("a.png", 80, 60, 1).path("id").asLong();
    json(
        200,
        post(
            "/photos/" + id + "/changes",
            "{\"version\":0,\"changes\":[{\"op\":\"add\",\"category\":\"crack\","
                + "\"to\":[1,2,30,40]},{\"op\":\"review\"}]}"));
    HttpResponse<byte[]> coco = send(to("/export?format=coco"));
    assertThat(coco.statusCode()).isEqualTo(200);
    assertThat(coco.headers().firstValue("Content-Disposition").orElseThrow())
        .isEqualTo("attachment; filename=\"annotations.json\"");
    json(200, post("/photos/" + id + "/undo", "{\"version\":1}"));
    JsonNode imported =
        json(200, to("/import").POST(HttpRequest.BodyPublishers.ofByteArray(coco.body())));
    assertThat(imported.path("format").asText()).isEqualTo("coco");
    assertThat(imported.path("boxes").asInt()).isEqualTo(1);
    assertThat(imported.path("reviewed").asInt()).isEqualTo(1);
    assertThat(get("/photos/" + id).path("boxes").path(0).path("origin").asText())
        .isEqualTo("import");
    for (String format : new String[] {"yolo", "csv"}) {
      HttpResponse<byte[]> zip = send(to("/export?format=" + format + "&photos=true"));
      assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
    }
    assertThat(send(to("/export?format=report")).headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/html");
    assertRefused(to("/export?format=docx"), 400, "format is docx");
    assertRefused(post("/import?format=coco", "{"), 422, "");
    assertRefused(post("/import", "words"), 422, "name the format");
    assertRefused(post("/import?format=report", "{}"), 400, "coco, yolo, csv, label-studio");
    assertThat(folder.resolve("exchange")).isEmptyDirectory();
  }

  @Test
  void aTrainingWithoutReviewedPhotosIsRefused() throws IOException {
    assertThat(get("/trainings/current").path("state").asText()).isEqualTo("none");
    assertThat(get("/models")).isEmpty();
    assertRefused(post("/trainings", "{}"), 422, "at least 4 are needed");
    assertThat(get("/trainings/current").path("state").asText()).isEqualTo("none");
  }

  @Test
  void pagesHearOfChanges() throws Exception {
    long id = upload("a.png", 80, 60, 1).path("id").asLong();
    HttpResponse<Stream<String>> stream =
        client.send(
            to("/events").header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    Iterator<String> lines = stream.body().iterator();
    assertThat(lines.next()).isEqualTo(": open");
    json(
        200,
        post("/photos/" + id + "/changes", "{\"version\":0,\"changes\":[{\"op\":\"review\"}]}"));
    String photo = next(lines, "photo");
    assertThat(JSON.readTree(photo).path("reviewed").asBoolean()).isTrue();
    String counts = next(lines, "counts");
    assertThat(JSON.readTree(counts).path("reviewed").asInt()).isEqualTo(1);
  }

  /** The data of the next event of a name. */
  private static String next(Iterator<String> lines, String name) {
    String event = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ") && event.equals(name)) {
        return line.substring("data: ".length());
      }
    }
    throw new AssertionError("no event " + name);
  }
}
