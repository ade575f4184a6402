import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/**
 * Makes the photos and masks of the corpus: {@code java MakeCases.java} in this folder writes {@code
 * files/}. A grey wall of 64 x 64 pixels with a dark crack, in every format and damaged in every
 * way the tables name. The same bytes on every run of one JDK (17 wrote these).
 */
final class MakeCases {
  private static final int SIDE = 64;
  private static final Path OUT = Path.of("files");

  /** As libwebp 1.4 writes the wall, lossy and lossless; the JDK has no writer. */
  private static final String WEBP_LOSSY =
      "UklGRjgBAABXRUJQVlA4ICwBAACQCACdASpAAEAAPrVSpUunJKQhqhzJcOAWiWkBIgBvLpVjgI4G2BkAvxPmZP8PyTPYCzbp"
          + "bbZIOl3LvWWr2w6g8JTB5IMFXdz/MfahAAD+48XN7zmVWL+/ZwvwOgGphLrNYaK/qskCzWjAmf00JvX9A8CpNki6"
          + "Dq+Ckf0K9tJiq96Wkp3hmO1EnkBsactTLtpPdjKz4bq4KuCe/iZ/1tGvsU5YzGjfYFbGcpPf8/RfeVDX2oYwajKW"
          + "l/Vj/uYS6ZejGEbSRxFRXhg2Z/LGX0W+YAahrLP8R48mRKbEzjYFzCToMCL8ZKOkswb2A293NCdLE2CUuWrZrf4k"
          + "KfAde3GYebuJORe1hZqKnj5ZTS0C/MFXq6hZnFnd9ZgP8YLkydxGPqmPufN4C9dAAAA=";

  private static final String WEBP_LOSSLESS =
      "UklGRrYBAABXRUJQVlA4TKkBAAAvP8APADXIjiTbVZh0bsTYZ3AvUvRkEd/TEf2fgAPu1aM6YqnBpmrCvPvChqoDntWEr6TB"
          + "X3SuDrhiww2D+VTd8KzeJrxww4ob7tVnmgf/jwnnCg54Ow0uuyuqNjyqvStW/KYGX9NSHbDhXJ2qZw1WVS/cqwlz"
          + "tVSP6lTN1dfS4C95VvfqUUEVDOYNNxxxwXP3bcWp+lzz4P8AN1x3JyzV22l3w4ojLrjhinP1Bxp8RQdUTTjihQ3P"
          + "Gizddu/VXK144V7BV9PgL1iqI87VqbpXS3WvBtOjuldX3DDvrrufbRp8vhuqntXbikd1ru6DDY/dy+4BL1zwhxp8"
          + "RROqztUBRzx/PKh7tVQbJsy7K76eBn/otHuvTtUN5+qIFYPTuTrgUV3wwgXn6vOdBp/thgkrqja8Pasr7oOqDUt1"
          + "wKOaMFd/QYOv5oAjHtWpelYblupcnWpw8HbEWxVUfUUN/sAF6+69mqtz9TbvDqal2vCs3ubqUf0fpsHnOuKKuTpX"
          + "b7fdx+7bES+8LdWzmvCXGHwtL1xww4QjVtyrG1441+DywxveVmz4mhr8JgA=";

  /** Two tensors as the tests' TorchFiles writes them: PyTorch's format and its older one. */
  private static final String TORCH_ZIP =
      "UEsDBAoAAAgAACabe13wroOpOAEAADgBAAAMAAAAbmV0L2RhdGEucGtsgAJjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKKVIo"
          + "WAkAAABmYy53ZWlnaHRjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgooKFgHAAAAc3RvcmFnZWN0b3JjaApGbG9h"
          + "dFN0b3JhZ2UKWAEAAAAwWAMAAABjcHVLBnRRSwAoSwJLA3QoSwNLAXSJY2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CilSdFJY"
          + "BwAAAGZjLmJpYXNjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgooKFgHAAAAc3RvcmFnZWN0b3JjaApGbG9hdFN0"
          + "b3JhZ2UKWAEAAAAxWAMAAABjcHVLAnRRSwAoSwJ0KEsBdIljY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKKVJ0UnUuUEsDBAoA"
          + "AAgAACabe10k5TkZGAAAABgAAAAKAAAAbmV0L2RhdGEvMAAAgD8AAABAAABAQAAAgEAAAKBAAADAQFBLAwQKAAAIAAAmm3td"
          + "dqU/LggAAAAIAAAACgAAAG5ldC9kYXRhLzEAAIA/AAAAQFBLAwQKAAAIAAAmm3td0Z5nVQIAAAACAAAACwAAAG5ldC92ZXJz"
          + "aW9uMwpQSwECCgAKAAAIAAAmm3td8K6DqTgBAAA4AQAADAAAAAAAAAAAAAAAAAAAAAAAbmV0L2RhdGEucGtsUEsBAgoACgAA"
          + "CAAAJpt7XSTlORkYAAAAGAAAAAoAAAAAAAAAAAAAAAAAYgEAAG5ldC9kYXRhLzBQSwECCgAKAAAIAAAmm3tddqU/LggAAAAI"
          + "AAAACgAAAAAAAAAAAAAAAACiAQAAbmV0L2RhdGEvMVBLAQIKAAoAAAgAACabe13RnmdVAgAAAAIAAAALAAAAAAAAAAAAAAAA"
          + "ANIBAABuZXQvdmVyc2lvblBLBQYAAAAABAAEAOMAAAD9AQAAAAA=";

  private static final String TORCH_LEGACY =
      "gAKKCmz8nEb5IGqoUBkugAJN6QMugAJ9KFgQAAAAcHJvdG9jb2xfdmVyc2lvbooI6QMAAAAAAABYDQAAAGxpdHRsZV9lbmRp"
          + "YW6IWAoAAAB0eXBlX3NpemVzfShYAwAAAGludEsEdXUugAJjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKKVIoWAkAAABmYy53"
          + "ZWlnaHRjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgooKFgHAAAAc3RvcmFnZWN0b3JjaApGbG9hdFN0b3JhZ2UK"
          + "WAEAAAAwWAMAAABjcHVLBnRRSwAoSwJLA3QoSwNLAXSJY2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CilSdFJYBwAAAGZjLmJp"
          + "YXNjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgooKFgHAAAAc3RvcmFnZWN0b3JjaApGbG9hdFN0b3JhZ2UKWAEA"
          + "AAAxWAMAAABjcHVLAnRRSwAoSwJ0KEsBdIljY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKKVJ0UnUugAJdKFgBAAAAMFgBAAAA"
          + "MWUuBgAAAAAAAAAAAIA/AAAAQAAAQEAAAIBAAACgQAAAwEACAAAAAAAAAAAAgD8AAABA";

