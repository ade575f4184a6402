package io.faultline.internal.reading;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Tiny files whose headers claim 60000x60000 pixels. */
final class Bombs {
  private static final int SIDE = 60000;

  private Bombs() {}

  static byte[] of(String format) {
    ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    switch (format) {
      case "PNG" -> {
        return Samples.png("IHDR", Samples.ihdr(SIDE, SIDE), "IEND", new byte[0]);
      }
      case "BMP" -> {
        put(out, "BM").putInt(200).putInt(0).putInt(54).putInt(40).putInt(SIDE).putInt(SIDE);
        out.putShort((short) 1).putShort((short) 24).putInt(1);
      }
      case "TIFF" -> {
        put(out, "II*\0").putInt(8).putShort((short) 2);
        out.putShort((short) 256).putShort((short) 4).putInt(1).putInt(SIDE);
        out.putShort((short) 257).putShort((short) 3).putInt(1).putInt(SIDE);
      }
      case "WEBP" -> {
        put(out, "RIFF").putInt(192);
        put(out, "WEBPVP8X").putInt(10).putInt(0);
        int last = SIDE - 1;
        out.put((byte) last).put((byte) (last >> 8)).put((byte) 0);
        out.put((byte) last).put((byte) (last >> 8)).put((byte) 0);
      }
      default -> {
        out.order(ByteOrder.BIG_ENDIAN).putShort((short) 0xFFD8).putShort((short) 0xFFC0);
        out.putShort((short) 17).put((byte) 8).putShort((short) SIDE).putShort((short) SIDE);
      }
    }
    return out.array();
  }

  private static ByteBuffer put(ByteBuffer out, String text) {
    return out.put(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
