package io.faultline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The service starts, answers and stops. */
class ServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void saysThatItLives() throws IOException, InterruptedException {
    try (Server server = Server.start(ServeOptions.local())) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.address() + "/health/live")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"live\":true}");
    }
  }
}
