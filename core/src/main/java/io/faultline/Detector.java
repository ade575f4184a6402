package io.faultline;

import io.faultline.detection.PhotoOutcome;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.detection.RegionDetector;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Looks at photos with a trained model. Any number of threads may share one; {@link #close} waits
 * for calls that are in flight and frees the native memory.
 *
 * <pre>{@code
 * try (Detector detector = Detector.load(Path.of("runs/walls/model"))) {
 *   PhotoOutcome wall = detector.inspect(Path.of("wall.jpg"));
 *   System.out.println(wall.verdict() + " " + wall.detections());
 * }
 * }</pre>
 *
 * <p>A photo that cannot be read gives {@link PhotoOutcome.Unreadable}, never an exception, and
 * never {@link io.faultline.detection.Verdict#CLEAN}. Every call after {@link #close} throws {@link
 * IllegalStateException}.
 */
public final class Detector implements AutoCloseable {
  private final RegionDetector detector;

  private Detector(RegionDetector detector) {
    this.detector = detector;
  }

  /**
   * A detector from a model file, such as {@code runs/walls/model}.
   *
   * @throws FaultlineException with {@link Problem#MODEL} where the file is not a model that this
   *     program knows
   */
  public static Detector load(Path model) {
    return new Detector(RegionDetector.load(model));
  }

  /**
   * A detector that comes with the program and needs no training, such as {@code crack}; {@code
   * docs/model-crack.md} says what it can do. It promises no recall.
   *
   * @throws FaultlineException with {@link Problem#USAGE} for a name that is not built in; the
   *     message lists those that are
   */
  public static Detector builtIn(String name) {
    return new Detector(RegionDetector.of(BuiltInModels.bundle(name)));
  }

  /**
   * As {@link #load}, of a model in memory.
   *
   * @param name what messages call it
   */
  public static Detector read(byte[] model, String name) {
    return new Detector(RegionDetector.of(DetectorBundle.read(model, name)));
  }

  /**
   * As {@link #read(byte[], String)}, of a stream, which is read to its end and stays open.
   *
   * @throws IOException where the stream fails
   */
  public static Detector read(InputStream model, String name) throws IOException {
    return new Detector(RegionDetector.of(DetectorBundle.read(model, name)));
  }

  /** What the model says of itself. */
  public ModelInfo model() {
    return ModelInfo.of(detector.manifest());
  }

  /**
   * What came of a photo in a file: its verdict and objects, or why it cannot be read. The photo is
   * read as the model's training photos were.
   */
  public PhotoOutcome inspect(Path photo) {
    return detector.inspect(photo);
  }

  /**
   * As {@link #inspect(Path)}, of a photo in memory.
   *
   * @param name what the outcome calls it
   * @param photo the bytes of a file
   */
  public PhotoOutcome inspect(String name, byte[] photo) {
    return detector.inspect(name, photo);
  }

  /**
   * As {@link #inspect(Path)}, of a photo that a stream gives; it is read to its end and stays
   * open. A stream that fails gives a photo that cannot be read.
   *
   * @param name what the outcome calls it
   */
  public PhotoOutcome inspect(String name, InputStream photo) {
    return detector.inspect(name, photo);
  }

  /**
   * As {@link #inspect(Path)}, of a decoded photo. Its pixels are taken as they lie: where the
   * model's training photos were turned upright, the caller turns this one.
   *
   * @param name what the outcome calls it
   */
  public PhotoOutcome inspect(String name, BufferedImage photo) {
    return detector.inspect(name, photo);
  }

  /** As {@link #inspect(String, BufferedImage)}, of pixels. */
  public PhotoOutcome inspect(String name, Raster photo) {
    return detector.inspect(name, photo);
  }

  /** Waits for calls in flight, then frees the native memory. Closing twice does nothing. */
  @Override
  public void close() {
    detector.close();
  }

  /** What looks at photos. */
  RegionDetector regions() {
    return detector;
  }
}
