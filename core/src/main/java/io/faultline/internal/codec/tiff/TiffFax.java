package io.faultline.internal.codec.tiff;

import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Unpacks CCITT fax compression (T.4 and T.6), one bit per pixel, through the JDK's decoder, which
 * knows T.4 in one dimension only and without filling.
 */
final class TiffFax {
  private static final int T4_OPTIONS = 292;
  private static final int T6_OPTIONS = 293;

  private TiffFax() {}

  /** The rows of a strip or tile, each begun at a byte; 0 is what the file calls 0. */
  static InputStream unpacked(TiffPage page, byte[] packed, int rows) throws IOException {
    byte[] file = file(page, packed, rows);
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      var raster = reader.read(0).getRaster();
      byte[] bits = ((DataBufferByte) raster.getDataBuffer()).getData();
      if (!warnings.isEmpty()) {
        throw new IOException("its fax code is wrong or of a kind that is not read");
      }
      return new ByteArrayInputStream(bits);
    } catch (RuntimeException e) {
      throw new IOException("its fax code is wrong", e);
    } finally {
      reader.dispose();
    }
  }

  /** A TIFF with this strip or tile alone. */
  private static byte[] file(TiffPage page, byte[] packed, int rows) {
    long[][] tags = {
      {256, page.segmentWidth()},
      {257, rows},
      {258, 1},
      {259, page.compression()},
      {262, TiffPage.BLACK_IS_ZERO},
      {273, 8 + 2 + 11 * 12 + 4},
      {277, 1},
      {278, rows},
      {279, packed.length},
      {T4_OPTIONS, page.directory().number(T4_OPTIONS, 0)},
      {T6_OPTIONS, page.directory().number(T6_OPTIONS, 0)},
    };
    ByteBuffer out = ByteBuffer.allocate(8 + 2 + tags.length * 12 + 4 + packed.length);
    out.putShort((short) 0x4D4D).putShort((short) 42).putInt(8).putShort((short) tags.length);
    for (long[] tag : tags) {
      // The JDK's reader takes the compression for none where it is not a SHORT.
      boolean wide = tag[1] > 0xFFFF;
      out.putShort((short) tag[0]).putShort((short) (wide ? 4 : 3)).putInt(1);
      out.putInt((int) (wide ? tag[1] : tag[1] << 16));
    }
    return out.putInt(0).put(packed).array();
  }
}
