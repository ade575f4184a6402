package io.faultline.internal.codec;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first frame of a GIF (GIF89a specification), on the screen it is meant for. */
public final class GifPicture {
  static final short NOT_COVERED = -1;

  private static final int HEADER = 13;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int GRAPHIC_CONTROL = 0xF9;

  private final ImageSize size;
  private final short[] indices;
  private final int[] colours;
  private final int transparent;
  private final double decoded;
  private final List<String> doubts;

  private GifPicture(
      ImageSize size,
      short[] indices,
      int[] colours,
      int transparent,
      double decoded,
      List<String> doubts) {
    this.size = size;
    this.indices = indices;
    this.colours = colours;
    this.transparent = transparent;
    this.decoded = decoded;
    this.doubts = List.copyOf(doubts);
  }

  /** Of the screen, widened where the frame stands out over it. */
  public ImageSize size() {
    return size;
  }

  /**
   * The index of a pixel into the colours; {@link #NOT_COVERED} where there is no frame, and 0
   * where the data ended early.
   */
  public int index(int x, int y) {
    return indices[y * size.widthPx() + x];
  }

  /** The colour of an index as {@code 0xRRGGBB}; black where there is none. */
  public int colour(int index) {
    return index < 0 || index >= colours.length ? 0 : colours[index];
  }

  /** The index that stands for no colour, or -1. */
  int transparent() {
    return transparent;
  }

  /** Share of the pixels that the file really held. */
  double decoded() {
    return decoded;
  }

  /** As in {@link PhotoReading}. */
  public List<String> doubts() {
    return doubts;
  }

  /** A frame's place on the screen and in the file. */
  private record Frame(
      int x, int y, int width, int height, int flags, long tableAt, int transparent) {
    int tableBytes() {
      return GifPicture.tableBytes(flags);
    }
  }

  /** The size from the header and the first frame's place alone. */
  public static ImageSize size(HeaderBytes in) {
    return size(in, first(in));
  }

  private static ImageSize size(HeaderBytes in, Frame frame) {
    return in.size(
        Math.max(in.u16(6, ByteOrder.LITTLE_ENDIAN), frame.x() + frame.width()),
        Math.max(in.u16(8, ByteOrder.LITTLE_ENDIAN), frame.y() + frame.height()));
  }

  public static PhotoReading photo(HeaderBytes in) {
    GifPicture gif = of(in);
    byte[] rgb = new byte[3 * gif.indices.length];
    for (int i = 0; i < gif.indices.length; i++) {
      int colour = gif.colour(gif.indices[i]);
      rgb[3 * i] = (byte) (colour >> 16);
      rgb[3 * i + 1] = (byte) (colour >> 8);
      rgb[3 * i + 2] = (byte) colour;
    }
    Raster raster = Raster.wrap(gif.size().widthPx(), gif.size().heightPx(), rgb);
    return new PhotoReading(raster, gif.decoded(), gif.doubts(), List.of());
  }

  /** Decodes the first frame as far as the file goes; a fault where nothing of it is there. */
  public static GifPicture of(HeaderBytes in) {
    Frame frame = first(in);
    ImageSize size = size(in, frame);
    List<String> doubts = new ArrayList<>();
    short[] indices = new short[Math.toIntExact(size.pixels())];
    Arrays.fill(indices, NOT_COVERED);
    long data = frame.tableAt() + frame.tableBytes();
    int[] colours = colours(in, frame);
    long read = indices(in, data, frame, size.widthPx(), indices, doubts);
    if (read == 0) {
      throw in.fault("cannot be decoded; GIF " + doubts.get(0));
    }
    if (frame.width() < size.widthPx() || frame.height() < size.heightPx()) {
      doubts.add(
          "first frame is " + frame.width() + "x" + frame.height() + " on a screen of " + size);
    }
    boolean outside = false;
    for (short index : indices) {
      outside |= index >= colours.length;
    }
    if (outside) {
      doubts.add("GIF is damaged (pixels have colours that are not in its table)");
    }
    countFrames(in, data).ifPresent(doubts::add);
    return new GifPicture(
        size, indices, colours, frame.transparent(), (double) read / size.pixels(), doubts);
  }

  private static int tableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /** Finds the first frame behind the extensions. */
  private static Frame first(HeaderBytes in) {
    long at = (long) HEADER + tableBytes(in.u8(10));
    int transparent = -1;
    while (in.u8(at) == EXTENSION) {
      if (in.u8(at + 1) == GRAPHIC_CONTROL && in.u8(at + 2) >= 4 && (in.u8(at + 3) & 1) != 0) {
        transparent = in.u8(at + 6);
      }
      at = behindBlocks(in, at + 2);
    }
    if (in.u8(at) != IMAGE) {
      throw in.fault(in.u8(at) == TRAILER ? "GIF has no frame" : "GIF is damaged at byte " + at);
    }
    int width = in.u16(at + 5, ByteOrder.LITTLE_ENDIAN);
    int height = in.u16(at + 7, ByteOrder.LITTLE_ENDIAN);
    in.size(width, height);
    return new Frame(
        in.u16(at + 1, ByteOrder.LITTLE_ENDIAN),
        in.u16(at + 3, ByteOrder.LITTLE_ENDIAN),
        width,
        height,
        in.u8(at + 9),
        at + 10,
        transparent);
  }

