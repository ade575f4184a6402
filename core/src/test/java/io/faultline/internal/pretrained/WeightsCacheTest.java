package io.faultline.internal.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.backbone.Architecture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published weights come once, whole and with the right hash, or not at all. */
class WeightsCacheTest {
  private static final byte[] CONTENT = content();
  private static final String HASH = sha256(CONTENT);
  private static final PublishedWeights WEIGHTS =
      new PublishedWeights(
          "resnet18.TEST", Architecture.RESNET18, "resnet18-" + HASH.substring(0, 8) + ".pth");

  private final Path folder;

  WeightsCacheTest(@TempDir Path folder) {
    this.folder = folder.resolve("made/when/needed");
  }

  private static byte[] content() {
    byte[] bytes = new byte[3_500_000];
    new SplittableRandom(7).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private WeightsCache cache(URI origin) {
    return WeightsCache.in(folder).from(origin);
  }

  private Path fetch(WeightsServer server) {
    return cache(server.address()).file(WEIGHTS, Progress.NONE);
  }

  private void assertFault(URI origin, String... words) throws IOException {
    assertThatThrownBy(() -> cache(origin).file(WEIGHTS, Progress.NONE))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageStartingWith(origin + WEIGHTS.file() + ": ")
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(words).allSatisfy(w -> assertThat(e).hasMessageContaining(w)));
    assertNothingKept();
  }

  private void assertNothingKept() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void fetchesOnceAndAsksNoMore() throws IOException {
    try (WeightsServer server = new WeightsServer(WeightsServer.file(CONTENT))) {
      Path file = fetch(server);
      assertThat(file).isEqualTo(folder.resolve(WEIGHTS.file())).hasBinaryContent(CONTENT);
      assertThat(fetch(server)).isEqualTo(file);
      assertThat(server.requests()).containsExactly("/models/" + WEIGHTS.file());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("no temporary file stays").hasSize(1);
    }
  }

  @Test
  void aFilePutThereByHandNeedsNoServer() throws IOException {
    Files.createDirectories(folder);
    Path byHand = Files.write(folder.resolve(WEIGHTS.file()), CONTENT);
    assertThat(cache(WeightsServer.closed()).file(WEIGHTS, Progress.NONE)).isEqualTo(byHand);
  }

