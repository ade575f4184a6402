package io.faultline.internal.codec.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;

/**
 * The pieces of a JPEG from which its sound part is put together again: tables, frame and scans.
 * What says nothing about the pixels is left out, such as thumbnails and notes, so that a decoder
 * has nothing to stumble over.
 */
final class JpegPieces {
  private static final int JFIF = 0xE0;
  private static final int ADOBE = 0xEE;

  /** Bytes of the file; a frame is known by its kind. */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves this class, which does not change them.
  private record Piece(byte[] own, int from, int to, boolean frame) {}

  private final byte[] bytes;
  private final List<Piece> pieces = new ArrayList<>();
  private boolean adobe;

  JpegPieces(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Keeps a segment if the pixels depend on it.
   *
   * @param at where its length stands
   */
  void keep(int marker, int at, int end) {
    boolean frame = JpegHeader.startsFrame(marker);
    boolean tables = marker == 0xC4 || marker == 0xDB || marker == 0xDD;
    if (marker == JFIF && starts(at, end, "JFIF\0", 14)) {
      own(0xFF, JFIF, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
    } else if (frame || tables || (marker == ADOBE && starts(at, end, "Adobe", 12))) {
      own(0xFF, marker);
      adobe |= marker == ADOBE;
      pieces.add(new Piece(bytes, at, end, frame));
    }
  }

  /** Whether Adobe's segment was kept, which says how inks are stored. */
  boolean adobe() {
    return adobe;
  }

  private boolean starts(int at, int end, String name, int length) {
    if (end - at - 2 < length) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (bytes[at + 2 + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Keeps a scan with all its data. */
  void keepScan(JpegScan scan, JpegFrame frame, int end) {
    header(scan, frame);
    pieces.add(new Piece(bytes, scan.dataAt(), end, false));
  }

  /**
   * Keeps the data of a scan up to a bit.
   *
   * @param start where the bits are counted from
   * @param bits how many
   */
  void keepRows(JpegScan scan, JpegFrame frame, int start, int bits) {
    header(scan, frame);
    int whole = JpegBits.rawPosition(bytes, start, bits / 8);
    pieces.add(new Piece(bytes, scan.dataAt(), whole, false));
    if (bits % 8 > 0) {
      int last = (bytes[whole] & 0xFF) | 0xFF >> bits % 8;
      own(last);
      if (last == 0xFF) {
        own(0);
      }
    }
  }

  /** The header of a scan; sequential ones may hold nonsense where progressive ones hold bands. */
  private void header(JpegScan scan, JpegFrame frame) {
    own(0xFF, 0xDA);
    int bands = scan.dataAt() - 3;
    pieces.add(new Piece(bytes, scan.header(), frame.progressive() ? bands + 3 : bands, false));
    if (!frame.progressive()) {
      own(0, 63, 0);
    }
  }

  private void own(int... values) {
    byte[] own = new byte[values.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = (byte) values[i];
    }
    pieces.add(new Piece(own, 0, own.length, false));
  }

  /**
   * The whole file in native memory, where the decoder needs it.
   *
   * @param heightPx the height, which may be lower than the frame's
   */
  BytePointer jpeg(int heightPx) {
    long length = 4;
    for (Piece piece : pieces) {
      length += piece.to() - piece.from();
    }
    BytePointer out = new BytePointer(length);
    out.put((byte) 0xFF).put(1, (byte) 0xD8);
    long at = 2;
    for (Piece piece : pieces) {
      out.position(at).put(piece.own(), piece.from(), piece.to() - piece.from());
      if (piece.frame()) {
        out.put(3, (byte) (heightPx >> 8)).put(4, (byte) heightPx);
      }
      at += piece.to() - piece.from();
    }
    return out.position(at).put((byte) 0xFF).put(1, (byte) 0xD9).position(0);
  }
}
