package io.faultline.bench;

import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.results.DetectionJson;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * The service under load, beside the library itself. Everything stays on this machine. Arguments: a
 * model (a file or a built-in name), how many calls of each kind (256 x 256 pixels; 4000 x 3000
 * gets a tenth), how many requests at twice the rate that the service can sustain, and which of the
 * parts {@code small,large,overload,slow} are measured (all).
 *
 * <ol>
 *   <li>seconds from the start of the process until it answers;
 *   <li>calls in a second, p50 and p99, of the library and of the service in turn: one caller, and
 *       one for each processor; and what part of a request is detection by the service's own clock;
 *   <li>requests at twice the sustainable rate: how many got which status, and the resident memory
 *       after a tenth of them and after all;
 *   <li>the service while 200 clients send their photo one byte at a time.
 * </ol>
 */
public final class ServiceLoad {
  private static final int ROUNDS = 3;
  private static final int SMALL_PX = 256;
  private static final int SLOW_CLIENTS = 200;
  private static final int OVERLOAD_PX = 64;

  private final int processors = Runtime.getRuntime().availableProcessors();
  private final ServiceProcess service;
  private final ServiceCalls calls;
  private final RegionDetector library;

  private ServiceLoad(ServiceProcess service, RegionDetector library) {
    this.service = service;
    this.calls = new ServiceCalls(service);
    this.library = library;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String model = args.length > 0 ? args[0] : BuiltInModels.CRACK;
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int requests = args.length > 2 ? Integer.parseInt(args[2]) : 2000;
    try (ServiceProcess service = ServiceProcess.start(model);
        RegionDetector library = RegionDetector.of(BuiltInModels.open(model))) {
      print("start to ready: %.1f s", service.startSeconds());
      ServiceLoad load = new ServiceLoad(service, library);
      String parts = args.length > 3 ? args[3] : "small,large,overload,slow";
      if (parts.contains("small")) {
        byte[] photo = jpeg(SMALL_PX, SMALL_PX);
        load.compare("256 x 256", photo, count);
        load.empty(photo, count);
      }
      if (parts.contains("large")) {
        load.compare("4000 x 3000", jpeg(4000, 3000), Math.max(4, count / 10));
      }
      if (parts.contains("overload")) {
        load.overload(requests);
      }
      if (parts.contains("slow")) {
        load.slowClients(count);
      }
    }
  }

  private static byte[] jpeg(int width, int height) {
    return ImageWriter.encodeJpeg(BenchPhotos.synthetic(width, height), ImageWriter.JPEG_QUALITY);
  }

  /** In turn, so that a machine that slows down slows both. */
  private void compare(String what, byte[] photo, int count)
      throws IOException, InterruptedException {
    Callable<String> direct =
        () -> {
          Libtorch.useThreads(1);
          return DetectionJson.photo(library.inspect("photo", photo));
        };
    Callable<String> served = () -> calls.detect(photo);
    for (int callers : new int[] {1, processors}) {
      double[] ratios = new double[ROUNDS];
      for (int round = 0; round <= ROUNDS; round++) {
        Latencies library1 = ServiceCalls.closedLoop(callers, count, direct);
        StageSeconds before = calls.stages();
        Latencies service1 = ServiceCalls.closedLoop(callers, count, served);
        StageSeconds took = calls.stages().since(before);
        if (round > 0) { // The first one warms up.
          print("%s, %d callers, library: %s", what, callers, library1);
          print("%s, %d callers, service: %s; %s", what, callers, service1, took);
          ratios[round - 1] = library1.perSecond() / service1.perSecond();
        }
      }
      Arrays.sort(ratios);
      print(
          "%s, %d callers: overhead %.1f %% (median of %d rounds, %.1f to %.1f)",
          what,
          callers,
          100 * (ratios[ROUNDS / 2] - 1),
          ROUNDS,
          100 * (ratios[0] - 1),
          100 * (ratios[ROUNDS - 1] - 1));
    }
  }

  /** What HTTP costs at least here, while detection empties the caches as it does for a photo. */
  private void empty(byte[] photo, int count) throws IOException, InterruptedException {
    Libtorch.useThreads(1);
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      var unused = library.inspect("photo", photo);
      long begun = System.nanoTime();
      calls.isLive();
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    print("an empty request after each photo of the library: p50 %.1f ms", millis[count / 2]);
  }

  private void overload(int requests) throws IOException, InterruptedException {
    byte[] photo = jpeg(OVERLOAD_PX, OVERLOAD_PX);
    Callable<String> served = () -> calls.detect(photo);
    Latencies warm = ServiceCalls.closedLoop(processors, 100, served);
    Latencies sustained = ServiceCalls.closedLoop(2 * processors, 200, served);
    print("%d px, %d callers: %s (before: %s)", OVERLOAD_PX, 2 * processors, sustained, warm);
    double rate = 2 * sustained.perSecond();
    Map<Integer, Long> all = new TreeMap<>();
    double first = -1;
    int tenth = Math.max(1, requests / 10);
    for (int from = 0; from < requests; from += tenth) {
      int to = Math.min(requests, from + tenth);
      calls.openLoop(photo, rate, from, to).forEach((code, n) -> all.merge(code, n, Long::sum));
      double now = service.residentMebibytes();
      first = first < 0 ? now : first;
      print("after %d requests at %.1f/s: %s, resident %.0f MiB", to, rate, all, now);
    }
    double last = service.residentMebibytes();
    long answered =
        all.entrySet().stream()
            .filter(one -> one.getKey() != 0)
            .mapToLong(Map.Entry::getValue)
            .sum();
    print(
        "%d of %d requests answered; resident memory changed by %.1f %%",
        answered, requests, 100 * (last / first - 1));
  }

  private void slowClients(int count) throws IOException, InterruptedException {
    byte[] photo = jpeg(SMALL_PX, SMALL_PX);
    Callable<String> served = () -> calls.detect(photo);
    print("without slow clients: %s", ServiceCalls.closedLoop(processors, count, served));
    List<Socket> slow = calls.slowClients(SLOW_CLIENTS);
    print("with %d of them: %s", slow.size(), ServiceCalls.closedLoop(processors, count, served));
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
