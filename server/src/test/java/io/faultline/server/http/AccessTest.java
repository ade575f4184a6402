package io.faultline.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpTester;
import org.junit.jupiter.api.Test;

/** Who may in. The route {@code /v1/model} answers 409 here, for there is no model. */
class AccessTest {
  private static final String TEXT = "0123456789abcdef";
  private static final int IN = 409;

  private static SocketlessService locked() {
    return new SocketlessService("0.0.0.0", Optional.of(new Token(TEXT, () -> 1000)));
  }

  private static SocketlessService open(RouteGroup... more) {
    return new SocketlessService("127.0.0.1", Optional.empty(), more);
  }

  @Test
  void anotherAddressThanLoopbackNeedsAToken() {
    for (String host : List.of("0.0.0.0", "::", "192.168.1.7")) {
      assertThatThrownBy(() -> Access.of(host, Optional.empty()))
          .isInstanceOf(FaultlineException.class)
          .hasMessageContaining("--token-file");
    }
    for (String host : List.of("127.0.0.1", "localhost", "::1")) {
      assertThat(Access.of(host, Optional.empty()).token()).isEmpty();
    }
  }

  @Test
  void aTokenLetsInAsBearerOrAsPassword() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString(("user:" + TEXT).getBytes(StandardCharsets.UTF_8));
    try (SocketlessService service = locked()) {
      for (String right : List.of("Bearer " + TEXT, "bearer  " + TEXT, "Basic " + basic)) {
        assertThat(service.ask("GET /v1/model HTTP/1.1", "Authorization: " + right).getStatus())
            .as(right)
            .isEqualTo(IN);
      }
      for (String wrong :
          List.of("Bearer 0123456789abcdee", "Bearer", "Bearer " + TEXT + "0", "Basic !", TEXT)) {
        HttpTester.Response answer =
            service.ask("GET /v1/model HTTP/1.1", "Authorization: " + wrong);
        assertThat(answer.getStatus()).as(wrong).isEqualTo(401);
        assertThat(answer.getContent()).contains("\"code\":\"unauthorized\"", "requestId");
      }
    }
  }

  @Test
  void everythingButThePageAndHealthNeedsTheToken() throws Exception {
    try (SocketlessService service = locked()) {
      for (String path :
          List.of(
              "/",
              "/page/index.html",
              "/leaflet/leaflet.css",
              "/health/live",
              "/health/ready",
              "/openapi.yaml",
              "/v1/session")) {
        assertThat(service.ask("GET " + path + " HTTP/1.1").getStatus()).as(path).isEqualTo(200);
      }
      for (String path :
          List.of(
              "/v1/model",
              "/metrics",
              "/v1/workspace",
              "/predict",
              "/setup",
              "/nothing",
              "/pages",
              "/V1/model",
              "/page")) {
        assertThat(service.ask("GET " + path + " HTTP/1.1").getStatus()).as(path).isEqualTo(401);
      }
      for (String path : List.of("/page/", "/", "/health/live")) {
        assertThat(service.ask("POST " + path + " HTTP/1.1").getStatus()).as(path).isEqualTo(401);
      }
    }
  }

  @Test
  void noOddPathComesAroundTheRules() throws Exception {
    try (SocketlessService service = locked()) {
      for (String path :
          List.of(
              "//v1/model",
              "/page/../v1/model",
              "/page/%2e%2e/v1/model",
              "/page/..%2fv1/model",
              "/page/;x/../v1/model",
              "/v1/model;a=b",
              "/page/..;/v1/model",
              "/./v1/model",
              "/page/%252e%252e/v1/model",
              "/page/\\..\\v1/model")) {
        assertThat(service.ask("GET " + path + " HTTP/1.1").getStatus())
            .as(path)
            .isIn(400, 401, 404);
      }
    }
  }

  @Test
  void aBrowserSignsInOnceAndOut() throws Exception {
    try (SocketlessService service = locked()) {
      HttpTester.Response in = signIn(service, TEXT);
      assertThat(in.getStatus()).isEqualTo(204);
      String cookie = Objects.requireNonNull(in.get("Set-Cookie"));
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
      String pair = cookie.substring(0, cookie.indexOf(';'));
      assertThat(service.ask("GET /v1/model HTTP/1.1", "Cookie: " + pair).getStatus())
          .isEqualTo(IN);
      assertThat(service.ask("GET /v1/session HTTP/1.1", "Cookie: " + pair).getContent())
          .isEqualTo("{\"tokenNeeded\":true,\"signedIn\":true}");
      HttpTester.Response out =
          service.ask("DELETE /v1/session HTTP/1.1", "X-Faultline-Page: 1", "Cookie: " + pair);
      assertThat(out.get("Set-Cookie")).contains("faultline-session=;", "1970");
      assertThat(signIn(service, "wrong").getStatus()).isEqualTo(401);
      assertThat(service.ask("GET /v1/model HTTP/1.1", "Cookie: faultline-session=1.2").getStatus())
          .isEqualTo(401);
    }
  }

  private static HttpTester.Response signIn(SocketlessService service, String token)
      throws Exception {
    String body = "{\"token\":\"" + token + "\"}";
    return service.send(
        "POST /v1/session HTTP/1.1\r\nX-Faultline-Page: 1\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  @Test
  void withoutATokenOnlyNamesOfThisMachineAreAnswered() throws Exception {
    try (SocketlessService service = open()) {
      for (String host : List.of("localhost:8080", "127.0.0.1", "[::1]:8080", "LOCALHOST")) {
        assertThat(service.ask("GET /v1/model HTTP/1.1", "Host: " + host).getStatus())
            .as(host)
            .isEqualTo(IN);
      }
      for (String host : List.of("evil.example", "localhost.evil.example:8080", "192.168.1.7")) {
        assertThat(service.ask("GET /v1/model HTTP/1.1", "Host: " + host).getStatus())
            .as(host)
            .isEqualTo(403);
      }
    }
  }

  @Test
  void otherSitesMayAskNothing() throws Exception {
    try (SocketlessService service = open()) {
      for (String line : List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site")) {
        assertThat(service.ask("GET /v1/model HTTP/1.1", line).getStatus()).as(line).isEqualTo(403);
      }
      for (String origin :
          List.of("http://evil.example", "http://localhost:9999", "null", "file://", "%")) {
        assertThat(service.ask("POST /v1/detect HTTP/1.1", "Origin: " + origin).getStatus())
            .as(origin)
            .isEqualTo(403);
      }
      assertThat(
              service
                  .ask(
                      "POST /v1/detect HTTP/1.1",
                      "Origin: http://localhost:8080",
                      "Sec-Fetch-Site: same-origin")
                  .getStatus())
          .isEqualTo(415);
      assertThat(service.ask("GET /v1/model HTTP/1.1").get("Access-Control-Allow-Origin")).isNull();
    }
  }

  @Test
  void whatChangesSomethingNeedsThePagesHeaderOrTheToken() throws Exception {
    RouteGroup route = routes -> routes.post("/v1/workspace/x", ctx -> ctx.status(204));
    try (SocketlessService service = open(route)) {
      assertThat(service.ask("POST /v1/workspace/x HTTP/1.1").getStatus()).isEqualTo(403);
      assertThat(service.ask("POST /v1/workspace/x HTTP/1.1", "X-Faultline-Page: 1").getStatus())
          .isEqualTo(204);
    }
    try (SocketlessService service =
        new SocketlessService("::", Optional.of(new Token(TEXT, () -> 1)), route)) {
      assertThat(
              service
                  .ask("POST /v1/workspace/x HTTP/1.1", "Authorization: Bearer " + TEXT)
                  .getStatus())
          .isEqualTo(204);
    }
  }

  @Test
  void everyAnswerForbidsWhatABrowserShouldNotDo() throws Exception {
    try (SocketlessService service = open()) {
      for (String line :
          List.of(
              "GET / HTTP/1.1",
              "GET /nothing HTTP/1.1",
              "BREW /v1/detect HTTP/1.1",
              "GET /v1/model HTTP/1.1",
              "GET /a%ZZ HTTP/1.1")) {
        HttpTester.Response answer = service.ask(line);
        assertThat(answer.get("Content-Security-Policy"))
            .as(line)
            .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(answer.get("X-Content-Type-Options")).as(line).isEqualTo("nosniff");
        assertThat(answer.get("X-Request-Id")).as(line).hasSize(16);
        assertThat(answer.get("Server")).as(line).isNull();
      }
    }
  }
}
