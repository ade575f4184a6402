package io.faultline.internal.codec.jpeg;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.jpeg.JpegFrame.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scan of a JPEG (ITU T.81, B.2.3): its header, and a walk through its coded data.
 *
 * @param header where its length stands
 * @param codings what each of its components is coded with
 * @param from the first coefficient, 0 to 63
 * @param to the last coefficient
 * @param before how many low bits were missing of them so far; 0 where this is their first scan
 * @param shift how many low bits are missing after it
 */
record JpegScan(
    int header, List<JpegBlocks.Coding> codings, int from, int to, int before, int shift) {
  private static final int MAX_BLOCKS_OF_UNIT = 10;

  /** Shorter runs of zeros are left to chance. */
  private static final int ZEROS = 32;

  /** How many bytes the reader may be ahead of the block that it decodes. */
  private static final int AHEAD = 8;

  /** Extra bytes at the end of a scan that some cameras write. */
  private static final int STRAY_BYTES = 3;

  private static final Optional<JpegHuffman> NO_TABLE = Optional.empty();

  /**
   * What was found in the data of a scan.
   *
   * @param units the whole units before the fault
   * @param total the units that there should be
   * @param fault what ended the walk
   * @param rows whole rows of units before the fault
   * @param start where the data begin in which the last of these rows ends
   * @param bits how many bits from there it ends
   * @param end where the data end
   * @param next where the next marker may be
   * @param stray bytes behind the last block, too few to be damage
   */
  record Walk(
      int units,
      int total,
      JpegFault fault,
      int rows,
      int start,
      int bits,
      int end,
      int next,
      int stray) {}

  /**
   * Reads a scan's header.
   *
   * @param at where its length stands
   */
  static JpegScan of(HeaderBytes in, int at, JpegFrame frame, JpegTables tables) {
    int count = in.u8(at + 2);
    int last = at + 3 + 2 * count;
    int from = in.u8(last);
    int to = in.u8(last + 1);
    int bits = in.u8(last + 2);
    boolean valid = count >= 1 && count <= frame.components().size();
    if (frame.progressive()) {
      valid &= from == 0 ? to == 0 : count == 1 && from <= to && to < 64;
      valid &= bits >> 4 == 0 || bits >> 4 == (bits & 15) + 1;
    } else {
      from = 0;
      to = 63;
      bits = 0;
    }
    List<JpegBlocks.Coding> codings = new ArrayList<>();
    int blocks = 0;
    for (int i = 0; valid && i < count; i++) {
      Optional<Component> component = frame.component(in.u8(at + 3 + 2 * i));
      int table = in.u8(at + 4 + 2 * i);
      Optional<int[]> steps = component.flatMap(c -> tables.quantization(c.quantization()));
      valid = component.isPresent() && steps.isPresent();
      if (valid) {
        Component known = component.orElseThrow();
        valid = codings.stream().noneMatch(coding -> coding.component().equals(known));
        blocks += known.across() * known.down();
        Optional<JpegHuffman> dc = from == 0 && bits >> 4 == 0 ? tables.dc(table >> 4) : NO_TABLE;
        Optional<JpegHuffman> ac = to > 0 ? tables.ac(table & 15) : NO_TABLE;
        valid &= dc.isPresent() || from > 0 || bits >> 4 > 0;
        valid &= ac.isPresent() || to == 0;
        codings.add(new JpegBlocks.Coding(known, dc, ac, steps.orElseThrow()[0]));
      }
    }
    if (!valid || (count > 1 && blocks > MAX_BLOCKS_OF_UNIT)) {
      throw in.fault("JPEG scan header at byte " + at + " is damaged or names a missing table");
    }
    return new JpegScan(at, List.copyOf(codings), from, to, bits >> 4, bits & 15);
  }

  /** Where the coded data begin. */
  int dataAt() {
    return header + 6 + 2 * codings.size();
  }

  private JpegBlocks blocks(JpegBits bits, JpegProgress progress, boolean progressive) {
    if (!progressive) {
      return new JpegBlocks.Sequential(bits, codings);
    }
    if (from == 0) {
      return before == 0
          ? new JpegBlocks.DcFirst(bits, codings, shift)
          : new JpegBlocks.DcRefine(bits);
    }
    JpegHuffman table = codings.get(0).ac().orElseThrow();
    long[] known = progress.known(codings.get(0).component());
    return before == 0
        ? new JpegBands.First(bits, table, from, to, known)
        : new JpegBands.Refine(bits, table, from, to, known);
  }

  /** Walks through the data. */
  Walk walk(byte[] bytes, JpegFrame frame, JpegTables tables, JpegProgress progress) {
    return new Walker(bytes, frame, tables.restartInterval(), progress).walk();
  }

  private final class Walker {
    private final byte[] bytes;
    private final int restartInterval;
    private final JpegBits bits;
    private final JpegBlocks blocks;
    private final int unitsAcross;
    private final int unitsDown;
    private final int limit;
    private int zerosFrom;
    private int zerosTo;
    private boolean sawZeros;
    private int done;

    /** Units before a stretch of zeros, or all that are done. */
    private int unit;

    /** The last place up to which all is well, in rows of units. */
    private int rows;

    private int rowStart;
    private int rowBits;

    Walker(byte[] bytes, JpegFrame frame, int restartInterval, JpegProgress progress) {
      this.bytes = bytes;
      this.restartInterval = restartInterval;
      this.bits = new JpegBits(bytes, dataAt());
      this.blocks = blocks(bits, progress, frame.progressive());
      boolean alone = codings.size() == 1;
      Component first = codings.get(0).component();
      this.unitsAcross = alone ? first.blocksAcross() : frame.unitsAcross();
      this.unitsDown = alone ? first.blocksDown() : frame.unitsDown();
      this.limit = JpegHeader.endOfData(bytes, dataAt());
      this.rowStart = dataAt();
      findZeros(dataAt());
    }

    private Walk walk() {
      JpegFault fault = JpegFault.NONE;
      for (int row = 0; row < unitsDown && fault == JpegFault.NONE; row++) {
        for (int column = 0; column < unitsAcross && fault == JpegFault.NONE; column++) {
          fault = next();
          unit += fault == JpegFault.NONE && !sawZeros ? 1 : 0;
        }
        if (fault == JpegFault.NONE && !sawZeros) {
          rows = row + 1;
          rowStart = bits.start();
          rowBits = bits.taken();
        }
      }
      return ended(fault);
    }

    private JpegFault next() {
      if (restartInterval > 0 && done > 0 && done % restartInterval == 0 && !restarted()) {
        return JpegFault.RESTART_MISSING;
      }
      done++;
      for (int i = 0; i < codings.size(); i++) {
        Component component = codings.get(i).component();
        int count = codings.size() == 1 ? 1 : component.across() * component.down();
        for (int k = 0; k < count; k++) {
          JpegFault fault = block(i);
          if (fault != JpegFault.NONE) {
            return fault;
          }
        }
      }
      return bits.overrun() ? JpegFault.ENDS_EARLY : JpegFault.NONE;
    }

    private JpegFault block(int component) {
      int position = bits.position();
      long coefficients = blocks.coefficients();
      JpegFault fault = blocks.decode(component, done - 1);
      if (bits.position() - AHEAD > zerosFrom) {
        sawZeros = true;
        boolean inside = position >= zerosFrom + AHEAD && bits.position() <= zerosTo;
        if (inside && blocks.coefficients() > coefficients) {
          return JpegFault.ZEROS;
        }
        if (position > zerosTo) {
          findZeros(position);
        }
      }
      return fault;
    }

    private boolean restarted() {
      int at = bits.stop();
      int number = (done / restartInterval - 1) & 7;
      while (at + 1 < bytes.length && bytes[at] == -1 && bytes[at + 1] == -1) {
        at++;
      }
      if (blocks.owesBlocks()
          || at + 1 >= bytes.length
          || bytes[at] != -1
          || bytes[at + 1] != (byte) (0xD0 + number)) {
        return false;
      }
      bits.restart(at + 2);
      blocks.restart();
      return true;
    }

    private void findZeros(int start) {
      int length = 0;
      zerosFrom = Integer.MAX_VALUE;
      zerosTo = Integer.MAX_VALUE;
      for (int at = start; at < limit; at++) {
        boolean zero = bytes[at] == 0 && !(at > start && bytes[at - 1] == -1);
        length = zero ? length + 1 : 0;
        if (length == ZEROS) {
          zerosFrom = at - ZEROS + 1;
          while (at + 1 < limit && bytes[at + 1] == 0) {
            at++;
          }
          zerosTo = at + 1;
          return;
        }
      }
    }

    private Walk ended(JpegFault fault) {
      if (fault != JpegFault.NONE) {
        return result(sawZeros ? JpegFault.ZEROS : fault, limit, 0);
      }
      int end = bits.stop();
      int left = limit - end;
      boolean padding = !sawZeros;
      for (int at = end; at < limit; at++) {
        padding &= bytes[at] == 0;
      }
      if (left <= 0 || padding) {
        rows = unitsDown;
        unit = done;
        return result(blocks.owesBlocks() ? JpegFault.ENDS_EARLY : JpegFault.NONE, end, 0);
      }
      if (left <= STRAY_BYTES && !sawZeros) {
        return result(JpegFault.NONE, end, left);
      }
      return result(sawZeros ? JpegFault.ZEROS : JpegFault.LEFT_OVER, end, 0);
    }

    private Walk result(JpegFault fault, int end, int stray) {
      return new Walk(
          unit, unitsAcross * unitsDown, fault, rows, rowStart, rowBits, end, limit, stray);
    }
  }
}
