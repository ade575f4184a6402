package io.faultline.internal.reading;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.image.GreyImage;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.Mask;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.image.Threshold;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads photos in JPEG, PNG, BMP, TIFF, WebP and GIF, recognised by their content.
 *
 * <ul>
 *   <li>Grey photos get three equal channels; palettes are expanded; CMYK becomes RGB without its
 *       colour profile, as profiles are not obeyed anywhere.
 *   <li>16-bit samples keep their upper 8 bits ({@code v >> 8}), unless no sample of the photo
 *       reaches those bits; floating-point and signed samples are refused.
 *   <li>Of a TIFF with several pages and of a GIF with several frames one is read, with a doubt.
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
  /** What fits one array. */
  private static final long LONGEST_FILE = Integer.MAX_VALUE - 8;

  private ImageReader() {}

  /** Reads a photo with {@link ReadOptions#DEFAULT}. */
  public static Raster read(Path file) {
    return read(file, ReadOptions.DEFAULT);
  }

  /**
   * Reads a photo for which only whole pixels will do, as in training.
   *
   * @throws FaultlineException with {@link Problem#INPUT} also where a part of the photo could not
   *     be decoded, with the first doubt of {@link #examine}
   */
  public static Raster read(Path file, ReadOptions options) {
    return whole(examine(file, options), file);
  }

  /**
   * Reads a photo as far as it goes: of one that is damaged, what could be decoded, with how much
   * that is and why.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where nothing of it can be decoded
   */
  public static PhotoReading examine(Path file, ReadOptions options) {
    return examine(bytes(file, options), file.toString(), options);
  }

  /** All bytes of a file whose header claims a size within the limit. */
  static byte[] bytes(Path file, ReadOptions options) {
    requireWithin(file, probe(file), options);
    try {
      long length = Files.size(file);
      if (length > LONGEST_FILE) {
        throw new FaultlineException(
            Problem.INPUT, file + ": is " + length + " bytes; must be at most " + LONGEST_FILE);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(file, e);
    }
  }

  /**
   * As {@link #read(Path, ReadOptions)}, from memory.
   *
   * @param name what faults call it
   */
  public static Raster decode(byte[] bytes, String name, ReadOptions options) {
    return whole(examine(bytes, name, options), name);
  }

  /**
   * As {@link #examine(Path, ReadOptions)}, from memory.
   *
   * @param name what faults call it
   */
  public static PhotoReading examine(byte[] bytes, String name, ReadOptions options) {
    try {
      return decoded(bytes, name, options);
    } catch (OutOfMemoryError e) {
      throw tooLarge(name, e);
    }
  }

  private static PhotoReading decoded(byte[] bytes, String name, ReadOptions options) {
    HeaderBytes in = HeaderBytes.of(bytes, name);
    ImageFormat format = ImageFormat.of(in);
    ImageSize size = format.size(in);
    requireWithin(name, size, options);
    PhotoReading stored = format.decode(bytes, in, size);
    return options.exif() == ExifRule.UPRIGHT
        ? stored.with(format.upright(bytes, in).apply(stored.raster()))
        : stored;
  }

  /**
   * What a file is by its first bytes, where it begins as a photo does, whatever it is called. A
   * folder, a device or a pipe is none and is not opened.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where the file cannot be opened
   */
  public static Optional<PhotoKind> sniff(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return sniff(channel, file.toString());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * As {@link #sniff(Path)}, of an open file.
   *
   * @param name what faults call it
   */
  public static Optional<PhotoKind> sniff(SeekableByteChannel channel, String name)
      throws IOException {
    return PhotoKind.of(HeaderBytes.of(channel, name));
  }

  /**
   * The size as stored, from the header of an open file.
   *
   * @param name what faults call it
   */
  public static ImageSize probe(SeekableByteChannel channel, String name) throws IOException {
    HeaderBytes in = HeaderBytes.of(channel, name);
    return ImageFormat.of(in).size(in);
  }

  private static Raster whole(PhotoReading reading, Object name) {
    if (reading.decoded() < 1) {
      throw new FaultlineException(Problem.INPUT, name + ": " + reading.doubts().get(0));
    }
    return reading.raster();
  }

  /** The size as stored, from the header alone: nothing is decoded and no limit applies. */
  public static ImageSize probe(Path file) {
    if (Files.isDirectory(file)) {
      throw new FaultlineException(Problem.INPUT, file + ": is a folder; must be a photo");
    }
    if (!Files.exists(file)) {
      throw new FaultlineException(Problem.INPUT, file + ": does not exist");
    }
    if (!Files.isRegularFile(file)) {
      throw new FaultlineException(
          Problem.INPUT, file + ": is a device, a pipe or a socket; must be a regular file");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return probe(channel, file.toString());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * As {@link #probe(Path)}, from memory.
   *
   * @param name what faults call it
   */
  public static ImageSize probe(byte[] bytes, String name) {
    HeaderBytes in = HeaderBytes.of(bytes, name);
    return ImageFormat.of(in).size(in);
  }

  /**
   * What the EXIF tag says makes a photo upright; identity where there is no tag, or none that can
   * be read.
   */
  public static Orientation orientation(Path file) {
    return ExifOrientation.of(file);
  }

  /**
   * Reads a mask of 8 bits: a pixel is set where its grey value (see {@link GreyImage}) is above
   * the threshold. {@link MaskReader} reads masks of any kind.
   */
  public static Mask readMask(Path file, int threshold) {
    return Threshold.above(GreyImage.of(read(file)), threshold);
  }

  /** The fault of one photo that is too large for the memory, and of that photo alone. */
  public static FaultlineException tooLarge(Object name, OutOfMemoryError e) {
    return new FaultlineException(
        Problem.INPUT,
        name
            + ": needs more memory than a heap of "
            + Runtime.getRuntime().maxMemory() / (1 << 20)
            + " MiB leaves",
        e);
  }

  private static FaultlineException unreadable(Path file, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new FaultlineException(Problem.CANCELLED, file + ": stopped", e);
    }
    return new FaultlineException(
        Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
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
}
