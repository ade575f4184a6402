package io.faultline.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.server.work.Priority;
import io.faultline.server.work.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More requests than the service can answer, clients that leave or dawdle, and its end. */
class OverloadTest {
  private static final byte[] WALL = RunningService.photo(1);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();
  private RunningService service = new RunningService(RunningService.limits());

  @AfterEach
  void stop() throws IOException {
    gate.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
    service.close();
  }

  /** Keeps the only thread busy until the gate opens. */
  private void holdUp() {
    CountDownLatch busy = new CountDownLatch(1);
    Work<Boolean> unused =
        service.queue.submit(
            Priority.BACKGROUND,
            0,
            () -> {
              busy.countDown();
              return gate.await(60, TimeUnit.SECONDS);
            });
    assertThat(reaches(() -> busy.getCount() == 0)).isTrue();
  }

  private CompletableFuture<HttpResponse<String>> later() {
    return service.client.sendAsync(
        service.detect("", WALL).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatTheQueueCannotHoldIsToldToComeBack() throws Exception {
    holdUp();
    List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      held.add(later());
    }
    assertThat(reaches(() -> service.queue.waiting() == 4)).isTrue();
    HttpResponse<String> refused = service.send(service.detect("", WALL));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"code\":\"busy\"", "4 photos");
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")))
        .isBetween(1, 60);
    gate.countDown();
    for (CompletableFuture<HttpResponse<String>> one : held) {
      assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(service.send(service.detect("", WALL)).statusCode()).isEqualTo(200);
  }

  @Test
  void aRequestWhoseTimeIsOverGetsAnAnswerAndLeavesTheQueue() throws Exception {
    service.close();
    service = new RunningService(RunningService.patient(1));
    holdUp();
    HttpResponse<String> late = service.send(service.detect("", WALL));
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(late.body()).contains("\"code\":\"timeout\"", "1 seconds");
    assertThat(reaches(() -> service.queue.waiting() == 0)).isTrue();
    assertThat(service.get("/metrics").body()).contains("status=\"504\"");
  }

  @Test
  void aClientThatLeavesTakesItsPhotoOutOfTheQueue() throws Exception {
    holdUp();
    Socket socket = raw(WALL.length, WALL);
    assertThat(reaches(() -> service.queue.waiting() == 1)).isTrue();
    socket.close();
    assertThat(reaches(() -> service.queue.waiting() == 0)).isTrue();
    assertThat(reaches(() -> service.service.open() == 0)).isTrue();
  }

  @Test
  void aClientThatLeavesStopsTheWorkOnItsPhoto() throws Exception {
    SyntheticPhotos photos =
        new SyntheticPhotos(new RunSeed(5), SyntheticPhotos.Options.DEFAULT.sized(3000, 3000));
    byte[] large = ImageWriter.encodeJpeg(photos.photo(0).photo(), 70);
    Socket socket = raw(large.length, large);
    assertThat(reaches(() -> service.queue.working() == 1)).isTrue();
    socket.close();
    assertThat(reaches(() -> service.service.open() == 0)).isTrue();
    assertThat(reaches(() -> service.queue.working() == 0)).isTrue();
    assertThat(service.get("/metrics").body())
        .contains("faultline_requests_seconds_count{route=\"/v1/detect\",status=\"499\"} 1")
        .doesNotContain("faultline_photos_total");
  }

  @Test
  void aNextRequestThatComesEarlyIsAnsweredToo() throws Exception {
    holdUp();
    Socket socket = raw(WALL.length, WALL);
    assertThat(reaches(() -> service.queue.waiting() == 1)).isTrue();
    socket
        .getOutputStream()
        .write(
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    Thread.sleep(600); // Long enough for the service to look whether the client is there.
    gate.countDown();
    String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answers).contains("\"verdict\"", "{\"live\":true}");
  }

  @Test
  void twoHundredSlowClientsStopNobody() throws Exception {
    for (int i = 0; i < 200; i++) {
      raw(1_000_000, new byte[] {(byte) 0xff});
    }
    assertThat(reaches(() -> service.service.open() == 200)).isTrue();
    long begun = System.nanoTime();
    assertThat(service.send(service.detect("", WALL)).statusCode()).isEqualTo(200);
    assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aBodyThatDoesNotArriveIsGivenUp() throws Exception {
    service.close();
    service = new RunningService(RunningService.patient(1));
    Socket socket = raw(100_000, new byte[] {1});
    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"slow-client\"");
    assertThat(reaches(() -> service.service.open() == 0)).isTrue();
  }

  @Test
  void drainingAnswersWhatWasAcceptedAndRefusesTheRest() throws Exception {
    holdUp();
    CompletableFuture<HttpResponse<String>> accepted = later();
    assertThat(reaches(() -> service.queue.waiting() == 1)).isTrue();
    CompletableFuture<Integer> drained =
        CompletableFuture.supplyAsync(() -> service.service.drain(Duration.ofSeconds(60)));
    assertThat(reaches(() -> status("/health/ready") == 503)).isTrue();
    HttpResponse<String> refused = service.send(service.detect("", WALL));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"code\":\"draining\"");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(status("/health/live")).isEqualTo(200);
    assertThat(drained).isNotDone();
    gate.countDown();
    assertThat(accepted.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(drained.get(60, TimeUnit.SECONDS)).isZero();
  }

  private int status(String path) {
    try {
      return service.get(path).statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that sends what it is told and then waits. */
  private Socket raw(int length, byte[] body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.service.port());
    socket.setSoTimeout(60_000);
    sockets.add(socket);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("POST /v1/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
                + "Content-Length: "
                + length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    return socket;
  }

  static boolean reaches(BooleanSupplier state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!state.getAsBoolean() && System.nanoTime() < end) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return state.getAsBoolean();
  }
}
