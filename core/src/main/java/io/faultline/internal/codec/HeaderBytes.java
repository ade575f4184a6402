package io.faultline.internal.codec;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * The bytes of one photo's file at any position, in memory or on disk, for the header parsers. A
 * position past the end means that the file is truncated and ends in a fault that names the file.
 */
public abstract class HeaderBytes {
  private final String name;
  private final long length;

  private HeaderBytes(String name, long length) {
    this.name = name;
    this.length = length;
  }

  /** A file's whole content. */
  public static HeaderBytes of(byte[] bytes, String name) {
    return new HeaderBytes(name, bytes.length) {
      @Override
      public int at(long position) {
        return bytes[(int) position] & 0xFF;
      }
    };
  }

  /** An open file, of which only the pages that are asked for are read. */
  public static HeaderBytes of(SeekableByteChannel channel, String name) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(4096).limit(0);
    return new HeaderBytes(name, channel.size()) {
      private long pageStart;

      @Override
      public int at(long position) {
        if (position < pageStart || position >= pageStart + page.limit()) {
          load(position);
        }
        return page.get((int) (position - pageStart)) & 0xFF;
      }

      private void load(long position) {
        try {
          pageStart = position;
          channel.position(position);
          page.clear();
          while (page.hasRemaining() && channel.read(page) >= 0) {
            // A channel may deliver a page in pieces.
          }
          page.flip();
        } catch (IOException e) {
          throw new FaultlineException(
              Problem.INPUT, name + ": cannot be read (" + IoReason.of(e) + ")", e);
        }
        if (page.limit() == 0) {
          throw truncated();
        }
      }
    };
  }

  /** The byte at a position within the length. */
  public abstract int at(long position);

  public long length() {
    return length;
  }

  public int u8(long position) {
    if (position < 0 || position >= length) {
      throw truncated();
    }
    return at(position);
  }

  public int u16(long position, ByteOrder order) {
    return (int) number(position, 2, order);
  }

  public long u32(long position, ByteOrder order) {
    return number(position, 4, order);
  }

  /** An unsigned number of up to 8 bytes; one that does not fit a long comes out negative. */
  public long number(long position, int bytes, ByteOrder order) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value =
          value << 8 | u8(order == ByteOrder.BIG_ENDIAN ? position + i : position + bytes - 1 - i);
    }
    return value;
  }

  /** Whether the bytes at a position are these, given in ISO 8859-1. */
  public boolean matches(long position, String signature) {
    if (position + signature.length() > length) {
      return false;
    }
    for (int i = 0; i < signature.length(); i++) {
      if (at(position + i) != signature.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a file that ends before {@code end}. */
  public void requireLength(long end) {
    if (end < 0 || end > length) {
      throw truncated();
    }
  }

  /** The size a header claims. */
  public ImageSize size(long width, long height) {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw fault("size in the header is " + width + "x" + height + "; both sides must be > 0");
    }
    return new ImageSize((int) width, (int) height);
  }

  public FaultlineException truncated() {
    return fault("is truncated (it ends after " + length + " bytes)");
  }

  /** What a fault of this file says, without the file's name. */
  public String unnamed(FaultlineException fault) {
    String message = fault.getMessage();
    return message.startsWith(name + ": ") ? message.substring(name.length() + 2) : message;
  }

  public FaultlineException fault(String reason) {
    return new FaultlineException(Problem.INPUT, name + ": " + reason);
  }
}
