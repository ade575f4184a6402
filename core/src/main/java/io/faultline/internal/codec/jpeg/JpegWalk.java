package io.faultline.internal.codec.jpeg;

import io.faultline.FaultlineException;
import io.faultline.internal.codec.HeaderBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A walk through a whole JPEG file (ITU T.81, annex B) that finds out how far it can be decoded. It
 * reads all coded data, but computes no pixel: the decoder of the pixels fills what is missing with
 * grey and warns on the standard error stream at most, so it is only given what this walk found to
 * be sound.
 */
final class JpegWalk {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  /** Encoders write some 10; each costs a pass over the photo. */
  private static final int MAX_SCANS = 200;

  private final byte[] bytes;
  private final HeaderBytes in;
  private final JpegTables tables = new JpegTables();
  private final JpegPieces pieces;
  private final List<String> doubts = new ArrayList<>();
  private Optional<JpegFrame> frame = Optional.empty();
  private Optional<JpegProgress> progress = Optional.empty();
  private int scans;
  private double decoded;
  private int rowsPx;

  private JpegWalk(byte[] bytes, HeaderBytes in) {
    this.bytes = bytes;
    this.in = in;
    this.pieces = new JpegPieces(bytes);
  }

  /**
   * The photo as far as it is sound.
   *
   * @param jpeg what a JPEG without a fault is put together from
   * @param rowsPx how many rows it has, from the top
   * @param decoded share of the photo that is sound, in [0, 1]
   * @param doubts why the rest is not
   */
  record Sound(JpegPieces jpeg, int rowsPx, double decoded, List<String> doubts) {}

  /** Walks through a file. */
  static Sound of(byte[] bytes, HeaderBytes in) {
    return new JpegWalk(bytes, in).walk();
  }

  private Sound walk() {
    boolean whole = false;
    try {
      whole = segments();
    } catch (FaultlineException e) {
      if (scans == 0) {
        throw e;
      }
      doubts.add(in.unnamed(e));
    }
    JpegFrame known = frame.orElseThrow(() -> in.fault("JPEG has no frame header"));
    if (rowsPx == 0) {
      throw doubts.isEmpty() && !whole
          ? in.truncated()
          : in.fault(
              (doubts.isEmpty() ? "JPEG has no scan" : doubts.get(0)) + "; nothing can be decoded");
    }
    if (whole && decoded < 1 && doubts.isEmpty()) {
      doubts.add("JPEG data end early: scans are missing");
    }
    if (doubts.isEmpty() && !whole) {
      doubts.add("JPEG has no end marker, though all of its pixels are there");
    }
    if (known.components().size() == 4 && !pieces.adobe()) {
      doubts.add("JPEG has four inks and does not say whether they are inverted");
    }
    return new Sound(pieces, rowsPx, decoded, doubts);
  }

  /** Whether the end of the photo was reached. */
  private boolean segments() {
    int at = 2;
    while (at < bytes.length) {
      at = JpegHeader.nextMarker(bytes, at);
      if (at < 0) {
        return false;
      }
      int marker = bytes[at] & 0xFF;
      at++;
      if (marker == END_OF_IMAGE) {
        return true;
      }
      int end = Math.toIntExact(JpegHeader.afterSegment(in, at, marker));
      in.requireLength(end);
      switch (marker) {
        case 0xC4 -> tables.readHuffman(in, at);
        case 0xDB -> tables.readQuantization(in, at);
        case 0xDD -> tables.readRestartInterval(in, at);
        case START_OF_SCAN -> {
          int next = scan(at);
          if (next < 0) {
            return true;
          }
          at = next;
          continue;
        }
        default -> {
          if (JpegHeader.startsFrame(marker)) {
            startFrame(at, marker);
          }
        }
      }
      pieces.keep(marker, at, end);
      at = end;
    }
    return false;
  }

  private void startFrame(int at, int marker) {
    if (frame.isPresent()) {
      throw in.fault("JPEG has a second frame header at byte " + at);
    }
    if (marker != JpegFrame.BASELINE
        && marker != JpegFrame.EXTENDED
        && marker != JpegFrame.PROGRESSIVE) {
      throw in.fault(
          "is a JPEG without loss or with arithmetic coding; only baseline and progressive can be"
              + " read, convert it first");
    }
    JpegFrame started = JpegFrame.of(in, at, marker);
    if (started.precision() != 8) {
      throw in.fault("is a JPEG of " + started.precision() + " bits per sample; must be 8");
    }
    frame = Optional.of(started);
    progress = Optional.of(new JpegProgress(started));
  }

  /** Where to go on, or -1 where the photo ends with this scan. */
  private int scan(int at) {
    JpegFrame known = frame.orElseThrow(() -> in.fault("JPEG has a scan before its frame header"));
    JpegProgress sofar = progress.orElseThrow();
    scans++;
    if (scans > MAX_SCANS) {
      throw in.fault("JPEG has more than " + MAX_SCANS + " scans");
    }
    JpegScan scan = JpegScan.of(in, at, known, tables);
    if (!sofar.fits(scan)) {
      throw in.fault("JPEG scan " + scans + " does not follow from the scans before it");
    }
    JpegScan.Walk walk = scan.walk(bytes, known, tables, sofar);
    if (walk.fault() == JpegFault.NONE) {
      if (walk.stray() > 0) {
        doubts.add(
            "JPEG scan " + scans + " is followed by " + walk.stray() + " bytes that mean nothing");
      }
      pieces.keepScan(scan, known, walk.end());
      sofar.add(scan);
      decoded = sofar.share();
      rowsPx = known.size().heightPx();
      return walk.next();
    }
    doubts.add(words(walk));
    if (rowsPx == 0) {
      cut(scan, walk, known, sofar);
    }
    return -1;
  }

  private String words(JpegScan.Walk walk) {
    return "JPEG is damaged: "
        + walk.fault().words()
        + " (scan "
        + scans
        + ", sound are "
        + walk.units()
        + " of "
        + walk.total()
        + " units)";
  }

  /** Keeps the whole rows of a first scan that is damaged further down. */
  private void cut(JpegScan scan, JpegScan.Walk walk, JpegFrame known, JpegProgress sofar) {
    int height = known.size().heightPx();
    boolean alone = scan.codings().size() == 1;
    int unit = 8 * known.down();
    if (alone) {
      unit /= scan.codings().get(0).component().down();
    }
    rowsPx = Math.min(height, walk.rows() * unit);
    if (rowsPx == 0) {
      return;
    }
    sofar.add(scan);
    // Where only the end does not fit, the damage lies somewhere before it.
    double rows = Math.min((double) rowsPx / height, 1 - 1.0 / Math.max(2, walk.total()));
    decoded = rows * sofar.share();
    if (walk.fault() == JpegFault.LEFT_OVER) {
      pieces.keepScan(scan, known, walk.end());
    } else {
      pieces.keepRows(scan, known, walk.start(), walk.bits());
    }
  }
}
