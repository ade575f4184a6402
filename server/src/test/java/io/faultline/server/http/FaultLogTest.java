package io.faultline.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.jetty.http.HttpTester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law: each request without a result has one line, with the number that its answer names. */
class FaultLogTest {
  private final SocketlessService service = new SocketlessService();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anAnswerAndItsLineNameOneRequest() throws Exception {
    HttpTester.Response answer = service.ask("GET /v1/nothing HTTP/1.1", "Host: localhost");
    assertThat(answer.getStatus()).isEqualTo(404);
    oneLine(answer, "GET none: 404 after 0.");
  }

  @Test
  void aRequestThatCannotBeParsedHasALineToo() throws Exception {
    HttpTester.Response answer = service.ask("GET /%zz HTTP/1.1", "Host: localhost");
    assertThat(answer.getStatus()).isEqualTo(400);
    oneLine(answer, "none: 400 after 0.");
  }

  @Test
  void theReasonIsInTheLine() throws Exception {
    HttpTester.Response answer = service.ask("GET /v1/model HTTP/1.1", "Host: localhost");
    assertThat(answer.getStatus()).isEqualTo(409);
    oneLine(answer, "GET /v1/model: 409 after 0.", "no model");
  }

  @Test
  void whatWasAnsweredHasNone() throws Exception {
    assertThat(service.ask("GET /health/live HTTP/1.1", "Host: localhost").getStatus())
        .isEqualTo(200);
    assertThat(service.log).isEmpty();
  }

  private void oneLine(HttpTester.Response answer, String... parts) {
    List<String> log = service.log;
    assertThat(OverloadTest.reaches(() -> log.size() == 1)).isTrue();
    assertThat(log.get(0)).contains(answer.get("X-Request-Id")).contains(parts);
    assertThat(answer.getContent()).contains(answer.get("X-Request-Id"));
  }
}
