package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Detector;
import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.results.DetectionJson;
import io.faultline.server.ModelChoice;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as the command line starts it. */
class ServeCommandTest {
  private static final int TERMINATED = 143;

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void libraryCommandLineAndServiceGiveTheSameBytesForFiftyPhotos() throws Exception {
    List<Path> photos = photos(50);
    Path found = folder.resolve("found");
    Recorded detect =
        Recorded.run(
            "detect",
            folder.resolve("photos").resolve("images"),
            "--model",
            "crack",
            "--out",
            found,
            "--no-pictures");
    assertThat(detect.exitCode()).as(detect.err()).isZero();
    List<String> lines = Files.readAllLines(found.resolve("detections.json"));
    assertThat(lines).hasSize(52).startsWith("[").endsWith("]");
    try (Detector detector = Detector.builtIn("crack");
        Server server = Server.start(ServeOptions.local().withModel("crack"))) {
      for (int i = 0; i < photos.size(); i++) {
        Path photo = photos.get(i);
        String name = photo.getFileName().toString();
        String library = DetectionJson.photo(detector.inspect(photo));
        String answer = client.send(request(server.address(), photo), strings()).body();
        assertThat(lines.get(i + 1)).as(name).isEqualTo(library + (i < 49 ? "," : ""));
        assertThat(answer).as(name).isEqualTo(library);
      }
    }
  }

  @Test
  void aThresholdOfTheServiceIsThatOfItsAnswers() throws Exception {
    Path photo = photos(1).get(0);
    ServeOptions usual = ServeOptions.local().withModel("crack");
    ModelChoice thresholds =
        ModelChoice.of("crack").withThresholds(ThresholdChoice.parse("--threshold", "crack=0.1"));
    try (Server server = Server.start(usual);
        Server other = Server.start(ServeOptions.local().withModel(thresholds))) {
      URI asked =
          URI.create(server.address() + "/v1/detect?threshold=0.1&name=" + photo.getFileName());
      HttpRequest named =
          HttpRequest.newBuilder(asked)
              .header("Content-Type", "image/png")
              .POST(HttpRequest.BodyPublishers.ofFile(photo))
              .build();
      HttpResponse<String> answer = client.send(request(other.address(), photo), strings());
      assertThat(answer.body()).isEqualTo(client.send(named, strings()).body());
      assertThat(answer.headers().firstValue("Faultline-Operating-Point").orElse(""))
          .contains("by class: crack 0.100");
    }
  }

  @Test
  void aServiceThatIsTerminatedAnswersWhatItHasAccepted() throws Exception {
    Path photo = photos(1).get(0);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--model",
                "crack",
                "--port",
                "0",
                "--threads",
                "1")
            .redirectError(folder.resolve("err").toFile())
            .start();
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      assertThat(line)
          .as("%s", Files.readString(folder.resolve("err")))
          .startsWith("Listening on http://127.0.0.1:");
      String address = line.substring("Listening on ".length());
      List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        accepted.add(client.sendAsync(request(address, photo), strings()));
      }
      awaitAccepted(address, 12);
      process.destroy();
      for (CompletableFuture<HttpResponse<String>> one : accepted) {
        assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Until the service has counted that many requests, waiting or answered. */
  private void awaitAccepted(String address, int count) throws Exception {
    HttpRequest metrics = HttpRequest.newBuilder(URI.create(address + "/metrics")).build();
    double seen = 0;
    while (seen < count) {
      String text = client.send(metrics, strings()).body();
      seen = sum(text, "faultline_stage_seconds_count{stage=\"receive\"}");
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static double sum(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void whatCannotBeServedIsSaidBeforeAnythingStarts() throws IOException {
    Path shortToken = Files.writeString(folder.resolve("token"), "short");
    refused(2, "--token-file FILE", "--host", "0.0.0.0");
    refused(2, "16 printable", "--token-file", shortToken);
    refused(2, "--max-body is 0", "--max-body", 0);
    refused(2, "--request-seconds is 0", "--request-seconds", 0);
    refused(2, "threads is 0", "--threads", 0);
    refused(2, "--data needs --workspace", "--data", folder);
    refused(2, "did you mean 'crack'?", "--model", "crack", "--threshold", "carck=0.2");
    refused(2, "--threshold needs --model", "--threshold", 0.2);
    refused(
        2,
        "--threshold does not go with --workspace",
        "--model",
        "crack",
        "--threshold",
        0.2,
        "--workspace",
        folder.resolve("ws"));
    refused(2, "--label-studio is ftp", "--label-studio", "ftp://x");
    refused(5, "no model is there", "--model", folder.resolve("none"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(2, "cannot be listened on", "--port", taken.getLocalPort());
    }
  }

  private static void refused(int exitCode, String message, Object... options) {
    Object[] words = Stream.concat(Stream.of("serve"), Stream.of(options)).toArray();
    Recorded run = Recorded.run(words);
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private List<Path> photos(int count) throws IOException {
    Path place = folder.resolve("photos");
    Recorded made = Recorded.run("synth", "--out", place, "--photos", count, "--seed", 3);
    assertThat(made.exitCode()).as(made.err()).isZero();
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().contains("/images/")).sorted().toList();
    }
  }

  private static HttpRequest request(String address, Path photo) throws IOException {
    return HttpRequest.newBuilder(URI.create(address + "/v1/detect?name=" + photo.getFileName()))
        .header("Content-Type", "image/png")
        .POST(HttpRequest.BodyPublishers.ofFile(photo))
        .build();
  }

  private static HttpResponse.BodyHandler<String> strings() {
    return HttpResponse.BodyHandlers.ofString();
  }
}