  private MakeCases() {}

  /** Writes everything. */
  public static void main(String[] arguments) throws IOException {
    for (int i = 0; i < 4; i++) {
      write("abcd".charAt(i) + ".jpg", jpeg(wall(i), 0.75f, false, 0));
    }
    jpegs();
    pngs();
    tiffs();
    others();
    masks();
    scenes();
  }

  // ---------------------------------------------------------------- the scene

  /** Grey values of a wall with a crack from the upper to the lower border. */
  private static IntBinaryOperator wall(int seed) {
    return (x, y) -> {
      int crack = 16 + 8 * seed + y / 3 + (y * 7 % 5);
      int blocks = hash(x / 4, y / 4, seed) >>> 28;
      int grain = hash(x, y, seed + 9) >>> 29;
      return Math.abs(x - crack) < 2 ? 40 : 150 + 2 * blocks + grain;
    };
  }

  private static int hash(int x, int y, int seed) {
    int h = x * 73856093 ^ y * 19349663 ^ (seed + 1) * 83492791;
    h = (h ^ h >>> 15) * 0x2c1b3c6d;
    h = (h ^ h >>> 12) * 0x297a2d39;
    return h ^ h >>> 15;
  }

  private static BufferedImage picture(IntBinaryOperator grey, int type) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int v = grey.applyAsInt(x, y);
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
          image.getRaster().setSample(x, y, 0, v);
        } else {
          image.setRGB(x, y, 0xFF000000 | v << 16 | v << 8 | v);
        }
      }
    }
    return image;
  }

  // ---------------------------------------------------------------- JPEG

  private static byte[] jpeg(IntBinaryOperator grey, float quality, boolean progressive, int restart)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    BufferedImage image = picture(grey, BufferedImage.TYPE_INT_RGB);
    IIOMetadata data = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
    if (restart > 0) {
      IIOMetadataNode root = (IIOMetadataNode) data.getAsTree("javax_imageio_jpeg_image_1.0");
      IIOMetadataNode dri = new IIOMetadataNode("dri");
      dri.setAttribute("interval", "" + restart);
      root.getLastChild().appendChild(dri);
      data.setFromTree("javax_imageio_jpeg_image_1.0", root);
    }
    return written(writer, new IIOImage(image, null, data), param);
  }

  private static byte[] written(ImageWriter writer, IIOImage image, ImageWriteParam param) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, image, param);
    }
    return out.toByteArray();
  }

  private static void jpegs() throws IOException {
    byte[] base = jpeg(wall(0), 0.75f, false, 0);
    byte[] progressive = jpeg(wall(0), 0.75f, true, 0);
    byte[] restart = jpeg(wall(0), 0.75f, false, 2);
    byte[] grey = written("jpeg", picture(wall(0), BufferedImage.TYPE_BYTE_GRAY));
    damaged("jpeg/base", base);
    damaged("jpeg/progressive", progressive);
    damaged("jpeg/restart", restart);
    damaged("jpeg/grey", grey);
    wholeJpegs(base, progressive);
    brokenJpegs(base, progressive, restart);
    for (int i = 1; i <= 8; i++) {
      write("jpeg/exif-" + i + ".jpg", withSegment(tall(), exif(i)));
    }
    write("jpeg/small.jpg", jpeg(wall(0), 0.3f, false, 0));
    write("jpeg/brighter.jpg", jpeg((x, y) -> Math.min(255, wall(0).applyAsInt(x, y) + 12), 0.75f, false, 0));
  }

  private static void wholeJpegs(byte[] base, byte[] progressive) throws IOException {
    write("jpeg/whole-trailer.jpg", join(base, "trailing bytes of a phone's own".getBytes(StandardCharsets.US_ASCII)));
    write("jpeg/whole-zero-trailer.jpg", join(base, new byte[512]));
    write("jpeg/whole-two-photos.jpg", join(base, progressive));
    write("jpeg/whole-exif-thumbnail.jpg", withSegment(base, join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), jpeg(wall(1), 0.1f, false, 0))));
    write("jpeg/whole-comment.jpg", join(slice(base, 0, 2), bytes(0xFF, 0xFE, 0, 6, 'w', 'a', 'l', 'l'), from(base, 2)));
    write("jpeg/whole-fill-bytes.jpg", join(slice(base, 0, 2), bytes(0xFF, 0xFF, 0xFF), from(base, 3)));
    write("jpeg/whole-cmyk.jpg", cmyk());
  }

  private static byte[] cmyk() throws IOException {
    var raster = Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, null);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        raster.setPixel(x, y, new int[] {0, 0, 0, 255 - wall(0).applyAsInt(x, y)});
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    return written(writer, new IIOImage(raster, null, null), null);
  }

  private static void brokenJpegs(byte[] base, byte[] progressive, byte[] restart) throws IOException {
    int frame = marker(base, 0xC0);
    write("jpeg/no-12-bit.jpg", with(base, frame + 4, 12));
    write("jpeg/no-lossless.jpg", with(base, frame + 1, 0xC3));
    write("jpeg/no-huffman-tables.jpg", without(base, 0xC4));
    write("jpeg/no-quantisation-tables.jpg", without(base, 0xDB));
    write("jpeg/no-scan.jpg", slice(base, 0, marker(base, 0xDA)));
    write("jpeg/no-scan-but-end.jpg", join(slice(base, 0, marker(base, 0xDA)), bytes(0xFF, 0xD9)));
    write("jpeg/no-rows.jpg", with(with(base, frame + 5, 0), frame + 6, 0));
    write("jpeg/no-first-kilobyte.jpg", join(new byte[512], from(base, 512)));
    write("jpeg/no-marker-only.jpg", bytes(0xFF, 0xD8, 0xFF, 0xD9));
    write("jpeg/part-taller-header.jpg", with(base, frame + 6, 128));
    write("jpeg/part-wider-header.jpg", with(base, frame + 8, 128));
    write("jpeg/part-text-mode.jpg", textMode(base));
    int second = nthMarker(progressive, 0xDA, 2);
    int third = nthMarker(progressive, 0xDA, 4);
    write("jpeg/part-first-scan.jpg", slice(progressive, 0, second));
    write("jpeg/part-first-scan-end.jpg", join(slice(progressive, 0, second), bytes(0xFF, 0xD9)));
    write("jpeg/part-three-scans-end.jpg", join(slice(progressive, 0, third), bytes(0xFF, 0xD9)));
    int interval = nthMarker(restart, 0xD1, 1);
    int next = nthMarker(restart, 0xD2, 1);
    write("jpeg/part-interval-lost.jpg", join(slice(restart, 0, interval), from(restart, next)));
    write("jpeg/part-interval-twice.jpg", join(slice(restart, 0, next), from(restart, interval)));
    write("jpeg/part-interval-zero.jpg", zeroed(restart, interval + 2, next - interval - 2));
  }

  /** What ways of losing bytes leave of a file: cut, cut with an end marker, overwritten, rotten. */
  private static void damaged(String name, byte[] jpeg) throws IOException {
    int scan = nthMarker(jpeg, 0xDA, 1) + 14;
    int length = jpeg.length - 2 - scan;
    byte[] end = bytes(0xFF, 0xD9);
    write(name + "-whole.jpg", jpeg);
    for (int eighths : new int[] {1, 4, 7}) {
      byte[] cut = slice(jpeg, 0, scan + length * eighths / 8);
      write(name + "-cut-" + eighths + ".jpg", cut);
      write(name + "-cut-" + eighths + "-end.jpg", join(cut, end));
      write(name + "-zero-tail-" + eighths + ".jpg", join(cut, new byte[jpeg.length - cut.length]));
    }
    write(name + "-zero-tail-end.jpg", join(zeroed(slice(jpeg, 0, jpeg.length - 2), scan + length / 2, length / 2), end));
    write(name + "-zero-sector.jpg", zeroed(jpeg, scan + length / 4, length / 4));
    write(name + "-ff-sector.jpg", filled(jpeg, scan + length / 4, length / 4, 0xFF));
    write(name + "-noise-sector.jpg", noisy(jpeg, scan + length / 4, length / 4));
    write(name + "-rot.jpg", rotten(jpeg, scan, length, 20));
    write(name + "-sector-lost.jpg", join(slice(jpeg, 0, scan + length / 4), from(jpeg, scan + length / 2)));
  }

  /** Line ends replaced as a transfer in text mode does. */
  private static byte[] textMode(byte[] file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n' && i > 600) {
        out.write('\r');
      }
      out.write(file[i]);
    }
    return out.toByteArray();
  }

  /** 96 wide, 48 high: turned by EXIF it is 48 wide and 96 high. */
  private static byte[] tall() throws IOException {
    BufferedImage image = new BufferedImage(96, 48, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 96; x++) {
        image.setRGB(x, y, 0x010101 * wall(2).applyAsInt(x * 2 / 3, y));
      }
    }
    return written("jpeg", image);
  }

  private static byte[] exif(int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(32);
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    exif.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
    return exif.putShort((short) orientation).putShort((short) 0).putInt(0).array();
  }

  private static byte[] withSegment(byte[] jpeg, byte[] data) {
    int length = data.length + 2;
    return join(slice(jpeg, 0, 2), bytes(0xFF, 0xE1, length >> 8, length & 255), data, from(jpeg, 2));
  }

  private static int marker(byte[] jpeg, int code) {
    return nthMarker(jpeg, code, 1);
  }

  private static int nthMarker(byte[] jpeg, int code, int n) {
    for (int i = 0, seen = 0; i < jpeg.length - 1; i++) {
      if ((jpeg[i] & 255) == 0xFF && (jpeg[i + 1] & 255) == code && ++seen == n) {
        return i;
      }
    }
    throw new IllegalStateException("no marker " + code);
  }

  private static byte[] without(byte[] jpeg, int code) {
    byte[] left = jpeg;
    for (int at = find(left, code); at >= 0; at = find(left, code)) {
      int length = (left[at + 2] & 255) << 8 | left[at + 3] & 255;
      left = join(slice(left, 0, at), from(left, at + 2 + length));
    }
    return left;
  }

  private static int find(byte[] jpeg, int code) {
    for (int i = 0; i < Math.min(jpeg.length - 1, 700); i++) {
      if ((jpeg[i] & 255) == 0xFF && (jpeg[i + 1] & 255) == code) {
        return i;
      }
    }
    return -1;
  }

  // ---------------------------------------------------------------- PNG

  private static void pngs() throws IOException {
    byte[] grey = rows(1, 8, (x, y) -> wall(0).applyAsInt(x, y));
    byte[] whole = png(8, 0, 0, grey, new byte[0]);
    write("png/grey-whole.png", whole);
    write("png/rgb-whole.png", png(8, 2, 0, rows(3, 8, wall(0)), new byte[0]));
    write("png/grey16-whole.png", png(16, 0, 0, rows(1, 16, wall(0)), new byte[0]));
    write("png/rgb16-whole.png", png(16, 2, 0, rows(3, 16, wall(0)), new byte[0]));
    write("png/grey4-whole.png", png(4, 0, 0, rows(1, 4, wall(0)), new byte[0]));
    write("png/bit-whole.png", png(1, 0, 0, rows(1, 1, wall(0)), new byte[0]));
    write("png/palette-whole.png", png(8, 3, 0, grey, chunk("PLTE", ramp())));
    write("png/interlaced-whole.png", written("png", picture(wall(0), BufferedImage.TYPE_BYTE_GRAY), true));
    byte[] interlaced = written("png", picture(wall(0), BufferedImage.TYPE_BYTE_GRAY), true);
    int data = 8 + 25 + 8;
    int length = whole.length - data - 16;
    for (int eighths : new int[] {0, 1, 4, 7}) {
      byte[] cut = slice(whole, 0, data + length * eighths / 8);
      write("png/cut-" + eighths + ".png", cut);
      write("png/cut-" + eighths + "-end.png", join(cut, chunk("IEND", new byte[0])));
      write("png/rows-" + eighths + ".png", png(8, 0, 0, slice(grey, 0, grey.length * eighths / 8), new byte[0]));
    }
    write("png/interlaced-cut.png", slice(interlaced, 0, interlaced.length / 2));
    write("png/zero-sector.png", zeroed(whole, data + length / 4, length / 4));
    write("png/noise-sector.png", noisy(whole, data + length / 4, length / 4));
    write("png/rot.png", rotten(whole, data, length, 8));
    write("png/data-checksum.png", with(whole, data + length, 0));
    write("png/stream-checksum.png", png(8, 0, 0, grey, new byte[0], true));
    write("png/no-data.png", join(slice(whole, 0, 33), chunk("IEND", new byte[0])));
    write("png/no-palette.png", png(8, 3, 0, grey, new byte[0]));
    write("png/no-iphone.png", join(slice(whole, 0, 8), chunk("CgBI", new byte[] {80, 0, 32, 6}), from(whole, 8)));
    write("png/header-checksum.png", with(whole, 30, 7));
    write("png/whole-trailer.png", join(whole, new byte[100]));
    write("png/whole-text.png", join(slice(whole, 0, 33), chunk("tEXt", "a\0b".getBytes(StandardCharsets.US_ASCII)), from(whole, 33)));
    write("png/grey-alpha.png", png(8, 4, 0, alpha(1), new byte[0]));
    write("png/rgba.png", png(8, 6, 0, alpha(3), new byte[0]));
    write("png/frames.png", frames(grey));
  }

  /** An animated PNG of two frames. */
  private static byte[] frames(byte[] grey) {
    ByteBuffer control = ByteBuffer.allocate(26).putInt(0).putInt(SIDE).putInt(SIDE);
    byte[] second = control.duplicate().putInt(0, 1).array().clone();
    byte[] whole = png(8, 0, 0, grey, join(chunk("acTL", bytes(0, 0, 0, 2, 0, 0, 0, 0)), chunk("fcTL", ByteBuffer.wrap(second.clone()).putInt(0, 0).array())));
    byte[] data = join(bytes(0, 0, 0, 2), deflated(filtered(rows(1, 8, wall(1)), 8)));
    return join(slice(whole, 0, whole.length - 12), chunk("fcTL", second), chunk("fdAT", data), chunk("IEND", new byte[0]));
  }

  private static byte[] ramp() {
    byte[] palette = new byte[768];
    for (int i = 0; i < 768; i++) {
      palette[i] = (byte) (i / 3);
    }
    return palette;
  }

  /** Samples as PNG and TIFF pack them, the first on top; deeper ones repeat the 8 bits. */
  private static byte[] rows(int channels, int bits, IntBinaryOperator grey) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = 0; y < SIDE; y++) {
      int packed = 0;
      int held = 0;
      for (int x = 0; x < SIDE; x++) {
        int v = grey.applyAsInt(x, y);
        for (int c = 0; c < channels; c++) {
          int sample = bits == 16 ? v << 8 | v : bits == 8 ? v : bits == 12 ? v << 4 | v >> 4 : v >> 8 - bits;
          packed = packed << bits | sample;
          for (held += bits; held >= 8; held -= 8) {
            out.write(packed >> held - 8);
          }
          packed &= (1 << held) - 1;
        }
      }
    }
    return out.toByteArray();
  }

  /** The crack is in the colours; the alpha is 0 on the left half. */
  private static byte[] alpha(int colours) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int c = 0; c < colours; c++) {
          out.write(wall(0).applyAsInt(x, y));
        }
        out.write(x < SIDE / 2 ? 0 : 255);
      }
    }
    return out.toByteArray();
  }

  private static byte[] png(int bits, int colour, int interlace, byte[] rows, byte[] before) {
    return png(bits, colour, interlace, rows, before, false);
  }

  private static byte[] png(int bits, int colour, int interlace, byte[] rows, byte[] before, boolean spoil) {
    byte[] header = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE).put((byte) bits).put((byte) colour).put(12, (byte) interlace).array();
    int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[colour];
    byte[] data = deflated(filtered(rows, channels * bits));
    if (spoil) {
      data[data.length - 1] ^= 1;
    }
    byte[] signature = bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10);
    return join(signature, chunk("IHDR", header), before, chunk("IDAT", data), chunk("IEND", new byte[0]));
  }

  private static byte[] filtered(byte[] rows, int bitsPerPixel) {
    int length = SIDE * bitsPerPixel / 8;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < rows.length; at += length) {
      out.write(0);
      out.write(rows, at, Math.min(length, rows.length - at));
    }
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    byte[] buffer = new byte[data.length + 100];
    return slice(buffer, 0, deflater.deflate(buffer));
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] body = join(type.getBytes(StandardCharsets.US_ASCII), data);
    CRC32 crc = new CRC32();
    crc.update(body);
    return ByteBuffer.allocate(12 + data.length).putInt(data.length).put(body).putInt((int) crc.getValue()).array();
  }

  // ---------------------------------------------------------------- TIFF

  private static final ByteOrder II = ByteOrder.LITTLE_ENDIAN;
  private static final ByteOrder MM = ByteOrder.BIG_ENDIAN;

  /** One page: tags (tag, type, value...) beside width and height, and the strips' data. */
  private record Page(int side, int strips, byte[] data, int[][] tags) {}

  private static Page page(int bits, int photometric, int samples, byte[] data, int[]... more) {
    int[] depths = new int[2 + samples];
    Arrays.fill(depths, bits);
    depths[0] = 258;
    depths[1] = 3;
    int[][] tags = {depths, {259, 3, 1}, {262, 3, photometric}, {277, 3, samples}};
    int[][] all = Arrays.copyOf(tags, tags.length + more.length);
    System.arraycopy(more, 0, all, tags.length, more.length);
    return new Page(SIDE, 4, data, all);
  }

  private static byte[] tiff(ByteOrder order, Page... pages) {
    ByteBuffer out = ByteBuffer.allocate(1 << 20).order(order);
    out.put((byte) (order == II ? 'I' : 'M')).put((byte) (order == II ? 'I' : 'M')).putShort((short) 42);
    int link = out.position();
    out.putInt(0);
    for (Page page : pages) {
      int data = out.position();
      out.put(page.data());
      int strips = page.strips();
      int part = page.data().length / strips;
      int[] offsets = new int[2 + strips];
      int[] counts = new int[2 + strips];
      for (int i = 0; i < strips; i++) {
        offsets[2 + i] = data + i * part;
        counts[2 + i] = i < strips - 1 ? part : page.data().length - part * i;
      }
      offsets[0] = 273;
      counts[0] = 279;
      offsets[1] = counts[1] = 4;
      java.util.TreeMap<Integer, int[]> tags = new java.util.TreeMap<>();
      for (int[] tag : new int[][] {{256, 3, page.side()}, {257, 3, page.side()}, {278, 3, page.side() / strips}, offsets, counts}) {
        tags.put(tag[0], tag);
      }
      for (int[] tag : page.tags()) {
        tags.put(tag[0], tag);
      }
      link = directory(out, link, tags.values());
    }
    return slice(out.array(), 0, out.position());
  }

  private static int directory(ByteBuffer out, int link, java.util.Collection<int[]> tags) {
    int far = out.position() + (out.position() & 1);
    java.util.Map<int[], Integer> places = new java.util.IdentityHashMap<>();
    for (int[] tag : tags) {
      int size = (tag.length - 2) * (tag[1] == 3 ? 2 : 4);
      if (size > 4) {
        places.put(tag, far);
        for (int i = 2; i < tag.length; i++) {
          out.position(far);
          put(out, tag[1], tag[i]);
          far = out.position();
        }
      }
    }
    out.putInt(link, far);
    out.position(far);
    out.putShort((short) tags.size());
    for (int[] tag : tags) {
      int at = out.position();
      out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag.length - 2);
      if (places.containsKey(tag)) {
        out.putInt(places.get(tag));
      } else {
        for (int i = 2; i < tag.length; i++) {
          put(out, tag[1], tag[i]);
        }
      }
      out.position(at + 12);
    }
    int next = out.position();
    out.putInt(0);
    return next;
  }

  private static void put(ByteBuffer out, int type, int value) {
    if (type == 3) {
      out.putShort((short) value);
    } else if (type == 1 || type == 7) {
      out.put((byte) value);
    } else {
      out.putInt(value);
    }
  }

  private static int[] tag(int... values) {
    return values;
  }

  private static void tiffs() throws IOException {
    IntBinaryOperator wall = wall(0);
    IntBinaryOperator plain = (x, y) -> 160 + (hash(x, y, 5) >>> 28);
    IntBinaryOperator negative = (x, y) -> 255 - wall.applyAsInt(x, y);
    byte[] grey = rows(1, 8, wall);
    Page page = page(8, 1, 1, grey);
    byte[] whole = tiff(II, page);
    write("tiff/grey-whole.tif", whole);
    write("tiff/grey-mm-whole.tif", tiff(MM, page));
    write("tiff/rgb-whole.tif", tiff(II, page(8, 2, 3, rows(3, 8, wall))));
    write("tiff/grey16-whole.tif", tiff(II, page(16, 1, 1, swapped(rows(1, 16, wall)))));
    write("tiff/grey16-mm-whole.tif", tiff(MM, page(16, 1, 1, rows(1, 16, wall))));
    write("tiff/bit-whole.tif", tiff(II, page(1, 1, 1, rows(1, 1, wall))));
    write("tiff/grey4-whole.tif", tiff(II, page(4, 1, 1, rows(1, 4, wall))));
    write("tiff/white-is-zero-whole.tif", tiff(II, page(8, 0, 1, rows(1, 8, negative))));
    write("tiff/white-is-zero-16.tif", tiff(II, page(16, 0, 1, swapped(rows(1, 16, negative)))));
    write("tiff/white-is-zero-1.tif", tiff(II, page(1, 0, 1, rows(1, 1, negative))));
    for (int bits : new int[] {8, 10, 12, 14}) {
      IntBinaryOperator dim = wall;
      byte[] low = new byte[2 * SIDE * SIDE];
      for (int i = 0; i < SIDE * SIDE; i++) {
        int v = dim.applyAsInt(i % SIDE, i / SIDE) << bits - 8;
        low[2 * i] = (byte) v;
        low[2 * i + 1] = (byte) (v >> 8);
      }
      write("tiff/" + bits + "-in-16.tif", tiff(II, page(16, 1, 1, low)));
    }
    write("tiff/grey12.tif", tiff(II, page(12, 1, 1, rows(1, 12, wall))));
    write("tiff/grey32.tif", tiff(II, page(32, 1, 1, wide(wall, false))));
    write("tiff/float32.tif", tiff(II, page(32, 1, 1, wide(wall, true), tag(339, 3, 3))));
    write("tiff/signed16.tif", tiff(II, page(16, 1, 1, swapped(rows(1, 16, (x, y) -> wall.applyAsInt(x, y) / 2)), tag(339, 3, 2))));
    pagesOf(wall, plain, page);
    write("tiff/rgba-associated.tif", tiff(II, page(8, 2, 4, alpha(3), tag(338, 3, 1))));
    write("tiff/rgba-unassociated.tif", tiff(II, page(8, 2, 4, alpha(3), tag(338, 3, 2))));
    write("tiff/rgba-unspecified.tif", tiff(II, page(8, 2, 4, alpha(3), tag(338, 3, 0))));
    write("tiff/grey-alpha.tif", tiff(II, page(8, 1, 2, alpha(1), tag(338, 3, 2))));
    write("tiff/five-samples.tif", tiff(II, page(8, 2, 5, rows(5, 8, wall), tag(338, 3, 0, 0))));
    write("tiff/planar.tif", tiff(II, new Page(SIDE, 3, join(grey, grey, grey), new int[][] {{258, 3, 8, 8, 8}, {259, 3, 1}, {262, 3, 2}, {277, 3, 3}, {278, 3, SIDE}, {284, 3, 2}})));
    for (int photometric : new int[] {3, 4, 5, 6, 8, 9, 32803, 32844, 34892, 77}) {
      int samples = photometric == 5 ? 4 : photometric == 6 || photometric == 8 || photometric == 9 ? 3 : 1;
      write("tiff/photometric-" + photometric + ".tif", tiff(II, page(8, photometric, samples, rows(samples, 8, wall))));
    }
    int[] map = new int[2 + 768];
    map[0] = 320;
    map[1] = 3;
    for (int i = 0; i < 768; i++) {
      map[2 + i] = i % 256 * 257;
    }
    write("tiff/palette-whole.tif", tiff(II, page(8, 3, 1, grey, map)));
    write("tiff/no-photometric.tif", tiff(II, new Page(SIDE, 4, grey, new int[][] {{258, 3, 8}, {259, 3, 1}, {277, 3, 1}})));
    write("tiff/fill-order.tif", tiff(II, page(1, 1, 1, reversed(rows(1, 1, wall)), tag(266, 3, 2))));
    for (int turn = 1; turn <= 8; turn++) {
      write("tiff/orientation-" + turn + ".tif", tiff(II, page(8, 1, 1, grey, tag(274, 3, turn))));
    }
    damagedTiffs(grey, whole);
    compressed("LZW", "lzw");
    compressed("ZLib", "zip");
    compressed("PackBits", "packbits");
    compressed("JPEG", "jpeg");
  }

  private static void pagesOf(IntBinaryOperator wall, IntBinaryOperator plain, Page page) throws IOException {
    Page empty = page(8, 1, 1, rows(1, 8, plain));
    Page thumbnail = new Page(16, 1, slice(rows(1, 8, plain), 0, 256), new int[][] {{258, 3, 8}, {259, 3, 1}, {262, 3, 1}, {277, 3, 1}, {254, 4, 1}});
    write("tiff/pages-2.tif", tiff(II, empty, page));
    write("tiff/pages-5.tif", tiff(MM, empty, empty, empty, empty, page));
    write("tiff/pages-same.tif", tiff(II, page, page));
    write("tiff/thumbnail-first.tif", tiff(II, thumbnail, page));
    write("tiff/thumbnail-last-whole.tif", tiff(II, page, thumbnail));
    write("tiff/small-page-first.tif", tiff(II, new Page(16, 1, thumbnail.data(), Arrays.copyOf(thumbnail.tags(), 4)), page));
    write("tiff/mask-page.tif", tiff(II, page, page(1, 4, 1, rows(1, 1, wall), tag(254, 4, 4))));
    byte[] loop = tiff(II, page);
    int at = ByteBuffer.wrap(loop).order(II).getInt(4);
    ByteBuffer.wrap(loop).order(II).putInt(loop.length - 4, at);
    write("tiff/pages-loop.tif", loop);
  }

  private static void damagedTiffs(byte[] grey, byte[] whole) throws IOException {
    write("tiff/cut-header.tif", slice(whole, 0, 8));
    write("tiff/cut-directory.tif", slice(whole, 0, whole.length - 40));
    byte[] front = tiff(II, page(8, 1, 1, grey, tag(273, 4, 300, 1324, 2348, 3372)));
    write("tiff/strips-elsewhere.tif", front);
    write("tiff/strips-past-end.tif", tiff(II, page(8, 1, 1, grey, tag(273, 4, 8, 1032, 2056, 90000))));
    write("tiff/strips-past-end-all.tif", tiff(II, page(8, 1, 1, grey, tag(273, 4, 90000, 91024, 92048, 93072))));
    write("tiff/strips-zero-offset.tif", tiff(II, page(8, 1, 1, grey, tag(273, 4, 8, 1032, 0, 3080))));
    write("tiff/strips-zero-count.tif", tiff(II, page(8, 1, 1, grey, tag(279, 4, 1024, 0, 0, 1024))));
    write("tiff/strips-short-count.tif", tiff(II, page(8, 1, 1, grey, tag(279, 4, 1024, 100, 1024, 1024))));
    write("tiff/strips-missing.tif", tiff(II, page(8, 1, 1, grey, tag(273, 4, 8, 1032), tag(279, 4, 1024, 1024))));
    write("tiff/strips-none.tif", tiff(II, page(8, 1, 1, grey, tag(273, 4), tag(279, 4))));
    write("tiff/unknown-compression.tif", tiff(II, page(8, 1, 1, grey, tag(259, 3, 34925))));
    write("tiff/jpeg2000-compression.tif", tiff(II, page(8, 1, 1, grey, tag(259, 3, 34712))));
    write("tiff/taller-header.tif", tiff(II, page(8, 1, 1, grey, tag(257, 3, 128))));
  }

  private static void compressed(String type, String name) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionType(type);
    byte[] whole = written(writer, new IIOImage(picture(wall(0), BufferedImage.TYPE_BYTE_GRAY), null, null), param);
    write("tiff/" + name + "-whole.tif", whole);
    int[] strip = firstStrips(whole);
    write("tiff/" + name + "-zero-strips.tif", zeroed(whole, strip[0] + strip[1] / 4, strip[1] / 2));
    write("tiff/" + name + "-noise-strips.tif", noisy(whole, strip[0] + strip[1] / 4, strip[1] / 2));
    write("tiff/" + name + "-rot.tif", rotten(whole, strip[0] + strip[1] / 4, strip[1] / 2, 12));
    write("tiff/" + name + "-cut.tif", slice(whole, 0, whole.length * 3 / 4));
  }

  /** Where the strips' data begins and how long it is, of a file as the JDK writes it. */
  private static int[] firstStrips(byte[] tiff) {
    ByteBuffer in = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? II : MM);
    int at = in.getInt(4);
    int[] found = new int[2];
    for (int i = 0; i < in.getShort(at); i++) {
      int entry = at + 2 + 12 * i;
      int tag = in.getShort(entry) & 0xFFFF;
      if (tag != 273 && tag != 279) {
        continue;
      }
      int count = in.getInt(entry + 4);
      int type = in.getShort(entry + 2);
      int place = count * (type == 3 ? 2 : 4) > 4 ? in.getInt(entry + 8) : entry + 8;
      int sum = 0;
      for (int k = 0; k < count; k++) {
        int value = type == 3 ? in.getShort(place + 2 * k) & 0xFFFF : in.getInt(place + 4 * k);
        sum = tag == 273 && k > 0 ? sum : sum + value;
      }
      found[tag == 273 ? 0 : 1] = sum;
    }
    return found;
  }

  private static byte[] wide(IntBinaryOperator grey, boolean real) {
    ByteBuffer out = ByteBuffer.allocate(4 * SIDE * SIDE).order(II);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int v = grey.applyAsInt(i % SIDE, i / SIDE);
      if (real) {
        out.putFloat(v / 255f);
      } else {
        out.putInt(v << 24);
      }
    }
    return out.array();
  }

  private static byte[] swapped(byte[] words) {
    byte[] out = words.clone();
    for (int i = 0; i < out.length; i += 2) {
      out[i] = words[i + 1];
      out[i + 1] = words[i];
    }
    return out;
  }

  private static byte[] reversed(byte[] data) {
    byte[] out = data.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (Integer.reverse(out[i] << 24) & 255);
    }
    return out;
  }

  // ---------------------------------------------------------------- other formats

  private static void others() throws IOException {
    webps();
    bmps();
    byte[] gif = written("gif", indexed(wall(0)));
    write("gif/whole.gif", gif);
    write("gif/cut.gif", slice(gif, 0, gif.length / 2));
    write("gif/no-end-whole.gif", slice(gif, 0, gif.length - 1));
    write("gif/cut-end.gif", join(slice(gif, 0, gif.length / 2), bytes(0, 0x3B)));
    write("gif/noise.gif", noisy(gif, gif.length / 2, gif.length / 4));
    write("gif/no-frame.gif", join(slice(gif, 0, 13 + 768), bytes(0x3B)));
    byte[] second = written("gif", indexed(wall(1)));
    int frame = 13 + 768;
    write("gif/frames.gif", join(slice(gif, 0, gif.length - 1), from(second, frame)));
    byte[] plain = new byte[256];
    for (String brand : new String[] {"heic", "heix", "mif1", "avif", "crx "}) {
      byte[] box = join(bytes(0, 0, 0, 24), ("ftyp" + brand + "\0\0\0\0mif1heic").getBytes(StandardCharsets.ISO_8859_1));
      write("other/" + brand.strip() + ".bin", join(box, bytes(0, 0, 0, 100), "meta".getBytes(StandardCharsets.US_ASCII), plain));
    }
    write("other/jpeg-xl.bin", join(bytes(0xFF, 0x0A), plain));
    write("other/jpeg-xl-box.bin", join(bytes(0, 0, 0, 12, 'J', 'X', 'L', ' ', 13, 10, 0x87, 10), plain));
    write("other/jpeg-2000.bin", join(bytes(0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, 0x87, 10), plain));
    write("other/jpeg-2000-stream.bin", join(bytes(0xFF, 0x4F, 0xFF, 0x51), plain));
    write("other/photoshop.bin", join("8BPS\0\1".getBytes(StandardCharsets.ISO_8859_1), plain));
    write("other/fuji.bin", join("FUJIFILMCCD-RAW 0201".getBytes(StandardCharsets.ISO_8859_1), plain));
    write("other/text.bin", "<html><body>404 Not Found</body></html>\n".getBytes(StandardCharsets.US_ASCII));
    write("other/zeros.bin", new byte[1000]);
    write("other/apple-double.bin", join(bytes(0, 5, 0x16, 7, 0, 2, 0, 0), "Mac OS X        ".getBytes(StandardCharsets.US_ASCII), plain));
    write("other/git-lfs.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void webps() throws IOException {
    byte[] lossy = Base64.getDecoder().decode(WEBP_LOSSY);
    byte[] lossless = Base64.getDecoder().decode(WEBP_LOSSLESS);
    for (int i = 0; i < 2; i++) {
      byte[] whole = i == 0 ? lossy : lossless;
      String name = "webp/" + (i == 0 ? "lossy" : "lossless");
      write(name + "-whole.webp", whole);
      write(name + "-cut.webp", slice(whole, 0, whole.length / 2));
      byte[] shorter = slice(whole, 0, whole.length / 2 & ~1);
      ByteBuffer.wrap(shorter).order(II).putInt(4, shorter.length - 8).putInt(16, shorter.length - 20);
      write(name + "-cut-sizes.webp", shorter);
      write(name + "-zero-tail.webp", zeroed(whole, whole.length / 2, whole.length / 2));
      write(name + "-noise.webp", noisy(whole, whole.length / 3, whole.length / 4));
    }
  }

  private static void bmps() throws IOException {
    byte[] whole = written("bmp", picture(wall(0), BufferedImage.TYPE_INT_RGB));
    byte[] grey = written("bmp", indexed(wall(0)));
    write("bmp/rgb-whole.bmp", whole);
    write("bmp/palette-whole.bmp", grey);
    write("bmp/cut.bmp", slice(whole, 0, whole.length / 2));
    write("bmp/palette-cut.bmp", slice(grey, 0, grey.length / 2 + 500));
    write("bmp/cut-last-byte.bmp", slice(whole, 0, whole.length - 1));
    write("bmp/header-only.bmp", slice(whole, 0, 54));
    write("bmp/taller-header.bmp", with(whole, 22, 128));
    write("bmp/no-bits.bmp", with(whole, 28, 0));
    write("bmp/odd-bits.bmp", with(whole, 28, 7));
    ImageWriter writer = ImageIO.getImageWritersByFormatName("bmp").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionType("BI_RLE8");
    byte[] runs = written(writer, new IIOImage(indexed(wall(0)), null, null), param);
    write("bmp/rle-whole.bmp", runs);
    write("bmp/rle-cut.bmp", slice(runs, 0, runs.length * 3 / 4));
    write("bmp/rle-cut-end.bmp", join(slice(runs, 0, runs.length * 3 / 4), bytes(0, 1)));
  }

  private static BufferedImage indexed(IntBinaryOperator grey) {
    byte[] ramp = new byte[256];
    for (int i = 0; i < 256; i++) {
      ramp[i] = (byte) i;
    }
    IndexColorModel model = new IndexColorModel(8, 256, ramp, ramp, ramp);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, grey.applyAsInt(i % SIDE, i / SIDE));
    }
    return image;
  }

  // ---------------------------------------------------------------- for splits and odd shapes

  /** Photos that look nothing alike, two of each of four sources, and the first in other forms. */
  private static void scenes() throws IOException {
    for (int i = 0; i < 8; i++) {
      write("split/" + i / 2 + "-" + i % 2 + ".jpg", jpeg(scene(i), 0.75f, false, 0));
    }
    write("split/0-small.jpg", jpeg(scene(0), 0.4f, false, 0));
    write("split/0-bright.jpg", jpeg((x, y) -> scene(0).applyAsInt(x, y) + 12, 0.75f, false, 0));
    write("split/0-as.png", written("png", picture(scene(0), BufferedImage.TYPE_BYTE_GRAY)));
    for (int width = 1; width <= 4; width++) {
      BufferedImage sliver = new BufferedImage(width, 200, BufferedImage.TYPE_BYTE_GRAY);
      for (int y = 0; y < 200; y++) {
        sliver.getRaster().setSample(0, y, 0, 100 + y % 64);
      }
      write("png/sliver-" + width + ".png", written("png", sliver));
    }
    write("weights/zip.pth", Base64.getDecoder().decode(TORCH_ZIP));
    write("weights/legacy.pth", Base64.getDecoder().decode(TORCH_LEGACY));
    write("other/empty.zip", join(bytes('P', 'K', 5, 6), new byte[18]));
  }

  private static IntBinaryOperator scene(int seed) {
    return (x, y) -> 60 + (hash(x / 7, y / 7, 77 + seed) >>> 25) + (hash(x, y, seed) >>> 30);
  }

  // ---------------------------------------------------------------- masks

  /** One for the crack's pixels (a bar of 8 x 48 pixels at 20, 8), else nought. */
  private static int set(int x, int y) {
    return x >= 20 && x < 28 && y >= 8 && y < 56 ? 1 : 0;
  }

  private static IntBinaryOperator mask(int off, int on) {
    return (x, y) -> set(x, y) == 1 ? on : off;
  }

  private static void masks() throws IOException {
    for (int on : new int[] {1, 2, 100, 127, 128, 200, 254, 255}) {
      write("mask/grey-" + on + ".png", png(8, 0, 0, rows(1, 8, mask(0, on)), new byte[0]));
    }
    for (int on : new int[] {1, 2, 255, 256, 4096, 65535}) {
      byte[] words = words(on);
      write("mask/grey16-" + on + ".png", png(16, 0, 0, words, new byte[0]));
      write("mask/grey16-" + on + ".tif", tiff(II, page(16, 1, 1, swapped(words))));
    }
    write("mask/empty.png", png(8, 0, 0, rows(1, 8, mask(0, 0)), new byte[0]));
    write("mask/empty16.png", png(16, 0, 0, rows(1, 16, mask(0, 0)), new byte[0]));
    write("mask/full.png", png(8, 0, 0, rows(1, 8, mask(255, 255)), new byte[0]));
    write("mask/inverted-255.png", png(8, 0, 0, rows(1, 8, mask(255, 0)), new byte[0]));
    write("mask/inverted-1.png", png(8, 0, 0, rows(1, 8, mask(1, 0)), new byte[0]));
    write("mask/inverted-bit.png", png(1, 0, 0, rows(1, 1, mask(255, 0)), new byte[0]));
    write("mask/bit.png", png(1, 0, 0, rows(1, 1, mask(0, 255)), new byte[0]));
    write("mask/bit.tif", tiff(II, page(1, 1, 1, rows(1, 1, mask(0, 255)))));
    write("mask/bit-white-is-zero.tif", tiff(II, page(1, 0, 1, rows(1, 1, mask(255, 0)))));
    write("mask/float-1.tif", tiff(II, page(32, 1, 1, wide((x, y) -> 255 * set(x, y), true), tag(339, 3, 3))));
    write("mask/rgb.png", png(8, 2, 0, rows(3, 8, mask(0, 255)), new byte[0]));
    write("mask/red.png", png(8, 2, 0, coloured(255, 0, 0), new byte[0]));
    write("mask/dark-red.png", png(8, 2, 0, coloured(128, 0, 0), new byte[0]));
    write("mask/blue.png", png(8, 2, 0, coloured(0, 0, 255), new byte[0]));
    write("mask/rgb-1.png", png(8, 2, 0, rows(3, 8, mask(0, 1)), new byte[0]));
    write("mask/alpha.png", png(8, 6, 0, inAlpha(3, 0), new byte[0]));
    write("mask/alpha-opaque.png", png(8, 6, 0, opaque(), new byte[0]));
    write("mask/alpha-white.png", png(8, 6, 0, inAlpha(3, 255), new byte[0]));
    write("mask/grey-alpha.png", png(8, 4, 0, inAlpha(1, 255), new byte[0]));
    byte[] voc = new byte[768];
    voc[3] = (byte) 128;
    write("mask/palette-1.png", png(8, 3, 0, rows(1, 8, mask(0, 1)), chunk("PLTE", voc)));
    write("mask/palette-white.png", png(8, 3, 0, rows(1, 8, mask(0, 1)), chunk("PLTE", bytes(0, 0, 0, 255, 255, 255))));
    write("mask/palette-black.png", png(8, 3, 0, rows(1, 8, mask(0, 1)), chunk("PLTE", new byte[6])));
    write("mask/three-values.png", png(8, 0, 0, rows(1, 8, (x, y) -> set(x, y) == 1 ? 255 : y > 58 ? 127 : 0), new byte[0]));
    write("mask/void-border.png", png(8, 0, 0, rows(1, 8, (x, y) -> set(x, y) == 1 ? 1 : set(x + 1, y) + set(x - 1, y) > 0 ? 255 : 0), new byte[0]));
    write("mask/classes.png", png(8, 0, 0, rows(1, 8, (x, y) -> set(x, y) == 1 ? 1 : x > 44 && y > 44 ? 2 : 0), new byte[0]));
    write("mask/soft.png", png(8, 0, 0, rows(1, 8, (x, y) -> set(x, y) == 1 ? 200 + (x & 31) : set(x + 1, y) * 90), new byte[0]));
    write("mask/speck.png", png(8, 0, 0, rows(1, 8, (x, y) -> x == 9 && y == 9 ? 255 : 0), new byte[0]));
    write("mask/speck-and-crack.png", png(8, 0, 0, rows(1, 8, (x, y) -> x == 60 && y == 2 ? 255 : 255 * set(x, y)), new byte[0]));
    byte[] plain = png(8, 0, 0, rows(1, 8, mask(0, 255)), new byte[0]);
    write("mask/broken.png", slice(plain, 0, plain.length - 30));
    write("mask/text.png", "no mask".getBytes(StandardCharsets.US_ASCII));
    write("mask/lossy.jpg", jpeg(mask(0, 255), 0.5f, false, 0));
    write("mask/gif-255.gif", written("gif", indexed(mask(0, 255))));
    write("mask/gif-1.gif", written("gif", indexed(mask(0, 1))));
    write("mask/bmp-255.bmp", written("bmp", indexed(mask(0, 255))));
    write("mask/bmp-1.bmp", written("bmp", indexed(mask(0, 1))));
    BufferedImage small = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    small.getRaster().setSample(9, 9, 0, 255);
    write("mask/half-size.png", written("png", small));
  }

  private static byte[] words(int on) {
    ByteBuffer out = ByteBuffer.allocate(2 * SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      out.putShort((short) (on * set(i % SIDE, i / SIDE)));
    }
    return out.array();
  }

  private static byte[] coloured(int... rgb) {
    byte[] out = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (rgb[i % 3] * set(i / 3 % SIDE, i / 3 / SIDE));
    }
    return out;
  }

  /** The crack in the alpha channel; all colours alike. */
  private static byte[] inAlpha(int colours, int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int c = 0; c < colours; c++) {
        out.write(value);
      }
      out.write(255 * set(i % SIDE, i / SIDE));
    }
    return out.toByteArray();
  }

  private static byte[] opaque() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < SIDE * SIDE; i++) {
      int v = 255 * set(i % SIDE, i / SIDE);
      out.writeBytes(bytes(v, v, v, 255));
    }
    return out.toByteArray();
  }

  // ---------------------------------------------------------------- bytes

  private static byte[] written(String format, BufferedImage image) throws IOException {
    return written(format, image, false);
  }

  private static byte[] written(String format, BufferedImage image, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    return written(writer, new IIOImage(image, null, null), param);
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Path file = OUT.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] slice(byte[] data, int from, int to) {
    return Arrays.copyOfRange(data, from, to);
  }

  private static byte[] from(byte[] data, int at) {
    return slice(data, at, data.length);
  }

  private static byte[] with(byte[] data, int at, int value) {
    byte[] out = data.clone();
    out[at] = (byte) value;
    return out;
  }

  private static byte[] zeroed(byte[] data, int at, int length) {
    return filled(data, at, length, 0);
  }

  private static byte[] filled(byte[] data, int at, int length, int value) {
    byte[] out = data.clone();
    Arrays.fill(out, at, at + length, (byte) value);
    return out;
  }

  private static byte[] noisy(byte[] data, int at, int length) {
    byte[] noise = new byte[length];
    new SplittableRandom(at).nextBytes(noise);
    byte[] out = data.clone();
    System.arraycopy(noise, 0, out, at, length);
    return out;
  }

  /** Single bits flipped here and there. */
  private static byte[] rotten(byte[] data, int at, int length, int bits) {
    SplittableRandom random = new SplittableRandom(length);
    byte[] out = data.clone();
    for (int i = 0; i < bits; i++) {
      out[at + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
    return out;
  }
}
