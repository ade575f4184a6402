package io.faultline.internal.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.Raster;
import io.faultline.internal.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes photos and masks, whole or not at all. */
public final class ImageWriter {
  /** The JPEG quality where none is asked for. */
  public static final int JPEG_QUALITY = 95;

  /** The longest side that libjpeg writes ({@code JPEG_MAX_DIMENSION}). */
  public static final int MAX_JPEG_SIDE_PX = 65_500;

  private ImageWriter() {}

  /**
   * Writes a photo as PNG or JPEG (quality {@value #JPEG_QUALITY}), as the file's name says.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the name ends otherwise or the
   *     place cannot be written
   */
  public static void write(Path file, Raster raster) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      AtomicFile.write(file, encodePng(raster));
    } else if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      AtomicFile.write(file, encodeJpeg(raster, JPEG_QUALITY));
    } else {
      throw new FaultlineException(
          Problem.OUTPUT, file + ": photos are written to names in .png, .jpg or .jpeg");
    }
  }

  /**
   * As {@link #write(Path, Raster)}, with a mark by which a search for photos knows that the
   * picture is a drawing for people ({@link DrawingMark}).
   */
  public static void writeDrawing(Path file, Raster drawing) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      AtomicFile.write(file, DrawingMark.inPng(encodePng(drawing)));
    } else {
      AtomicFile.write(file, encodeDrawing(drawing));
    }
  }

  /** The JPEG of a drawing, with its mark. */
  public static byte[] encodeDrawing(Raster drawing) {
    return DrawingMark.inJpeg(encodeJpeg(drawing, JPEG_QUALITY));
  }

  /** Writes a mask as an 8-bit grey PNG of 0 and 255. */
  public static void write(Path file, Mask mask) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new FaultlineException(Problem.OUTPUT, file + ": masks are written to names in .png");
    }
    AtomicFile.write(file, encodePng(mask));
  }

  /** A PNG, without loss. */
  public static byte[] encodePng(Raster raster) {
    return OpenCv.scoped(() -> encode(".png", OpenCv.bgr(raster)));
  }

  /** An 8-bit grey PNG of 0 and 255. */
  public static byte[] encodePng(Mask mask) {
    return OpenCv.scoped(() -> encode(".png", OpenCv.binary(mask)));
  }

  /**
   * A JPEG.
   *
   * @param quality 1 to 100
   */
  public static byte[] encodeJpeg(Raster raster, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality is " + quality + "; must be 1 to 100");
    }
    return OpenCv.scoped(() -> encode(".jpg", OpenCv.bgr(raster), IMWRITE_JPEG_QUALITY, quality));
  }

  private static byte[] encode(String extension, Mat photo, int... parameters) {
    BytePointer encoded = new BytePointer();
    if (!imencode(extension, photo, encoded, new IntPointer(parameters))) {
      throw new FaultlineException(
          Problem.INTERNAL, "a photo could not be encoded as " + extension);
    }
    byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
    encoded.get(bytes);
    return bytes;
  }
}