  @Test
  void megabytesAreHeardAsTheyCome() throws IOException {
    List<String> heard = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void begin(String stage, long total, String unit) {
            heard.add(stage + " " + total + " " + unit);
          }

          @Override
          public void advance(long done) {
            heard.add(Long.toString(done));
          }

          @Override
          public void note(String line) {
            assertThat(line)
                .contains("resnet18.TEST", "/models/" + WEIGHTS.file(), folder.toString());
            heard.add("note");
          }

          @Override
          public void end() {
            heard.add("end");
          }
        };
    try (WeightsServer server = new WeightsServer(WeightsServer.file(CONTENT))) {
      cache(server.address()).file(WEIGHTS, progress);
    }
    assertThat(heard).containsExactly("note", "weights 4 MB", "1", "2", "3", "4", "end");
  }

  @Test
  void anUnannouncedLengthIsNoFault() throws IOException {
    try (WeightsServer server =
        new WeightsServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(CONTENT);
            })) {
      assertThat(fetch(server)).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void anotherHashIsRefusedAndNotKept() throws IOException {
    byte[] other = CONTENT.clone();
    other[1_000_000] ^= 1;
    try (WeightsServer server = new WeightsServer(WeightsServer.file(other))) {
      assertFault(
          server.address(), sha256(other), WEIGHTS.sha256Prefix(), "nothing of it was kept");
    }
  }

  @Test
  void aBrokenConnectionLeavesNothing() throws IOException {
    try (WeightsServer server = new WeightsServer(WeightsServer.cutShort(CONTENT, 2_000_000))) {
      assertFault(server.address(), "broke off after", "of 3500000 bytes", "run again");
    }
  }

  @Test
  void aChunkedAnswerThatBreaksOffLeavesNothing() throws IOException {
    try (WeightsServer server =
        new WeightsServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(Arrays.copyOf(CONTENT, 1_000_000));
              exchange.getResponseBody().flush();
              throw new IOException("the server fails");
            })) {
      assertFault(server.address());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 403, 404, 500, 503})
  void anythingButTheFileIsRefusedByItsStatus(int status) throws IOException {
    try (WeightsServer server = new WeightsServer(WeightsServer.status(status))) {
      assertFault(server.address(), "answers " + status, "put that file into " + folder);
    }
  }

  @Test
  void redirectsAreFollowed() throws IOException {
    try (WeightsServer server = new WeightsServer(WeightsServer.file(CONTENT));
        WeightsServer old =
            new WeightsServer(WeightsServer.redirect(server.address() + "elsewhere"))) {
      assertThat(fetch(old)).hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/models/elsewhere");
    }
  }

  @Test
  void redirectsWithoutEndOrToElsewhereAreNot() throws IOException {
    try (WeightsServer loop = new WeightsServer(WeightsServer.redirect("/models/again"))) {
      assertFault(loop.address(), "redirected more than 5 times");
      assertThat(loop.requests()).hasSize(6);
    }
    for (String target :
        List.of("file:///etc/passwd", "ftp://127.0.0.1/w", "http:", "::", "jar:x")) {
      try (WeightsServer server = new WeightsServer(WeightsServer.redirect(target))) {
        assertFault(server.address(), "redirected");
      }
    }
    try (WeightsServer server = new WeightsServer(WeightsServer.status(302))) {
      assertFault(server.address(), "answers 302");
    }
  }

  @Test
  void encryptionIsNeverGivenUpOnTheWay() {
    URI https = URI.create("https://weights.example/models/w.pth");
    assertThatThrownBy(() -> Download.redirected(https, "http://weights.example/w.pth"))
        .isInstanceOf(Download.Failure.class)
        .hasMessageContaining("not followed");
    assertThat(Download.redirected(https, "../w.pth"))
        .isEqualTo(URI.create("https://weights.example/w.pth"));
  }

  @Test
  void filesTooLargeAreRefusedAnnouncedOrNot() throws IOException {
    long limit = CONTENT.length - 1L;
    try (WeightsServer server = new WeightsServer(WeightsServer.file(CONTENT))) {
      assertThatThrownBy(() -> Download.open(server.address(), limit))
          .hasMessageContaining("above");
    }
    try (WeightsServer server =
            new WeightsServer(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  exchange.getResponseBody().write(CONTENT);
                });
        Download download = Download.open(server.address(), limit)) {
      assertThatThrownBy(
              () -> download.copyTo(java.io.OutputStream.nullOutputStream(), Progress.NONE))
          .hasMessageContaining("above " + limit);
    }
    try (WeightsServer server =
        new WeightsServer(exchange -> exchange.sendResponseHeaders(200, 1L << 40))) {
      assertFault(server.address(), "above 1073741824 bytes");
    }
  }

  @Test
  void withoutNetworkTheMessageSaysWhatToPutWhere() throws IOException {
    assertFault(WeightsServer.closed(), "cannot be reached", "put that file into " + folder);
    // A label of 64 letters is no name at all, which is found out without asking anyone.
    String host = "a".repeat(64);
    assertFault(URI.create("http://" + host + "/"), "unknown host " + host);
  }

  @Test
  void aDamagedFileInTheCacheIsAnErrorAndStays() throws IOException {
    Files.createDirectories(folder);
    Path file = Files.write(folder.resolve(WEIGHTS.file()), Arrays.copyOf(CONTENT, 1_000_000));
    try (WeightsServer server = new WeightsServer(WeightsServer.file(CONTENT))) {
      assertThatThrownBy(() -> fetch(server))
          .isInstanceOf(FaultlineException.class)
          .hasMessageStartingWith(file + ": its SHA-256 is ")
          .hasMessageContaining("must begin with " + WEIGHTS.sha256Prefix())
          .hasMessageContaining("delete it");
      assertThat(server.requests()).isEmpty();
      assertThat(file).hasSize(1_000_000);
      Files.delete(file);
      assertThat(fetch(server)).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void twoRunsAtOnceBothGetTheFile() throws Exception {
    CyclicBarrier bothAreHere = new CyclicBarrier(2);
    ExecutorService runs = Executors.newFixedThreadPool(2);
    try (WeightsServer server =
        new WeightsServer(
            exchange -> {
              try {
                bothAreHere.await();
              } catch (Exception e) {
                throw new IOException(e);
              }
              WeightsServer.file(CONTENT).to(exchange);
            })) {
      Future<Path> one = runs.submit(() -> fetch(server));
      Future<Path> two = runs.submit(() -> fetch(server));
      assertThat(one.get()).hasBinaryContent(CONTENT).isEqualTo(two.get());
      assertThat(server.requests()).hasSize(2);
    } finally {
      runs.shutdownNow();
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsAFaultOfTheOutput() throws IOException {
    Files.createDirectories(folder);
    Path inTheWay = Files.createFile(folder.resolve("file"));
    try (WeightsServer server = new WeightsServer(WeightsServer.file(CONTENT))) {
      assertThatThrownBy(
              () ->
                  WeightsCache.in(inTheWay.resolve("cache"))
                      .from(server.address())
                      .file(WEIGHTS, Progress.NONE))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT))
          .hasMessageContaining(WEIGHTS.file());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/models/", "models/", "file:///models/", "https:models"})
  void onlyHttpAddressesAreTaken(String address) {
    assertThatThrownBy(() -> cache(URI.create(address)))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining(address);
  }

  @Test
  void aMirrorsAddressNeedsNoSlash() {
    assertThat(cache(URI.create("https://mirror.example/torch")).origin())
        .isEqualTo(URI.create("https://mirror.example/torch/"));
  }
}
