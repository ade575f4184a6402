package io.faultline.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection stays open after a refusal, or the refusal says that it does not. */
class KeptConnectionsTest {
  private static final String GOOD = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = new RunningService(RunningService.limits());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | POST | /v1/detect               | multipart/form-data; boundary=z | --y..no end
          400 | POST | /v1/detect               | multipart/form-data; boundary=z | --z..no end
          400 | POST | /v1/detect               | multipart/form-data; boundary=z | --z....x..--z--..
          400 | POST | /v1/detect               | multipart/form-data             | x
          400 | POST | /v1/detect?threshold=two | image/png                       | x
          422 | POST | /v1/detect               | image/png                       | x
          415 | POST | /v1/detect               | text/plain                      | x
          422 | POST | /v1/detect               | image/png                       | ''
          404 | POST | /v1/detections           | image/png                       | x
          405 | PUT  | /v1/detect               | image/png                       | x
          200 | GET  | /v1/model                | image/png                       | ''
          """)
  void theNextRequestIsAnswered(int status, String method, String path, String type, String body)
      throws IOException {
    String sent = body.replace("..", "\r\n");
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + sent.length()
            + "\r\n\r\n"
            + sent;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.service.port())) {
      socket.setSoTimeout(20_000);
      InputStream answers = new BufferedInputStream(socket.getInputStream());
      for (int n = 0; n < 20; n++) {
        assertThat(answer(socket.getOutputStream(), answers, request)).isEqualTo(status);
        assertThat(answer(socket.getOutputStream(), answers, GOOD)).isEqualTo(200);
      }
    }
  }

  /** Sends a request and reads the answer to its end; gives the status. */
  private static int answer(OutputStream requests, InputStream answers, String request)
      throws IOException {
    requests.write(request.getBytes(StandardCharsets.US_ASCII));
    requests.flush();
    int status = Integer.parseInt(line(answers).split(" ", -1)[1]);
    int length = 0;
    for (String line = line(answers); !line.isEmpty(); line = line(answers)) {
      assertThat(line).isNotEqualToIgnoringCase("Connection: close");
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    answers.readNBytes(length);
    return status;
  }

  private static String line(InputStream answers) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
