package io.faultline.image;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.ReadOptions.ExifRule;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads photos in JPEG, PNG, BMP, TIFF (first page) and WebP, recognised by their content.
 *
 * <ul>
 *   <li>Grey photos get three equal channels; palettes are expanded.
 *   <li>16-bit samples keep their upper 8 bits ({@code v >> 8}); floating-point pixels are refused.
 *   <li>Alpha is dropped and the colours under it are kept, as OpenCV's {@code imread} and Pillow's
 *       {@code convert("RGB")} do, so that labels made with those see the same pixels.
 *   <li>The pixels come as stored; {@link ReadOptions} says otherwise.
 *   <li>A file that is truncated is a fault. (Decoders fill the missing rows of a JPEG with grey.)
 * </ul>
 *
 * <p>All methods throw {@link FaultlineException} with {@link Problem#INPUT}, naming the file, for
 * anything that is not a whole photo within the limit.
 */
public final class ImageReader {
  private ImageReader() {}

  /** Reads a photo with {@link ReadOptions#DEFAULT}. */
  public static Raster read(Path file) {
    return read(file, ReadOptions.DEFAULT);
  }

  /** Reads a photo. */
  public static Raster read(Path file, ReadOptions options) {
    requireWithin(file, probe(file), options);
    try {
      return decode(Files.readAllBytes(file), file.toString(), options);
    } catch (IOException | OutOfMemoryError e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads a photo from memory.
   *
   * @param name what faults call it
   */
  public static Raster decode(byte[] bytes, String name, ReadOptions options) {
    HeaderBytes in = HeaderBytes.of(bytes, name);
    ImageFormat format = ImageFormat.of(in);
    ImageSize size = format.size(in);
    requireWithin(name, size, options);
    format.requireWhole(in);
    Raster stored = PhotoDecoder.decode(withoutTurn(format, bytes, in), in, size);
    return options.exif() == ExifRule.UPRIGHT ? ExifOrientation.of(bytes).apply(stored) : stored;
  }

  /** The size as stored, from the header alone: nothing is decoded and no limit applies. */
  public static ImageSize probe(Path file) {
    if (Files.isDirectory(file)) {
      throw new FaultlineException(Problem.INPUT, file + ": is a folder; must be a photo");
    }
    if (!Files.exists(file)) {
      throw new FaultlineException(Problem.INPUT, file + ": does not exist");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      HeaderBytes in = HeaderBytes.of(channel, file.toString());
      return ImageFormat.of(in).size(in);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads a mask: a pixel is set where its grey value (see {@link GreyImage}) is above the
   * threshold.
   */
  public static Mask readMask(Path file, int threshold) {
    return Threshold.above(GreyImage.of(read(file)), threshold);
  }

  private static void requireWithin(Object name, ImageSize size, ReadOptions options) {
    if (size.pixels() > options.maxPixels()) {
      throw new FaultlineException(
          Problem.INPUT,
          name
              + ": size in the header is "
              + size
              + " ("
              + size.pixels()
              + " pixels); must be at most "
              + options.maxPixels()
              + " pixels");
    }
  }

  /** OpenCV always obeys the orientation tag of a TIFF: a copy that says 1 gives it as stored. */
  private static byte[] withoutTurn(ImageFormat format, byte[] bytes, HeaderBytes in) {
    if (format != ImageFormat.TIFF) {
      return bytes;
    }
    TiffHeader header = TiffHeader.of(in);
    if (header.orientation() == 1) {
      return bytes;
    }
    byte[] plain = bytes.clone();
    plain[(int) header.orientationAt()] = 1;
    return plain;
  }
}
