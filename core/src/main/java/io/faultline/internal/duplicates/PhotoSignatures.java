package io.faultline.internal.duplicates;

import io.faultline.FaultlineException;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.reading.ImageReader;
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
  private final Map<Version, Look> known = new ConcurrentHashMap<>();

  /** A file as it was when it was read. */
  private record Version(Path file, long bytes, long modifiedMillis) {}

  /** What a photo looks like, or why nobody knows. */
  private record Look(Optional<PhotoSignature> signature, String fault) {}

  /**
   * Reads a photo, to remember it.
   *
   * @return why it cannot be read whole, in one line; empty where it can
   */
  public Optional<String> read(Path photo) {
    return Optional.of(look(photo).fault()).filter(fault -> !fault.isEmpty());
  }

  /** The signature of a photo; empty where the file cannot be read. */
  public Optional<PhotoSignature> of(Path photo) {
    return look(photo).signature();
  }

  private Look look(Path photo) {
    try {
      Version version =
          new Version(
              photo.toAbsolutePath().normalize(),
              Files.size(photo),
              Files.getLastModifiedTime(photo).toMillis());
      Look there = known.get(version);
      if (there == null) {
        there = decode(photo);
        known.put(version, there);
      }
      return there;
    } catch (IOException e) {
      return new Look(Optional.empty(), photo + ": cannot be read (" + IoReason.of(e) + ")");
    }
  }

  private static Look decode(Path photo) {
    try {
      return new Look(Optional.of(PhotoSignature.of(ImageReader.read(photo))), "");
    } catch (FaultlineException e) {
      return new Look(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
