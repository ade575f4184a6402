package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.GoldenBundles;
import io.faultline.internal.libtorch.Compute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector may be closed while other threads use it. */
class RegionDetectorClosingTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 25;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private RegionDetector detector() {
    Path model = folder.resolve("model");
    if (!Files.exists(model)) {
      try (InputStream in =
          Objects.requireNonNull(
              RegionDetectorClosingTest.class.getResourceAsStream(
                  "/bundles/version-1-head.model"))) {
        Files.copy(in, model);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return RegionDetector.load(model, Compute.PLAIN);
  }

  /** Native memory that is freed under a call ends the process. */
  @Test
  void closingWaitsForCallsOfEightThreads() throws InterruptedException, ExecutionException {
    Raster photo = GoldenBundles.photo();
    SplittableRandom random = new SplittableRandom(1);
    int finished = 0;
    for (int round = 0; round < ROUNDS; round++) {
      CountDownLatch begun = new CountDownLatch(THREADS);
      List<Future<Integer>> callers = new ArrayList<>();
      RegionDetector detector = detector();
      for (int i = 0; i < THREADS; i++) {
        int caller = i;
        callers.add(threads.submit(() -> callsUntilClosed(detector, photo, caller, begun)));
      }
      begun.await();
      Thread.sleep(random.nextInt(30));
      detector.close();
      for (Future<Integer> caller : callers) {
        finished += caller.get();
      }
    }
    assertThat(finished).isPositive();
  }

  /** How many calls were answered; anything but "closed" fails the test. */
  private static int callsUntilClosed(
      RegionDetector detector, Raster photo, int caller, CountDownLatch begun) {
    int answered = 0;
    begun.countDown();
    try {
      while (true) {
        switch (caller % 4) {
          case 0 -> assertThat(detector.judge(photo).skipped()).isEmpty();
          case 1 -> assertThat(detector.detect(photo)).isNotNull();
          case 2 -> assertThat(detector.trace(photo)).isNotNull();
          default ->
              assertThat(detector.probabilities(photo, List.of(new Box(0, 0, 40, 40))))
                  .hasNumberOfRows(1);
        }
        answered++;
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("the detector is closed");
      return answered;
    }
  }

  @Test
  void aClosedDetectorSaysSoAndStillKnowsItsManifest() {
    RegionDetector detector = detector();
    detector.close();
    detector.close();
    Raster photo = GoldenBundles.photo();
    for (Runnable call :
        List.<Runnable>of(
            () -> detector.judge(photo),
            () -> detector.detect(photo),
            () -> detector.candidates(photo),
            () -> detector.trace(photo),
            () -> detector.scan(photo),
            () -> detector.probabilities(photo, List.of()))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the detector is closed");
    }
    assertThat(detector.categories()).isNotEmpty();
  }
}
