package io.faultline.internal.codec.png;

import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the rows of a PNG one after another and undoes their filters (ISO/IEC 15948, clause 9).
 * Holds two rows, however large the photo is.
 */
public final class PngRows implements AutoCloseable {
  private final byte[] bytes;
  private final List<PngChunks.Span> data;
  private final int step;
  private final Inflater inflater = new Inflater();
  private int span = -1;
  private byte[] row = {};
  private byte[] above = {};

  /**
   * @param step bytes of a pixel, at least 1
   */
  public PngRows(byte[] bytes, List<PngChunks.Span> data, int step) {
    this.bytes = bytes;
    this.data = data;
    this.step = step;
  }

  /** Starts a pass, whose first row has none above it. */
  public void startPass(int rowBytes) {
    row = new byte[rowBytes];
    above = new byte[rowBytes];
  }

  /** The row that {@link #next} gave. */
  public byte[] row() {
    return row;
  }

  /** The chunk that data were last taken from; -1 before the first. */
  int span() {
    return span;
  }

  /** Unpacks the next row; false where the data are damaged or do not go on. */
  public boolean next() {
    byte[] older = above;
    above = row;
    row = older;
    byte[] filter = new byte[1];
    return fill(filter) && fill(row) && unfilter(filter[0]);
  }

  /** Whether the data end here, with the right checksum. */
  boolean ended() {
    byte[] more = new byte[1];
    return !fill(more) && inflater.finished();
  }

  private boolean fill(byte[] target) {
    int at = 0;
    try {
      while (at < target.length) {
        int count = inflater.inflate(target, at, target.length - at);
        at += count;
        if (count == 0) {
          if (inflater.finished() || inflater.needsDictionary() || !feed()) {
            return false;
          }
        }
      }
      return true;
    } catch (DataFormatException e) {
      return false;
    }
  }

  private boolean feed() {
    if (!inflater.needsInput() || span + 1 >= data.size()) {
      return false;
    }
    span++;
    inflater.setInput(bytes, data.get(span).from(), data.get(span).to() - data.get(span).from());
    return true;
  }

  private boolean unfilter(int filter) {
    int length = row.length;
    switch (filter) {
      case 0 -> {}
      case 1 -> {
        for (int i = step; i < length; i++) {
          row[i] += row[i - step];
        }
      }
      case 2 -> {
        for (int i = 0; i < length; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> {
        for (int i = 0; i < length; i++) {
          int left = i < step ? 0 : row[i - step] & 0xFF;
          row[i] += (byte) ((left + (above[i] & 0xFF)) >> 1);
        }
      }
      case 4 -> {
        for (int i = 0; i < length; i++) {
          row[i] += (byte) paeth(i);
        }
      }
      default -> {
        Arrays.fill(row, (byte) 0);
        return false;
      }
    }
    return true;
  }

  /** Of left, above and left above, the one that is nearest to their plane. */
  private int paeth(int i) {
    int left = i < step ? 0 : row[i - step] & 0xFF;
    int up = above[i] & 0xFF;
    int corner = i < step ? 0 : above[i - step] & 0xFF;
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
