package io.faultline.server.workspace.picture;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Pictures of photos for a screen. Each is made once and kept: thumbnails as long as the workspace,
 * reduced copies and tiles in a cache with a limit. Any thread may call; a picture that is asked
 * for by several threads is made by one of them, and the photos decoded at a time are limited in
 * pixels.
 */
public final class Pictures {
  /** Longest side of a thumbnail. */
  public static final int THUMBNAIL_PX = 256;

  /** Longest side of a reduced copy. */
  public static final int IMAGE_PX = 2048;

  private static final int QUALITY = 85;

  /** Millions of pixels that are decoded at a time, a larger photo alone. */
  private static final int MEGAPIXELS = 120;

  private static final int PIXELS_OF_A_PERMIT = 1_000_000;

  private final PictureCache thumbnails;
  private final PictureCache cache;
  private final Semaphore megapixels = new Semaphore(MEGAPIXELS, true);
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * Pictures in a folder.
   *
   * @param maxBytes of reduced copies and tiles on the disk
   */
  public Pictures(Path folder, long maxBytes) {
    this.thumbnails = new PictureCache(folder.resolve("thumbnails"), Long.MAX_VALUE);
    this.cache = new PictureCache(folder.resolve("cache"), maxBytes);
  }

  /**
   * A photo whose pictures are asked for.
   *
   * @param hash of its file
   * @param grid its size
   * @param pixels decodes it
   */
  public record Source(String hash, TileGrid grid, Supplier<Raster> pixels) {}

  /** A JPEG of at most {@value #THUMBNAIL_PX} pixels a side. */
  public byte[] thumbnail(Source photo) {
    return picture(thumbnails, photo, photo.hash() + ".jpg", THUMBNAIL_PX);
  }

  /** A JPEG of at most {@value #IMAGE_PX} pixels a side. */
  public byte[] image(Source photo) {
    return picture(cache, photo, photo.hash() + ".jpg", IMAGE_PX);
  }

  /** Makes thumbnail and reduced copy of a photo that is decoded already. */
  public void prepare(Source photo, Raster pixels) {
    Source decoded = new Source(photo.hash(), photo.grid(), () -> pixels);
    String name = photo.hash() + ".jpg";
    once(thumbnails, name, () -> write(thumbnails, decoded, name, THUMBNAIL_PX));
    once(cache, name, () -> write(cache, decoded, name, IMAGE_PX));
  }

  /** One tile as JPEG; {@link TileGrid#has} must hold for it. */
  public byte[] tile(Source photo, int zoom, int x, int y) {
    if (!photo.grid().has(zoom, x, y)) {
      throw new IllegalArgumentException("there is no tile " + zoom + "/" + x + "/" + y);
    }
    String name = photo.hash() + ".tiles";
    return read(
        cache,
        name,
        () -> withPixels(photo, () -> writeTiles(photo, name)),
        file -> TileFile.read(file, photo.grid(), zoom, x, y));
  }

  private byte[] picture(PictureCache in, Source photo, String name, int longestPx) {
    return read(
        in,
        name,
        () -> withPixels(photo, () -> write(in, photo, name, longestPx)),
        Files::readAllBytes);
  }

  /** Reads a file of the cache. */
  private interface Reader {
    byte[] read(Path file) throws IOException;
  }

  private byte[] read(PictureCache in, String name, Runnable make, Reader reader) {
    for (int attempt = 0; ; attempt++) {
      once(in, name, make);
      try {
        return reader.read(in.file(name));
      } catch (NoSuchFileException e) {
        if (attempt == 2) { // It was evicted again and again: the limit is smaller than one file.
          throw failure(in.file(name), e);
        }
      } catch (IOException e) {
        throw failure(in.file(name), e);
      }
    }
  }

  private static FaultlineException failure(Path file, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
  }

  /** Makes a file unless it is there; other threads that want it wait. */
  private void once(PictureCache in, String name, Runnable make) {
    if (in.has(name)) {
      return;
    }
    String key = in.file(name).toString();
    Object lock = locks.computeIfAbsent(key, unused -> new Object());
    synchronized (lock) {
      if (!in.has(name)) {
        make.run();
      }
    }
    locks.remove(key, lock);
  }

  private void withPixels(Source photo, Runnable work) {
    long pixels = (long) photo.grid().widthPx() * photo.grid().heightPx();
    int permits = (int) Math.min(MEGAPIXELS, pixels / PIXELS_OF_A_PERMIT + 1);
    megapixels.acquireUninterruptibly(permits);
    try {
      work.run();
    } finally {
      megapixels.release(permits);
    }
  }

  private static void write(PictureCache in, Source photo, String name, int longestPx) {
    byte[] jpeg = ImageWriter.encodeJpeg(reduced(photo.pixels().get(), longestPx), QUALITY);
    AtomicFile.write(in.file(name), jpeg);
    in.added(name, jpeg.length);
  }

  private void writeTiles(Source photo, String name) {
    TileFile.write(cache.file(name), photo.grid(), new Levels(photo.pixels().get()));
    try {
      cache.added(name, Files.size(cache.file(name)));
    } catch (IOException e) {
      throw failure(cache.file(name), e);
    }
  }

  /** Gives a photo at full size, then halved with every call. */
  private static final class Levels implements Supplier<Raster> {
    private Raster next;
    private boolean first = true;

    Levels(Raster full) {
      this.next = full;
    }

    @Override
    public Raster get() {
      if (!first) {
        next = HalvedRaster.of(next);
      }
      first = false;
      return next;
    }
  }

  private static Raster reduced(Raster photo, int longestPx) {
    Raster smaller = photo;
    while (Math.max(smaller.width(), smaller.height()) >= 2 * longestPx) {
      smaller = HalvedRaster.of(smaller);
    }
    int longest = Math.max(smaller.width(), smaller.height());
    if (longest <= longestPx) {
      return smaller;
    }
    double scale = (double) longestPx / longest;
    return Warp.resize(
        smaller,
        Math.max(1, (int) Math.round(smaller.width() * scale)),
        Math.max(1, (int) Math.round(smaller.height() * scale)));
  }
}
