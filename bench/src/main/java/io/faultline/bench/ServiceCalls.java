package io.faultline.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Clients of the service. */
final class ServiceCalls {
  private final ServiceProcess service;
  private final HttpClient client = HttpClient.newHttpClient();

  ServiceCalls(ServiceProcess service) {
    this.service = service;
  }

  private HttpRequest request(byte[] photo) {
    return HttpRequest.newBuilder(service.uri("/v1/detect"))
        .timeout(Duration.ofMinutes(2))
        .header("Content-Type", "image/jpeg")
        .POST(HttpRequest.BodyPublishers.ofByteArray(photo))
        .build();
  }

  /** One photo, looked at by the service. */
  String detect(byte[] photo) throws IOException, InterruptedException {
    return send(request(photo));
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(service.uri(path)).build());
  }

  /** A request without body, photo or work. */
  void isLive() throws IOException, InterruptedException {
    var unused = get("/health/live");
  }

  /** What the requests until now took. */
  StageSeconds stages() throws IOException, InterruptedException {
    return StageSeconds.of(get("/metrics"));
  }

  /** As many callers as given, each calling again when its call has ended. */
  static Latencies closedLoop(int callers, int calls, Callable<?> call)
      throws InterruptedException {
    double[] millis = new double[calls];
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    List<Exception> faults = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = next.getAndIncrement(); n < calls; n = next.getAndIncrement()) {
                  long start = System.nanoTime();
                  try {
                    var unused = call.call();
                  } catch (Exception e) { // Thrown below, by the thread that waits.
                    synchronized (faults) {
                      faults.add(e);
                    }
                    return;
                  }
                  millis[n] = (System.nanoTime() - start) / 1e6;
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("a call failed", faults.get(0));
    }
    return Latencies.of(millis, (System.nanoTime() - begun) / 1e9);
  }

  /**
   * Requests at a fixed rate, whether or not earlier ones are answered.
   *
   * @param photo of every request
   * @param perSecond the rate
   * @param from number of the first request, of {@code to}
   * @return how many got each status; 0 stands for those without an answer
   */
  Map<Integer, Long> openLoop(byte[] photo, double perSecond, int from, int to)
      throws InterruptedException {
    Map<Integer, AtomicLong> counts = new ConcurrentSkipListMap<>();
    CountDownLatch open = new CountDownLatch(to - from);
    HttpRequest request = request(photo);
    long begun = System.nanoTime();
    for (int i = 0; i < to - from; i++) {
      long due = begun + (long) (i / perSecond * 1e9);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      var unused =
          client
              .sendAsync(request, HttpResponse.BodyHandlers.discarding())
              .whenComplete(
                  (answer, fault) -> {
                    int status = fault == null ? answer.statusCode() : 0;
                    counts.computeIfAbsent(status, key -> new AtomicLong()).incrementAndGet();
                    open.countDown();
                  });
    }
    if (!open.await(3, TimeUnit.MINUTES)) {
      counts.computeIfAbsent(0, key -> new AtomicLong()).addAndGet(open.getCount());
    }
    Map<Integer, Long> result = new TreeMap<>();
    counts.forEach((status, count) -> result.put(status, count.get()));
    return result;
  }

  /** Clients that send the head of a request and one byte of its body, and then nothing. */
  List<Socket> slowClients(int count) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
      sockets.add(socket);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /v1/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
              + "Content-Length: 1000000\r\n\r\nx";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return sockets;
  }
}