  /** Where a chain of blocks, each with its length before it, has ended. */
  private static long behindBlocks(HeaderBytes in, long at) {
    long block = at;
    while (in.u8(block) != 0) {
      block += 1 + in.u8(block);
    }
    return block + 1;
  }

  private static int[] colours(HeaderBytes in, Frame frame) {
    boolean own = frame.tableBytes() > 0;
    int bytes = own ? frame.tableBytes() : tableBytes(in.u8(10));
    if (bytes == 0) {
      throw in.fault("GIF has no table of colours");
    }
    long at = own ? frame.tableAt() : HEADER;
    int[] colours = new int[bytes / 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (int) in.number(at + 3L * i, 3, ByteOrder.BIG_ENDIAN);
    }
    return colours;
  }

  /** Unpacks the frame into the screen; how many pixels there were. */
  private static long indices(
      HeaderBytes in, long at, Frame frame, int screen, short[] indices, List<String> doubts) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    boolean whole = blocks(in, at + 1, packed);
    int rootBits = in.u8(at);
    if (rootBits < 1 || rootBits > 11) {
      throw in.fault("GIF has codes of " + rootBits + " bits; must be 1 to 11");
    }
    LzwInput lzw = LzwInput.gif(new ByteArrayInputStream(packed.toByteArray()), rootBits);
    byte[] row = new byte[frame.width()];
    boolean interlaced = (frame.flags() & 0x40) != 0;
    long read = 0;
    String damage = whole ? "" : "is truncated (it ends after " + in.length() + " bytes)";
    try {
      for (int i = 0; i < frame.height(); i++) {
        int count = lzw.readNBytes(row, 0, row.length);
        int y = frame.y() + (interlaced ? interlacedRow(i, frame.height()) : i);
        for (int x = 0; x < frame.width(); x++) {
          indices[y * screen + frame.x() + x] = x < count ? (short) (row[x] & 0xFF) : 0;
        }
        read += count;
        if (count < row.length && damage.isEmpty()) {
          damage = "is damaged (its data end in row " + (i + 1) + " of " + frame.height() + ")";
        }
      }
      if (damage.isEmpty() && !lzw.atEnd()) {
        damage = "is damaged (it holds more than its rows)";
      }
    } catch (IOException e) {
      damage = "is damaged (" + e.getMessage() + ")";
    }
    if (!damage.isEmpty()) {
      double share = 100.0 * read / ((double) frame.width() * frame.height());
      doubts.add(String.format(Locale.ROOT, "%s; %.1f %% of the photo was decoded", damage, share));
    }
    return read;
  }

  /** Gathers blocks as far as they go; whether the last of them was met. */
  private static boolean blocks(HeaderBytes in, long from, ByteArrayOutputStream packed) {
    long at = from;
    while (at < in.length() && in.u8(at) != 0) {
      long end = Math.min(in.length(), at + 1 + in.u8(at));
      for (long i = at + 1; i < end; i++) {
        packed.write(in.u8(i));
      }
      at += 1 + in.u8(at);
    }
    return at < in.length();
  }

  /** Every eighth row, those between them, every second of the rest, and the rest. */
  private static int interlacedRow(int i, int height) {
    int row = i;
    int[][] passes = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    for (int[] pass : passes) {
      int rows = height <= pass[0] ? 0 : (height - pass[0] + pass[1] - 1) / pass[1];
      if (row < rows) {
        return pass[0] + row * pass[1];
      }
      row -= rows;
    }
    throw new IllegalArgumentException("row " + i + " of " + height);
  }

  /** A doubt where there are more frames, or where the file ends before its end is told. */
  private static Optional<String> countFrames(HeaderBytes in, long firstData) {
    long frames = 1;
    try {
      long at = behindBlocks(in, firstData + 1);
      while (at < in.length() && in.u8(at) != TRAILER) {
        int kind = in.u8(at);
        if (kind == IMAGE) {
          frames++;
          at = behindBlocks(in, at + 11 + tableBytes(in.u8(at + 9)));
        } else if (kind == EXTENSION) {
          at = behindBlocks(in, at + 2);
        } else {
          at++;
        }
      }
    } catch (io.faultline.FaultlineException e) {
      // It ends early, in a frame that is not read.
    }
    return frames == 1
        ? Optional.empty()
        : Optional.of(frames + " frames; only the first was read");
  }
}
