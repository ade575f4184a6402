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
 * Finds objects in photos with a trained model. Any number of threads may share one detector.
 * {@link #close} waits for running calls and frees the native memory.
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
   * @throws FaultlineException with {@link Problem#MODEL} if the file is not a model that this
   *     program can read
   */
  public static Detector load(Path model) {
    return new Detector(RegionDetector.load(model));
  }

  /**
   * A detector that comes with the program and needs no training, such as {@code crack}. {@code
   * docs/model-crack.md} gives its measured results. It promises no recall.
   *
   * @throws FaultlineException with {@link Problem#USAGE} for an unknown name; the message lists
   *     the built-in names
   */
  public static Detector builtIn(String name) {
    return new Detector(RegionDetector.of(BuiltInModels.bundle(name)));
  }

  /**
   * A detector from the bytes of a model file.
   *
   * @param name the name of the model in messages
   */
  public static Detector read(byte[] model, String name) {
    return new Detector(RegionDetector.of(DetectorBundle.read(model, name)));
  }

  /**
   * A detector from a stream. The stream is read to its end and stays open.
   *
   * @throws IOException if the stream fails
   */
  public static Detector read(InputStream model, String name) throws IOException {
    return new Detector(RegionDetector.of(DetectorBundle.read(model, name)));
  }

  /** The classes, thresholds and promise of the model. */
  public ModelInfo model() {
    return ModelInfo.of(detector.manifest());
  }

  /**
   * Inspects a photo file. The outcome holds the verdict and the objects, or the reason why the
   * photo cannot be read. The photo is read in the same way as the training photos of the model.
   */
  public PhotoOutcome inspect(Path photo) {
    return detector.inspect(photo);
  }

  /**
   * Inspects a photo in memory, as {@link #inspect(Path)}.
   *
   * @param name the name of the photo in the outcome
   * @param photo the bytes of a file
   */
  public PhotoOutcome inspect(String name, byte[] photo) {
    return detector.inspect(name, photo);
  }

  /**
   * Inspects a photo from a stream, as {@link #inspect(Path)}. The stream is read to its end and
   * stays open. If the stream fails, the outcome is unreadable.
   *
   * @param name the name of the photo in the outcome
   */
  public PhotoOutcome inspect(String name, InputStream photo) {
    return detector.inspect(name, photo);
  }

  /**
   * Inspects a decoded photo, as {@link #inspect(Path)}. Its pixels are not turned. If the training
   * photos of the model were turned upright, the caller must turn this photo first.
   *
   * @param name the name of the photo in the outcome
   */
  public PhotoOutcome inspect(String name, BufferedImage photo) {
    return detector.inspect(name, photo);
  }

  /** Inspects pixels, as {@link #inspect(String, BufferedImage)}. */
  public PhotoOutcome inspect(String name, Raster photo) {
    return detector.inspect(name, photo);
  }

  /** Waits for running calls, then frees the native memory. Closing twice does nothing. */
  @Override
  public void close() {
    detector.close();
  }

  /** The engine behind this detector. */
  RegionDetector regions() {
    return detector;
  }
}
