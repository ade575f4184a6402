package io.faultline.internal.reading;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.faultline.image.Raster;
import io.faultline.internal.codec.png.PngHeader;
import io.faultline.internal.image.Mask;
import io.faultline.internal.image.OpenCv;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Small photos and files for the tests. */
public final class Samples {
  private Samples() {}

  /** Random pixels. */
  public static Raster noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    new SplittableRandom(seed).nextBytes(rgb);
    return Raster.of(width, height, rgb);
  }

  /** Smooth colours that survive JPEG. */
  public static Raster smooth(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgb[i++] = (byte) (255 * x / width);
        rgb[i++] = (byte) (255 * y / height);
        rgb[i++] = (byte) (200 - 100 * x / width);
      }
    }
    return Raster.of(width, height, rgb);
  }

  /** Random set pixels; {@code density} of them in [0, 1]. */
  public static Mask speckle(int width, int height, double density, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] set = new boolean[width * height];
    for (int i = 0; i < set.length; i++) {
      set[i] = random.nextDouble() < density;
    }
    return Mask.of(width, height, set);
  }

  /** A mask drawn with {@code #} and anything else. */
  public static Mask mask(String... rows) {
    boolean[] set = new boolean[rows.length * rows[0].length()];
    for (int i = 0; i < set.length; i++) {
      set[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
    }
    return Mask.of(rows[0].length(), rows.length, set);
  }

  public static String draw(Mask mask) {
    StringBuilder rows = new StringBuilder();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        rows.append(mask.at(x, y) ? '#' : '.');
      }
      rows.append('\n');
    }
    return rows.toString();
  }

  /** A photo as OpenCV writes it, by ending; WebP without loss. */
  public static byte[] encoded(String ending, Raster raster) {
    int[] parameters = ending.equals(".webp") ? new int[] {IMWRITE_WEBP_QUALITY, 101} : new int[0];
    return encoded(ending, raster, parameters);
  }

  /** A JPEG with some of OpenCV's {@code IMWRITE_JPEG_} parameters. */
  public static byte[] jpeg(Raster raster, int... parameters) {
    return encoded(".jpg", raster, parameters);
  }

  /** A matrix of 16-bit samples as OpenCV writes it. */
  public static byte[] encoded16(String ending, int width, int height, int type, short[] samples) {
    return OpenCv.scoped(
        () -> encoded(ending, new Mat(height, width, type, new ShortPointer(samples))));
  }

  /** A matrix of 8-bit samples as OpenCV writes it. */
  static byte[] encoded8(String ending, int width, int height, int type, byte[] samples) {
    return OpenCv.scoped(
        () -> encoded(ending, new Mat(height, width, type, new BytePointer(samples))));
  }

  /** A photo as OpenCV writes it with some parameters. */
  public static byte[] encoded(String ending, Raster raster, int... parameters) {
    return OpenCv.scoped(() -> encoded(ending, OpenCv.bgr(raster), parameters));
  }

  private static byte[] encoded(String ending, Mat mat, int... parameters) {
    BytePointer out = new BytePointer();
    if (!imencode(ending, mat, out, new IntPointer(parameters))) {
      throw new IllegalStateException(ending);
    }
    byte[] bytes = new byte[(int) out.limit()];
    out.get(bytes);
    return bytes;
  }

  /** A picture as the JDK writes it. */
  public static byte[] written(String format, BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer of " + format + " for " + image);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG with an EXIF block that holds nothing but the orientation. */
  public static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 0xFFE1).putShort((short) 34);
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    exif.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** An uncompressed RGB TIFF with an orientation tag. */
  static byte[] tiff(Raster raster, int orientation, ByteOrder order) {
    int[][] tags = {
      {256, 4, raster.width()},
      {257, 4, raster.height()},
      {258, 3, 8},
      {259, 3, 1},
      {262, 3, 2},
      {273, 4, 8 + 2 + 10 * 12 + 4},
      {274, 3, orientation},
      {277, 3, 3},
      {278, 4, raster.height()},
      {279, 4, raster.toBytes().length},
    };
    ByteBuffer out = ByteBuffer.allocate(134 + raster.toBytes().length).order(order);
    out.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I')).put(out.get(0));
    out.putShort((short) 42).putInt(8).putShort((short) tags.length);
    for (int[] tag : tags) {
      out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1);
      if (tag[1] == 3) {
        out.putShort((short) tag[2]).putShort((short) 0);
      } else {
        out.putInt(tag[2]);
      }
    }
    return out.putInt(0).put(raster.toBytes()).array();
  }

  /** An uncompressed grey BigTIFF, whose offsets have 64 bits. */
  static byte[] bigTiff(int width, int height, byte[] grey) {
    int[][] tags = {
      {256, width},
      {257, height},
      {258, 8},
      {259, 1},
      {262, 1},
      {273, 16 + 8 + 9 * 20 + 8},
      {277, 1},
      {278, height},
      {279, grey.length},
    };
    ByteBuffer out = ByteBuffer.allocate(212 + grey.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 43).putShort((short) 8);
    out.putShort((short) 0).putLong(16).putLong(tags.length);
    for (int[] tag : tags) {
      out.putShort((short) tag[0]).putShort((short) 3).putLong(1).putLong(tag[1]);
    }
    return out.putLong(0).put(grey).array();
  }

  /** A PNG of the given chunks, with right checksums. */
  public static byte[] png(Object... typesAndData) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PngHeader.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < typesAndData.length; i += 2) {
      byte[] data = (byte[]) typesAndData[i + 1];
      ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
      chunk.putInt(data.length);
      chunk.put(((String) typesAndData[i]).getBytes(StandardCharsets.ISO_8859_1)).put(data);
      CRC32 crc = new CRC32();
      crc.update(chunk.array(), 4, 4 + data.length);
      out.writeBytes(chunk.putInt((int) crc.getValue()).array());
    }
    return out.toByteArray();
  }

  /** The IHDR chunk's data of an 8-bit RGB photo. */
  public static byte[] ihdr(int width, int height) {
    return ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array();
  }
}
