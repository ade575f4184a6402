package io.faultline.internal.codec.jpeg;

import io.faultline.internal.codec.jpeg.JpegFrame.Component;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the coefficients of single blocks of a scan, only so far as to see whether they can be
 * right: nothing is transformed and no value is kept. Each kind of scan has its own subclass.
 */
abstract class JpegBlocks {
  /**
   * A coefficient of 8-bit samples lies within 1024 (T.81, A.3.3); some encoders go a little
   * further to keep sharp edges.
   */
  private static final int MAX_COEFFICIENT = 1100;

  final JpegBits bits;
  long coefficients;

  JpegBlocks(JpegBits bits) {
    this.bits = bits;
  }

  /** Decodes a block of the scan's component with this index; {@code block} counts its blocks. */
  abstract JpegFault decode(int component, int block);

  /** Forgets what was carried from block to block. */
  abstract void restart();

  /** Whether the data promise more blocks than there are. */
  boolean owesBlocks() {
    return false;
  }

  /** How many coefficients that are not 0 came so far. */
  long coefficients() {
    return coefficients;
  }

  /** What a scan codes its components with. */
  record Coding(Component component, Optional<JpegHuffman> dc, Optional<JpegHuffman> ac, int step) {
    /** The largest value of the first coefficient before it is multiplied by its step. */
    int limit() {
      return MAX_COEFFICIENT / Math.max(1, step) + 2;
    }
  }

  /**
   * Blocks whose first (DC) coefficient is coded as the difference from that of the block before.
   */
  private abstract static class WithDc extends JpegBlocks {
    private final JpegHuffman[] dc;
    final int[] limit;
    final int[] last;

    WithDc(JpegBits bits, List<Coding> codings) {
      super(bits);
      dc = codings.stream().map(c -> c.dc().orElseThrow()).toArray(JpegHuffman[]::new);
      limit = codings.stream().mapToInt(Coding::limit).toArray();
      last = new int[codings.size()];
    }

    @Override
    final void restart() {
      Arrays.fill(last, 0);
    }

    /** Decodes the first coefficient into {@link #last}; false where its code is not one. */
    final boolean readsDc(int component) {
      int size = dc[component].decode(bits);
      if (size < 0) {
        return false;
      }
      last[component] += bits.signed(size);
      return true;
    }
  }

  /** Whole blocks, one after another: baseline and extended sequential JPEG. */
  static final class Sequential extends WithDc {
    private final JpegHuffman[] ac;

    Sequential(JpegBits bits, List<Coding> codings) {
      super(bits, codings);
      ac = codings.stream().map(c -> c.ac().orElseThrow()).toArray(JpegHuffman[]::new);
    }

    @Override
    JpegFault decode(int component, int block) {
      if (!readsDc(component)) {
        return JpegFault.BAD_CODE;
      }
      if (Math.abs(last[component]) > limit[component]) {
        return JpegFault.OUT_OF_RANGE;
      }
      JpegHuffman table = ac[component];
      for (int k = 1; k < 64; k++) {
        int symbol = table.decode(bits);
        if (symbol < 0) {
          return JpegFault.BAD_CODE;
        }
        int length = symbol & 15;
        if (length == 0 && symbol != 0xF0) {
          return symbol == 0 ? JpegFault.NONE : JpegFault.BAD_CODE;
        }
        k += symbol >> 4;
        if (k > 63) {
          return JpegFault.TOO_MANY_COEFFICIENTS;
        }
        bits.take(length);
        coefficients += length > 0 ? 1 : 0;
      }
      return JpegFault.NONE;
    }
  }

  /** The first bits of the first coefficients, in a progressive JPEG. */
  static final class DcFirst extends WithDc {
    private final int shift;

    DcFirst(JpegBits bits, List<Coding> codings, int shift) {
      super(bits, codings);
      this.shift = shift;
    }

    @Override
    JpegFault decode(int component, int block) {
      if (!readsDc(component)) {
        return JpegFault.BAD_CODE;
      }
      return (Math.abs(last[component]) - 1) << shift > limit[component]
          ? JpegFault.OUT_OF_RANGE
          : JpegFault.NONE;
    }
  }

  /** One more bit of every first coefficient. */
  static final class DcRefine extends JpegBlocks {
    DcRefine(JpegBits bits) {
      super(bits);
    }

    @Override
    void restart() {}

    @Override
    JpegFault decode(int component, int block) {
      bits.take(1);
      return JpegFault.NONE;
    }
  }
}
