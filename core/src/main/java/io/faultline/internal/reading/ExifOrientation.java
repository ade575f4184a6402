package io.faultline.internal.reading;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.faultline.internal.image.Orientation;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The orientation tag of a photo. */
final class ExifOrientation {
  private ExifOrientation() {}

  /** What makes the photo upright; identity where no readable tag says otherwise. */
  static Orientation of(byte[] bytes) {
    return of(new ByteArrayInputStream(bytes));
  }

  /** As above, of a file; one that is no regular file has none. */
  static Orientation of(Path file) {
    if (!Files.isRegularFile(file)) {
      return Orientation.IDENTITY;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return of(in);
    } catch (IOException e) {
      return Orientation.IDENTITY;
    }
  }

  private static Orientation of(InputStream in) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(in).getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer tag = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
      return tag == null ? Orientation.IDENTITY : Orientation.ofExif(tag);
    } catch (ImageProcessingException | IOException e) {
      return Orientation.IDENTITY;
    }
  }
}
