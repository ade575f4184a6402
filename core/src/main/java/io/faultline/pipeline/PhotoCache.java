package io.faultline.pipeline;

import io.faultline.image.ImageReader;
import io.faultline.image.Raster;
import io.faultline.image.ReadOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decoded photos, the least recently used ones forgotten when the bound is reached, so that memory
 * stays flat however many photos a run has. Safe for several threads.
 */
final class PhotoCache {
  /** About 2,700 photos of 256x256, or 14 of 12 megapixels. */
  private static final long DEFAULT_BYTES = 512L << 20;

  private final long maxBytes;
  private final Map<Path, Raster> photos = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  PhotoCache() {
    this(DEFAULT_BYTES);
  }

  PhotoCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The photo's pixels as stored, decoded where they are not at hand. */
  Raster get(Path file) {
    synchronized (photos) {
      Raster known = photos.get(file);
      if (known != null) {
        return known;
      }
    }
    Raster read = ImageReader.read(file, ReadOptions.DEFAULT);
    synchronized (photos) {
      if (photos.put(file, read) == null) {
        bytes += size(read);
      }
      var oldest = photos.entrySet().iterator();
      while (bytes > maxBytes && photos.size() > 1) {
        bytes -= size(oldest.next().getValue());
        oldest.remove();
      }
    }
    return read;
  }

  private static long size(Raster raster) {
    return 3L * raster.width() * raster.height();
  }
}
