package io.faultline.server.workspace.picture;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.server.work.Turns;
import io.faultline.server.workspace.store.FileCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Pictures of photos for a screen. Each is made once and kept: thumbnails as long as the workspace,
 * reduced copies and tiles in a cache with a limit. Any thread may call. A photo that several
 * threads ask for is decoded by one of them; the threads that may wait are limited in number, and
 * the photos decoded at a time in pixels.
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

  /** Threads that make pictures or wait for them; browsers ask for 6 at a time. */
  static final int MAX_WAITING = 64;

  /** Tiles of photos with as many pixels are made before anybody asks for them. */
  private static final long LARGE_PIXELS = 20_000_000;

  /** More than the tiles of a photo of one pixel take on the disk. */
  private static final double TILE_BYTES_OF_A_PIXEL = 1.0;

  private final FileCache thumbnails;
  private final FileCache cache;
  private final Semaphore megapixels = new Semaphore(MEGAPIXELS, true);
  private final Turns turns = new Turns(MAX_WAITING);

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
  public record Source(String hash, TileGrid grid, Supplier<Raster> pixels) {
    long pixelCount() {
      return (long) grid.widthPx() * grid.heightPx();
    }
  }

  /** A JPEG of at most {@value #THUMBNAIL_PX} pixels a side. */
  public byte[] thumbnail(Source photo) {
    return made(thumbnails, overview(photo), photo, Files::readAllBytes);
  }

  /** A JPEG of at most {@value #IMAGE_PX} pixels a side. */
  public byte[] image(Source photo) {
    return made(cache, overview(photo), photo, Files::readAllBytes);
  }

  /**
   * One tile as JPEG; {@link TileGrid#has} must hold for it.
   *
   * @throws io.faultline.server.work.QueueFull as of all pictures, where too many threads wait
   */
  public byte[] tile(Source photo, int zoom, int x, int y) {
    if (!photo.grid().has(zoom, x, y)) {
      throw new IllegalArgumentException("there is no tile " + zoom + "/" + x + "/" + y);
    }
    return made(cache, tiles(photo), photo, file -> TileFile.read(file, photo.grid(), zoom, x, y));
  }

  /**
   * Decodes a photo for other work, and makes its pictures on the way. Threads that ask for them
   * meanwhile wait, and do not decode it again.
   *
   * @param pixels of what was decoded
   */
  public <T> T decode(Source photo, Supplier<T> decoded, Function<T, Raster> pixels) {
    return turns.lead(
        photo.hash(),
        () -> {
          T result = decoded.get();
          prepare(photo, pixels.apply(result));
          return result;
        });
  }

  /** Makes the pictures of a photo that will be looked at. */
  public void prepare(Source photo) {
    if (!isPrepared(photo)) {
      boolean unused =
          turns.lead(
              photo.hash(),
              () -> {
                withPixels(photo, pixels -> prepare(photo, pixels));
                return true;
              });
    }
  }

  private boolean isPrepared(Source photo) {
    return thumbnails.has(overview(photo))
        && cache.has(overview(photo))
        && (!wantsTiles(photo) || cache.has(tiles(photo)));
  }

  /** How many threads make pictures or wait for them. */
  int waiting() {
    return turns.inside();
  }

  private void prepare(Source photo, Raster pixels) {
    String name = overview(photo);
    Raster image = halved(pixels, IMAGE_PX);
    thumbnails.offer(name, file -> write(file, image, THUMBNAIL_PX));
    cache.offer(name, file -> write(file, image, IMAGE_PX));
    if (wantsTiles(photo)) {
      cache.offer(tiles(photo), file -> writeTiles(file, photo, pixels));
    }
  }

  /** Pictures that somebody looked at do not go for those that nobody has asked for yet. */
  private boolean wantsTiles(Source photo) {
    return photo.pixelCount() >= LARGE_PIXELS
        && cache.hasRoom((long) (TILE_BYTES_OF_A_PIXEL * photo.pixelCount()));
  }

  private static String overview(Source photo) {
    return photo.hash() + ".jpg";
  }

  private static String tiles(Source photo) {
    return photo.hash() + ".tiles";
  }

  private byte[] made(FileCache in, String name, Source photo, FileCache.Reader reader) {
    return in.read(
        name,
        () -> {
          boolean unused = turns.take(photo.hash(), () -> make(in, name, photo));
        },
        reader);
  }

  /** Makes a file unless another thread has made it meanwhile. */
  private boolean make(FileCache in, String name, Source photo) {
    if (!in.has(name)) {
      withPixels(
          photo,
          pixels -> {
            prepare(photo, pixels); // Decoding a large photo takes longest.
            if (name.equals(tiles(photo))) {
              in.offer(name, file -> writeTiles(file, photo, pixels));
            }
          });
    }
    return true;
  }

  private static void writeTiles(Path file, Source photo, Raster pixels) {
    TileFile.write(file, photo.grid(), new Levels(pixels));
  }

  private void withPixels(Source photo, Consumer<Raster> work) {
    int permits = (int) Math.min(MEGAPIXELS, photo.pixelCount() / PIXELS_OF_A_PERMIT + 1);
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
    Raster smaller = halved(photo, longestPx);
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

  /** Halved as long as no side gets shorter than that of the picture. */
  private static Raster halved(Raster photo, int longestPx) {
    Raster smaller = photo;
    while (Math.max(smaller.width(), smaller.height()) >= 2 * longestPx) {
      smaller = HalvedRaster.of(smaller);
    }
    return smaller;
  }
}
