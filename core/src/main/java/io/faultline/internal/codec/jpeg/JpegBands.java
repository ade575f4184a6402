package io.faultline.internal.codec.jpeg;

/**
 * The blocks of a progressive scan of coefficients 1 to 63 (ITU T.81, G.1.2.2 and G.1.2.3). Which
 * coefficients are not 0 yet is kept in a bit of each, as it decides how later scans read.
 */
abstract class JpegBands extends JpegBlocks {
  final JpegHuffman table;
  final int from;
  final int to;
  final long[] known;

  /** Blocks that have nothing more in this scan. */
  int run;

  private JpegBands(JpegBits bits, JpegHuffman table, int from, int to, long[] known) {
    super(bits);
    this.table = table;
    this.from = from;
    this.to = to;
    this.known = known;
  }

  @Override
  void restart() {
    run = 0;
  }

  @Override
  boolean owesBlocks() {
    return run > 0;
  }

  /** The length of a run of blocks, this one among them. */
  int runOf(int symbol) {
    return (1 << (symbol >> 4)) + bits.take(symbol >> 4);
  }

  /** The first bits of a band of coefficients. */
  static final class First extends JpegBands {
    First(JpegBits bits, JpegHuffman table, int from, int to, long[] known) {
      super(bits, table, from, to, known);
    }

    @Override
    JpegFault decode(int component, int block) {
      if (run > 0) {
        run--;
        return JpegFault.NONE;
      }
      for (int k = from; k <= to; k++) {
        int symbol = table.decode(bits);
        if (symbol < 0) {
          return JpegFault.BAD_CODE;
        }
        int length = symbol & 15;
        if (length == 0 && symbol != 0xF0) {
          run = runOf(symbol) - 1;
          return JpegFault.NONE;
        }
        k += symbol >> 4;
        if (k > to) {
          return JpegFault.TOO_MANY_COEFFICIENTS;
        }
        if (length > 0) {
          bits.take(length);
          known[block] |= 1L << k;
          coefficients++;
        }
      }
      return JpegFault.NONE;
    }
  }

  /** One more bit of a band of coefficients. */
  static final class Refine extends JpegBands {
    Refine(JpegBits bits, JpegHuffman table, int from, int to, long[] known) {
      super(bits, table, from, to, known);
    }

    @Override
    JpegFault decode(int component, int block) {
      int k = from;
      while (run == 0 && k <= to) {
        int symbol = table.decode(bits);
        if (symbol < 0) {
          return JpegFault.BAD_CODE;
        }
        int length = symbol & 15;
        if (length == 0 && symbol != 0xF0) {
          run = runOf(symbol);
          break;
        }
        if (length > 1) {
          return JpegFault.BAD_CODE;
        }
        bits.take(length);
        k = pass(block, k, symbol >> 4);
        if (k > to) {
          return JpegFault.TOO_MANY_COEFFICIENTS;
        }
        if (length == 1) {
          known[block] |= 1L << k;
        }
        k++;
      }
      if (run > 0) {
        corrections(block, k);
        run--;
      }
      return JpegFault.NONE;
    }

    /** Passes a number of coefficients that are 0; the others have a bit of correction each. */
    private int pass(int block, int first, int zeros) {
      int left = zeros;
      int k = first;
      for (; k <= to; k++) {
        if ((known[block] >> k & 1) != 0) {
          bits.take(1);
        } else if (--left < 0) {
          break;
        }
      }
      return k;
    }

    /** A bit of correction for every coefficient that is left. */
    private void corrections(int block, int first) {
      if (first <= to) {
        long band = known[block] >>> first << first & (-1L >>> (63 - to));
        for (int left = Long.bitCount(band); left > 0; left -= 16) {
          bits.take(Math.min(16, left));
        }
      }
    }
  }
}
