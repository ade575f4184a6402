package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what photos look like, so that each file is read once however often a run asks which
 * photos belong together (about 1.2 KB each). A file that changed is read again. Safe for several
 * threads.
 */
public final class PhotoSignatures {
  private final Map<Version, Optional<PhotoSignature>> known = new ConcurrentHashMap<>();

  /** A file as it was when it was read. */
  private record Version(Path file, long bytes, long modifiedMillis) {}

  /** Reads a photo, to remember it. */
  public void read(Path photo) {
    Optional<PhotoSignature> unused = of(photo);
  }

  /** The signature of a photo; empty where the file cannot be read. */
  Optional<PhotoSignature> of(Path photo) {
    try {
      Version version =
          new Version(
              photo.toAbsolutePath().normalize(),
              Files.size(photo),
              Files.getLastModifiedTime(photo).toMillis());
      Optional<PhotoSignature> there = known.get(version);
      if (there == null) {
        there = decode(photo);
        known.put(version, there);
      }
      return there;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<PhotoSignature> decode(Path photo) {
    try {
      return Optional.of(PhotoSignature.of(ImageReader.read(photo)));
    } catch (FaultlineException e) {
      return Optional.empty();
    }
  }
}
