package io.faultline.internal.stage;

import io.faultline.dataset.ImageRecord;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decoded photos, the least recently used ones forgotten when the bound is reached, so that memory
 * stays flat however many photos a run has. Safe for several threads.
 */
public final class PhotoCache {
  /** About 2,700 photos of 256x256, or 14 of 12 megapixels. */
  private static final long DEFAULT_BYTES = 512L << 20;

  private final long maxBytes;
  private final Map<Key, Raster> photos = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  public PhotoCache() {
    this(DEFAULT_BYTES);
  }

  public PhotoCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A file may be read in two ways. */
  private record Key(Path file, ExifRule exif) {}

  /** The pixels that the photo's labels refer to, decoded where they are not at hand. */
  public Raster get(ImageRecord photo) {
    Key key = new Key(photo.path(), photo.exif());
    synchronized (photos) {
      Raster known = photos.get(key);
      if (known != null) {
        return known;
      }
    }
    Raster read = photo.read();
    synchronized (photos) {
      if (photos.put(key, read) == null) {
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
