package io.faultline.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The orientation tag of a photo. */
final class ExifOrientation {
  private ExifOrientation() {}

  /** What makes the photo upright; identity where no readable tag says otherwise. */
  static Orientation of(byte[] bytes) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes))
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer tag = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
      return tag == null ? Orientation.IDENTITY : Orientation.ofExif(tag);
    } catch (ImageProcessingException | IOException e) {
      return Orientation.IDENTITY;
    }
  }
}
