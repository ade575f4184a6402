package io.faultline.server.workspace.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.Raster;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.server.work.QueueFull;
import io.faultline.server.workspace.TestPhotos;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir Path folder;

  private static Raster decode(byte[] jpeg) {
    return ImageReader.decode(jpeg, "tile", ReadOptions.DEFAULT);
  }

  @Test
  void aGridCoversThePhotoAtEveryLevel() {
    for (int[] size : new int[][] {{1, 1}, {256, 256}, {257, 10}, {1000, 4097}, {16000, 12500}}) {
      TileGrid grid = new TileGrid(size[0], size[1]);
      assertThat(grid.columns(0) * grid.rows(0)).isEqualTo(1);
      assertThat(grid.width(grid.maxZoom())).isEqualTo(size[0]);
      assertThat(grid.height(grid.maxZoom())).isEqualTo(size[1]);
      int places = 0;
      for (int z = 0; z <= grid.maxZoom(); z++) {
        for (int y = 0; y < grid.rows(z); y++) {
          for (int x = 0; x < grid.columns(z); x++) {
            assertThat(grid.place(z, x, y)).isEqualTo(places++);
          }
        }
        assertThat(grid.has(z, grid.columns(z), 0)).isFalse();
        if (z > 0) {
          assertThat(grid.width(z - 1)).isEqualTo((grid.width(z) + 1) / 2);
        }
      }
      assertThat(grid.tiles()).isEqualTo(places);
      assertThat(grid.has(grid.maxZoom() + 1, 0, 0)).isFalse();
      assertThat(grid.has(-1, 0, 0)).isFalse();
      assertThat(grid.has(0, -1, 0)).isFalse();
    }
  }

  @Test
  void tilesTogetherAreThePhoto() {
    Raster photo = TestPhotos.wall(700, 300, 1);
    Pictures pictures = new Pictures(folder, 1 << 20);
    TileGrid grid = new TileGrid(700, 300);
    Pictures.Source source = new Pictures.Source("ab", grid, () -> photo);
    int zoom = grid.maxZoom();
    double difference = 0;
    for (int y = 0; y < grid.rows(zoom); y++) {
      for (int x = 0; x < grid.columns(zoom); x++) {
        Raster tile = decode(pictures.tile(source, zoom, x, y));
        assertThat(tile.width()).isEqualTo(Math.min(256, 700 - 256 * x));
        assertThat(tile.height()).isEqualTo(Math.min(256, 300 - 256 * y));
        for (int v = 0; v < tile.height(); v++) {
          for (int u = 0; u < tile.width(); u++) {
            int shown = tile.pixel(u, v) & 0xFF;
            int real = photo.pixel(256 * x + u, 256 * y + v) & 0xFF;
            difference += Math.abs(shown - real) / (700.0 * 300);
          }
        }
      }
    }
    assertThat(difference).isLessThan(4); // JPEG.
    assertThat(decode(pictures.tile(source, 0, 0, 0)).width()).isEqualTo(175);
    assertThatThrownBy(() -> pictures.tile(source, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHalvedPhotoIsTheMeanOfItsPixelsAndKeepsOddBorders() {
    byte[] rgb = {0, 0, 0, 100, 100, 100, 40, 40, 40, 20, 20, 20, 80, 80, 80, 60, 60, 60};
    Raster half = HalvedRaster.of(Raster.wrap(3, 2, rgb));
    assertThat(half.width()).isEqualTo(2);
    assertThat(half.height()).isEqualTo(1);
    assertThat(half.pixel(0, 0) & 0xFF).isEqualTo(50);
    assertThat(half.pixel(1, 0) & 0xFF).isEqualTo(50);
  }

  @Test
  void picturesHaveTheirLongestSideAndAreMadeOnce() {
    Raster photo = TestPhotos.wall(5000, 40, 1);
    AtomicInteger decoded = new AtomicInteger();
    Pictures pictures = new Pictures(folder, 1 << 20);
    Pictures.Source source =
        new Pictures.Source(
            "ab",
            new TileGrid(5000, 40),
            () -> {
              decoded.incrementAndGet();
              return photo;
            });
    assertThat(decode(pictures.thumbnail(source)).width()).isEqualTo(256);
    assertThat(decode(pictures.image(source)).width()).isEqualTo(2048);
    pictures.tile(source, 0, 0, 0);
    assertThat(decoded.get()).isEqualTo(2); // Small photos get tiles when they are asked for.
    pictures.thumbnail(source);
    pictures.image(source);
    pictures.tile(source, 3, 2, 0);
    assertThat(new Pictures(folder, 1 << 20).thumbnail(source)).isNotEmpty();
    assertThat(decoded.get()).isEqualTo(2);
  }

  @Test
  void allWhoAskForPicturesOfAPhotoShareOneDecoding() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger decoded = new AtomicInteger();
    Pictures pictures = new Pictures(folder, 1 << 20);
    Pictures.Source source = held("ab", gate, decoded);
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      List<Future<byte[]>> asked = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        asked.add(clients.submit(() -> pictures.thumbnail(source)));
        asked.add(clients.submit(() -> pictures.image(source)));
      }
      gate.countDown();
      for (Future<byte[]> one : asked) {
        assertThat(one.get(60, TimeUnit.SECONDS)).isNotEmpty();
      }
      assertThat(decoded.get()).isEqualTo(1);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void whoAsksWhileAPhotoIsDecodedForOtherWorkWaitsForThat() throws Exception {
    AtomicInteger decoded = new AtomicInteger();
    Pictures pictures = new Pictures(folder, 1 << 20);
    Pictures.Source source = held("ab", new CountDownLatch(0), decoded);
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      List<Future<byte[]>> asked = new ArrayList<>();
      pictures.decode(
          source,
          () -> {
            asked.add(clients.submit(() -> pictures.image(source)));
            await(() -> pictures.waiting() == 1);
            return TestPhotos.wall(300, 200, 1);
          },
          raster -> raster);
      assertThat(asked.get(0).get(60, TimeUnit.SECONDS)).isNotEmpty();
      assertThat(decoded.get()).isZero();
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void onlySoManyMayWaitForPictures() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Pictures pictures = new Pictures(folder, 1 << 20);
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      List<Future<byte[]>> asked = new ArrayList<>();
      for (int i = 0; i < Pictures.MAX_WAITING; i++) {
        Pictures.Source source = held("photo" + i % 3, gate, new AtomicInteger());
        asked.add(clients.submit(() -> pictures.image(source)));
      }
      await(() -> pictures.waiting() == Pictures.MAX_WAITING);
      Pictures.Source other = held("other", new CountDownLatch(0), new AtomicInteger());
      assertThatThrownBy(() -> pictures.thumbnail(other))
          .isInstanceOf(QueueFull.class)
          .hasMessageContaining("64 requests");
      gate.countDown();
      for (Future<byte[]> one : asked) {
        assertThat(one.get(60, TimeUnit.SECONDS)).isNotEmpty();
      }
      assertThat(pictures.waiting()).isZero();
      assertThat(pictures.thumbnail(other)).isNotEmpty();
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void tilesOfALargePhotoAreThereBeforeTheFirstLookUnlessTheCacheIsFull() {
    Raster large = Raster.wrap(7000, 3000, new byte[3 * 7000 * 3000]);
    Pictures.Source source =
        new Pictures.Source(
            "ab",
            new TileGrid(7000, 3000),
            () -> {
              throw new AssertionError("it is decoded again");
            });
    Pictures roomy = new Pictures(folder.resolve("roomy"), 1L << 30);
    assertThat(roomy.decode(source, () -> large, raster -> raster)).isSameAs(large);
    assertThat(roomy.tile(source, 0, 0, 0)).isNotEmpty();
    assertThat(roomy.image(source)).isNotEmpty();
    Pictures full = new Pictures(folder.resolve("full"), 1 << 20);
    full.decode(source, () -> large, raster -> raster);
    assertThat(full.thumbnail(source)).isNotEmpty();
    assertThat(folder.resolve("full/cache/ab.tiles")).doesNotExist();
  }

  @Test
  void aPhotoThatCannotBeReadIsTriedOnceForAllWhoWait() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    CountDownLatch gate = new CountDownLatch(1);
    Pictures pictures = new Pictures(folder, 1 << 20);
    Pictures.Source broken =
        new Pictures.Source(
            "ab",
            new TileGrid(30, 20),
            () -> {
              tried.incrementAndGet();
              pass(gate);
              throw new FaultlineException(Problem.INPUT, "a.jpg: is broken");
            });
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      List<Future<byte[]>> asked = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        asked.add(clients.submit(() -> pictures.image(broken)));
      }
      await(() -> pictures.waiting() == 5);
      gate.countDown();
      for (Future<byte[]> one : asked) {
        assertThatThrownBy(() -> one.get(60, TimeUnit.SECONDS)).hasMessageContaining("is broken");
      }
      assertThat(tried.get()).isEqualTo(1);
    } finally {
      clients.shutdownNow();
    }
  }

  /** A photo whose decoding waits. */
  private static Pictures.Source held(String hash, CountDownLatch gate, AtomicInteger decoded) {
    return new Pictures.Source(
        hash,
        new TileGrid(300, 200),
        () -> {
          decoded.incrementAndGet();
          pass(gate);
          return TestPhotos.wall(300, 200, 1);
        });
  }

  private static void pass(CountDownLatch gate) {
    try {
      assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!state.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
