package io.faultline.internal.codec.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes TIFF files of any kind, right or wrong, for the tests: tags and strips as they are told.
 */
final class TiffWriter {
  private final ByteOrder order;
  private final boolean big;
  private final List<Page> pages = new ArrayList<>();

  TiffWriter(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  static TiffWriter little() {
    return new TiffWriter(ByteOrder.LITTLE_ENDIAN, false);
  }

  /** One page's tags and the data of its strips or tiles. */
  static final class Page {
    private final Map<Integer, long[]> tags = new TreeMap<>();
    private final Map<Integer, byte[]> byteTags = new TreeMap<>();
    private final List<byte[]> data = new ArrayList<>();
    private final List<Page> below = new ArrayList<>();

    /** A tag of whole numbers of 32 bits, in the place of any that is there. */
    Page tag(int tag, long... values) {
      tags.put(tag, values);
      return this;
    }

    Page without(int tag) {
      tags.remove(tag);
      return this;
    }

    Page bytes(int tag, byte[] values) {
      byteTags.put(tag, values);
      return this;
    }

    Page data(byte[]... segments) {
      data.clear();
      data.addAll(List.of(segments));
      return this;
    }

    /** A page in a sub-directory. */
    Page sub(Page page) {
      below.add(page);
      return this;
    }
  }

  /** A page of one strip with the usual tags; more are set on what is returned. */
  static Page page(int width, int height, int bits, int samples, int photometric, byte[] data) {
    long[] depth = new long[samples];
    java.util.Arrays.fill(depth, bits);
    return new Page()
        .tag(256, width)
        .tag(257, height)
        .tag(258, depth)
        .tag(259, 1)
        .tag(262, photometric)
        .tag(277, samples)
        .tag(278, height)
        .data(data);
  }

  TiffWriter add(Page page) {
    pages.add(page);
    return this;
  }

  byte[] write() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer head = buffer(big ? 16 : 8);
    byte mark = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
    head.put(mark).put(mark).putShort((short) (big ? 43 : 42));
    if (big) {
      head.putShort((short) 8).putShort((short) 0);
    }
    out.writeBytes(bytes(head));
    long first = chain(pages, out);
    byte[] file = out.toByteArray();
    ByteBuffer all = ByteBuffer.wrap(file).order(order);
    if (big) {
      all.putLong(8, first);
    } else {
      all.putInt(4, (int) first);
    }
    return file;
  }

  private ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(order);
  }

  /** Writes pages from the last to the first, so that each knows where the next lies. */
  private long chain(List<Page> chain, ByteArrayOutputStream out) {
    long next = 0;
    for (int i = chain.size() - 1; i >= 0; i--) {
      next = write(chain.get(i), next, out);
    }
    return next;
  }

  private long write(Page page, long next, ByteArrayOutputStream out) {
    boolean tiled = page.tags.containsKey(322);
    if (!page.data.isEmpty()) {
      long[] offsets = new long[page.data.size()];
      long[] counts = new long[page.data.size()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = out.size();
        counts[i] = page.data.get(i).length;
        out.writeBytes(page.data.get(i));
      }
      page.tags.putIfAbsent(tiled ? 324 : 273, offsets);
      page.tags.putIfAbsent(tiled ? 325 : 279, counts);
    }
    if (!page.below.isEmpty()) {
      page.tag(330, page.below.stream().mapToLong(below -> write(below, 0, out)).toArray());
    }
    TreeMap<Integer, byte[]> entries = new TreeMap<>();
    page.tags.forEach(
        (tag, values) -> entries.put(tag, entry(tag, 4, values.length, numbers(values), out)));
    page.byteTags.forEach(
        (tag, values) -> entries.put(tag, entry(tag, 7, values.length, values, out)));
    long at = out.size();
    out.writeBytes(
        big
            ? buffer(8).putLong(entries.size()).array()
            : buffer(2).putShort((short) entries.size()).array());
    entries.values().forEach(out::writeBytes);
    out.writeBytes(big ? buffer(8).putLong(next).array() : buffer(4).putInt((int) next).array());
    return at;
  }

  private byte[] numbers(long[] values) {
    ByteBuffer numbers = buffer(4 * values.length);
    for (long value : values) {
      numbers.putInt((int) value);
    }
    return bytes(numbers);
  }

  private byte[] entry(int tag, int type, int count, byte[] values, ByteArrayOutputStream out) {
    ByteBuffer entry = buffer(big ? 20 : 12).putShort((short) tag).putShort((short) type);
    int wide = big ? 8 : 4;
    if (big) {
      entry.putLong(count);
    } else {
      entry.putInt(count);
    }
    if (values.length <= wide) {
      entry.put(values);
    } else {
      long at = out.size();
      out.writeBytes(values);
      if (big) {
        entry.putLong(at);
      } else {
        entry.putInt((int) at);
      }
    }
    return bytes(entry);
  }

  private static byte[] bytes(ByteBuffer written) {
    byte[] bytes = new byte[written.capacity()];
    written.rewind().get(bytes);
    return bytes;
  }
}
