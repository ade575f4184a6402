package io.faultline.server.workspace.picture;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.server.workspace.store.FileCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
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

  private final FileCache thumbnails;
  private final FileCache cache;
  private final Semaphore megapixels = new Semaphore(MEGAPIXELS, true);

  /**
   * Pictures in a folder.
   *
   * @param maxBytes of reduced copies and tiles on the disk
   */
  public Pictures(Path folder, long maxBytes) {
    this.thumbnails = new FileCache(folder.resolve("thumbnails"), Long.MAX_VALUE);
    this.cache = new FileCache(folder.resolve("cache"), maxBytes);
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
    String name = photo.hash() + ".jpg";
    thumbnails.offer(name, file -> write(file, pixels, THUMBNAIL_PX));
    cache.offer(name, file -> write(file, pixels, IMAGE_PX));
  }

  /** One tile as JPEG; {@link TileGrid#has} must hold for it. */
  public byte[] tile(Source photo, int zoom, int x, int y) {
    if (!photo.grid().has(zoom, x, y)) {
      throw new IllegalArgumentException("there is no tile " + zoom + "/" + x + "/" + y);
    }
    return cache.get(
        photo.hash() + ".tiles",
        file ->
            withPixels(
                photo,
                pixels -> {
                  prepare(photo, pixels);
                  TileFile.write(file, photo.grid(), new Levels(pixels));
                }),
        file -> TileFile.read(file, photo.grid(), zoom, x, y));
  }

  private byte[] picture(FileCache in, Source photo, String name, int longestPx) {
    return in.get(
        name,
        file ->
            withPixels(
                photo,
                pixels -> {
                  write(file, pixels, longestPx);
                  in.added(name, file.toFile().length());
                  prepare(photo, pixels); // Decoding a large photo takes longest.
                }),
        Files::readAllBytes);
  }

  private void withPixels(Source photo, Consumer<Raster> work) {
    long pixels = (long) photo.grid().widthPx() * photo.grid().heightPx();
    int permits = (int) Math.min(MEGAPIXELS, pixels / PIXELS_OF_A_PERMIT + 1);
    megapixels.acquireUninterruptibly(permits);
    try {
      work.accept(photo.pixels().get());
    } finally {
      megapixels.release(permits);
    }
  }

  private static void write(Path file, Raster pixels, int longestPx) {
    AtomicFile.write(file, ImageWriter.encodeJpeg(reduced(pixels, longestPx), QUALITY));
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
