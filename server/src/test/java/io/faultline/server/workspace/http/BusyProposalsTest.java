package io.faultline.server.workspace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import io.faultline.server.workspace.TestPhotos;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More clicks for one-click boxes than the service can work on: none of them waits for ever. */
class BusyProposalsTest {
  private static final int HELD = 32;
  private static final int MORE = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private static HttpRequest.Builder to(Server server, String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + "/v1/workspace" + path))
        .timeout(PATIENCE)
        .header("X-Faultline-Page", "1");
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatDoesNotFitIsToldToComeBackAndTheRestIsAnswered() throws Exception {
    byte[] photo = TestPhotos.png(96, 96, 1);
    try (Server server = Server.start(ServeOptions.local().withWorkspace(folder))) {
      String id = add(server, photo);
      Path pipe = heldUp();
      List<CompletableFuture<HttpResponse<String>>> clicks = new ArrayList<>();
      for (int i = 0; i < HELD + MORE; i++) {
        clicks.add(
            client.sendAsync(
                to(server, "/photos/" + id + "/proposals?x=40&y=40").build(),
                BodyHandlers.ofString()));
      }
      try {
        await(() -> clicks.stream().filter(CompletableFuture::isDone).count() == MORE);
        assertThat(client.send(to(server, "/photos/" + id).build(), BodyHandlers.ofString()))
            .as("others are answered meanwhile")
            .returns(200, HttpResponse::statusCode);
      } finally {
        Files.write(pipe, photo);
      }
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (CompletableFuture<HttpResponse<String>> click : clicks) {
        answers.add(click.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      assertThat(answers).filteredOn(one -> one.statusCode() == 200).hasSize(HELD);
      assertThat(answers)
          .filteredOn(one -> one.statusCode() != 200)
          .hasSize(MORE)
          .allSatisfy(
              one -> {
                assertThat(one.statusCode()).isEqualTo(429);
                assertThat(one.body()).contains("\"code\":\"busy\"", HELD + " requests");
                assertThat(Integer.parseInt(one.headers().firstValue("Retry-After").orElse("0")))
                    .isBetween(1, 60);
              });
      assertThat(answers.stream().filter(one -> one.statusCode() == 200).map(HttpResponse::body))
          .as("one search serves all")
          .containsOnly(bodyOf(server, id));
    }
  }

  private String add(Server server, byte[] photo) throws Exception {
    HttpRequest.Builder add =
        to(server, "/photos?name=wall.png")
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofByteArray(photo));
    String added = client.send(add.build(), BodyHandlers.ofString()).body();
    String id = new ObjectMapper().readTree(added).path("photos").path(0).path("id").asText();
    HttpRequest thumbnail = to(server, "/photos/" + id + "/thumbnail").build();
    assertThat(client.send(thumbnail, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    return id;
  }

  private String bodyOf(Server server, String id) throws Exception {
    return client
        .send(to(server, "/photos/" + id + "/proposals?x=40&y=40").build(), BodyHandlers.ofString())
        .body();
  }

  /**
   * Puts a pipe in the place of the photo's file: who reads it waits until something is written.
   */
  private Path heldUp() throws IOException, InterruptedException {
    Path file;
    try (Stream<Path> files = Files.walk(folder.resolve("photos"))) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    Files.delete(file);
    try {
      assumeTrue(
          new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0,
          "this system has no pipes among its files");
    } catch (IOException e) {
      assumeTrue(false, "no program mkfifo");
    }
    return file;
  }

  private static void await(BooleanSupplier state) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!state.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(state.getAsBoolean()).as("the surplus is answered at once").isTrue();
  }
}
