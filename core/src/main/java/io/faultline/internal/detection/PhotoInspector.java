package io.faultline.internal.detection;

import io.faultline.detection.PhotoOutcome;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Looks at photos with a detector: the one way from a photo's file, bytes or pixels to a {@link
 * PhotoOutcome}, whoever asks. A photo that cannot be read, or that needs more memory than there is
 * even when it is worked on alone, has an outcome like every other; faults of the model or of the
 * machine are thrown. Where the calling thread is interrupted, the next tile is not looked at, and
 * {@code CANCELLED} is thrown. Any number of threads may share one inspector.
 */
public final class PhotoInspector {
  private final RegionDetector detector;
  private final ReadOptions reading;
  private final TileHelpers helpers;
  private final OperatingPoint point;
  private final PhotoMemory memory;

  /**
   * An inspector.
   *
   * @param reading limits and EXIF rule; boxes refer to the pixels it gives
   * @param helpers threads that scan tiles of a large photo beside the calling one
   */
  public PhotoInspector(RegionDetector detector, ReadOptions reading, TileHelpers helpers) {
    this(detector, reading, helpers, detector.manifest().operatingPoint(), new PhotoMemory());
  }

  private PhotoInspector(
      RegionDetector detector,
      ReadOptions reading,
      TileHelpers helpers,
      OperatingPoint point,
      PhotoMemory memory) {
    this.detector = detector;
    this.reading = reading;
    this.helpers = helpers;
    this.point = point;
    this.memory = memory;
  }

  /** This one, reporting from other scores on than the model's own. */
  public PhotoInspector at(OperatingPoint other) {
    return new PhotoInspector(detector, reading, helpers, other, memory);
  }

  /** Gets the pixels of a photo that was looked at, such as to draw on them. */
  public interface Viewer {
    /** Called once, on the thread that looked; what it needs of memory counts as the photo's. */
    void view(Raster pixels, PhotoOutcome.Detected outcome);
  }

  /**
   * Looks at a photo in a file.
   *
   * @param name what the outcome calls it
   */
  public PhotoOutcome inspect(String name, Path file) {
    return inspect(name, file, (pixels, outcome) -> {});
  }

  /** As {@link #inspect(String, Path)}, with someone who sees the pixels. */
  public PhotoOutcome inspect(String name, Path file, Viewer viewer) {
    return inspect(name, () -> ImageReader.examine(file, reading), viewer);
  }

  /**
   * Looks at a photo in memory.
   *
   * @param name what the outcome calls it
   * @param photo the bytes of a file
   */
  public PhotoOutcome inspect(String name, byte[] photo) {
    return inspect(name, photo, (pixels, outcome) -> {});
  }

  /** As {@link #inspect(String, byte[])}, with someone who sees the pixels. */
  public PhotoOutcome inspect(String name, byte[] photo, Viewer viewer) {
    return inspect(name, () -> ImageReader.examine(photo, name, reading), viewer);
  }

  /**
   * Looks at a photo whose bytes are still to be fetched. They are fetched while the memory is
   * counted as the photo's.
   *
   * @param name what the outcome calls it
   * @param file what faults call it
   * @param bytes gets all bytes of the file; may be asked twice. Its exceptions are thrown
   */
  public PhotoOutcome inspect(String name, String file, Supplier<byte[]> bytes) {
    return inspect(
        name, () -> ImageReader.examine(bytes.get(), file, reading), (pixels, outcome) -> {});
  }

  /**
   * Looks at a photo that is decoded.
   *
   * @param name what the outcome calls it
   */
  public PhotoOutcome inspect(String name, Raster photo) {
    return inspect(name, () -> PhotoReading.whole(photo), (pixels, outcome) -> {});
  }

  private PhotoOutcome inspect(String name, Supplier<PhotoReading> read, Viewer viewer) {
    return memory.work(
        name,
        () -> judged(name, read.get(), viewer),
        reason -> PhotoOutcome.Unreadable.of(name, reason));
  }

  private PhotoOutcome judged(String name, PhotoReading read, Viewer viewer) {
    Raster pixels = read.raster();
    PhotoOutcome.Detected outcome =
        new PhotoOutcome.Detected(
            name,
            pixels.width(),
            pixels.height(),
            detector.judge(read, helpers, point),
            detector.categories());
    viewer.view(pixels, outcome);
    return outcome;
  }
}
