package io.faultline.internal.photos;

import io.faultline.FaultlineException;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.reading.ImageReader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * What the beginning of a file in a folder of photos tells, by the rules of {@link PhotoFiles}.
 *
 * @param taken whether the file is taken for a photo; otherwise it is passed over
 * @param size the size in its header, if it can be read
 */
public record PhotoHeader(boolean taken, Optional<ImageSize> size) {
  /** A file that is passed over. */
  private static final PhotoHeader OTHER = new PhotoHeader(false, Optional.empty());

  /**
   * Reads the first bytes of an open file; the channel's position changes.
   *
   * @param name the file's name without folders
   */
  public static PhotoHeader read(SeekableByteChannel channel, String name) throws IOException {
    if (FileGuess.of(name, channel) != FileGuess.PHOTO) {
      return OTHER;
    }
    try {
      return new PhotoHeader(true, Optional.of(ImageReader.probe(channel, name)));
    } catch (FaultlineException e) { // Whoever reads the photo says what is wrong.
      return new PhotoHeader(true, Optional.empty());
    }
  }

  /** What is known of a file that cannot be opened: its name. */
  public static PhotoHeader unopened(String name) {
    return new PhotoHeader(FileGuess.mayBePhotoName(name), Optional.empty());
  }
}
