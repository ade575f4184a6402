package io.faultline.report;

import io.faultline.image.Raster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A photo as it is carried inside a page: a JPEG in a data URI, small enough that a report with
 * dozens of photos can still be mailed.
 *
 * @param dataUri {@code data:image/jpeg;base64,...}
 * @param widthPx width in pixels
 * @param heightPx height in pixels
 */
public record Picture(String dataUri, int widthPx, int heightPx) {
  private static final int LONGEST_SIDE = 1024;
  private static final float QUALITY = 0.85f;

  /** Encodes a photo, shrunk to at most 1024 pixels on its longer side. */
  public static Picture of(Raster raster) {
    double shrink = Math.min(1, (double) LONGEST_SIDE / Math.max(raster.width(), raster.height()));
    int width = Math.max(1, (int) Math.round(raster.width() * shrink));
    int height = Math.max(1, (int) Math.round(raster.height() * shrink));
    byte[] jpeg = jpeg(Pictures.resize(Pictures.of(raster), width, height));
    return new Picture(
        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg), width, height);
  }

  private static byte[] jpeg(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
