package io.faultline.internal.codec.jpeg;

import io.faultline.internal.codec.HeaderBytes;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The tables that JPEG data are coded with (ITU T.81, B.2.4); later ones replace earlier ones. */
final class JpegTables {
  private static final int MAX_SYMBOL_OF_DC = 15;

  private final int[][] quantization = new int[4][];
  private final JpegHuffman[] dc = new JpegHuffman[4];
  private final JpegHuffman[] ac = new JpegHuffman[4];
  private int restartInterval;

  /** Starts with the tables of annex K, which frames of motion JPEG leave out. */
  JpegTables() {
    dc[0] = standard(JPEGHuffmanTable.StdDCLuminance);
    dc[1] = standard(JPEGHuffmanTable.StdDCChrominance);
    ac[0] = standard(JPEGHuffmanTable.StdACLuminance);
    ac[1] = standard(JPEGHuffmanTable.StdACChrominance);
  }

  private static JpegHuffman standard(JPEGHuffmanTable table) {
    int[] counts = new int[16];
    for (int i = 0; i < table.getLengths().length; i++) {
      counts[i] = table.getLengths()[i];
    }
    byte[] symbols = new byte[table.getValues().length];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = (byte) table.getValues()[i];
    }
    return JpegHuffman.of(counts, symbols).orElseThrow();
  }

  /** Steps in the order in which coefficients are coded; nothing where the table is missing. */
  Optional<int[]> quantization(int index) {
    return Optional.ofNullable(quantization[index]);
  }

  Optional<JpegHuffman> dc(int index) {
    return index < 4 ? Optional.ofNullable(dc[index]) : Optional.empty();
  }

  Optional<JpegHuffman> ac(int index) {
    return index < 4 ? Optional.ofNullable(ac[index]) : Optional.empty();
  }

  /** Units between two restart markers; 0 for none. */
  int restartInterval() {
    return restartInterval;
  }

  void readRestartInterval(HeaderBytes in, long at) {
    restartInterval = in.u16(at + 2, ByteOrder.BIG_ENDIAN);
  }

  /**
   * Reads a segment of quantization tables.
   *
   * @param at where its length stands
   */
  void readQuantization(HeaderBytes in, long at) {
    long end = at + in.u16(at, ByteOrder.BIG_ENDIAN);
    for (long from = at + 2; from < end; ) {
      int head = in.u8(from++);
      int bytes = head >> 4 == 0 ? 1 : 2;
      int[] steps = new int[64];
      for (int i = 0; i < 64; i++, from += bytes) {
        steps[i] = (int) in.number(from, bytes, ByteOrder.BIG_ENDIAN);
      }
      require(in, (head & 15) < 4 && from <= end, "quantization");
      quantization[head & 15] = steps;
    }
  }

  /** As above, of Huffman tables. */
  void readHuffman(HeaderBytes in, long at) {
    long end = at + in.u16(at, ByteOrder.BIG_ENDIAN);
    for (long from = at + 2; from < end; ) {
      int head = in.u8(from++);
      int[] counts = new int[16];
      int sum = 0;
      for (int i = 0; i < 16; i++) {
        counts[i] = in.u8(from++);
        sum += counts[i];
      }
      byte[] symbols = new byte[Math.min(sum, 256)];
      boolean ofDc = head >> 4 == 0;
      boolean valid = sum <= 256 && (head & 0xEF) < 4;
      for (int i = 0; i < symbols.length; i++) {
        symbols[i] = (byte) in.u8(from++);
        valid &= !ofDc || (symbols[i] & 0xFF) <= MAX_SYMBOL_OF_DC;
      }
      Optional<JpegHuffman> table = JpegHuffman.of(counts, symbols);
      require(in, valid && from <= end && table.isPresent(), "Huffman");
      (ofDc ? dc : ac)[head & 3] = table.orElseThrow();
    }
  }

  private static void require(HeaderBytes in, boolean valid, String which) {
    if (!valid) {
      throw in.fault("JPEG " + which + " table is damaged");
    }
  }
}
