package io.faultline.internal.codec.jpeg;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.image.ImageSize;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The frame of a JPEG (ITU T.81, B.2.2) and the blocks of 8x8 samples that follow from it.
 *
 * @param marker the frame's kind, 0xC0 to 0xCF
 * @param precision bits of a sample
 * @param components the colour components, in their order
 * @param across the largest horizontal sampling factor
 * @param down the largest vertical sampling factor
 */
record JpegFrame(
    int marker, int precision, ImageSize size, List<Component> components, int across, int down) {
  static final int BASELINE = 0xC0;
  static final int EXTENDED = 0xC1;
  static final int PROGRESSIVE = 0xC2;
  private static final int MAX_COMPONENTS = 4;
  private static final int MAX_SAMPLING = 4;

  /**
   * A colour component.
   *
   * @param id what scans call it
   * @param across horizontal sampling factor, 1 to 4
   * @param down vertical sampling factor, 1 to 4
   * @param quantization index of its quantization table
   * @param blocksAcross blocks in a row that hold a part of the photo
   * @param blocksDown rows of blocks that hold a part of the photo
   * @param paddedAcross blocks in a row when whole units are coded
   * @param paddedDown rows of blocks when whole units are coded
   */
  record Component(
      int id,
      int across,
      int down,
      int quantization,
      int blocksAcross,
      int blocksDown,
      int paddedAcross,
      int paddedDown) {
    int blocks() {
      return blocksAcross * blocksDown;
    }
  }

  /**
   * Reads a frame header.
   *
   * @param at where its length stands
   */
  static JpegFrame of(HeaderBytes in, long at, int marker) {
    int precision = in.u8(at + 2);
    ImageSize size =
        in.size(in.u16(at + 5, ByteOrder.BIG_ENDIAN), in.u16(at + 3, ByteOrder.BIG_ENDIAN));
    int count = in.u8(at + 7);
    if (count < 1 || count > MAX_COMPONENTS) {
      throw in.fault("JPEG has " + count + " colour components; must be 1 to " + MAX_COMPONENTS);
    }
    int across = 1;
    int down = 1;
    for (int i = 0; i < count; i++) {
      int sampling = in.u8(at + 9 + 3L * i);
      if (outside(sampling >> 4) || outside(sampling & 15)) {
        throw in.fault(
            "JPEG sampling factors of component "
                + i
                + " are "
                + (sampling >> 4)
                + "x"
                + (sampling & 15)
                + "; must be 1 to "
                + MAX_SAMPLING);
      }
      across = Math.max(across, sampling >> 4);
      down = Math.max(down, sampling & 15);
    }
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int sampling = in.u8(at + 9 + 3L * i);
      int h = sampling >> 4;
      int v = sampling & 15;
      components.add(
          new Component(
              in.u8(at + 8 + 3L * i),
              h,
              v,
              in.u8(at + 10 + 3L * i) & 3,
              ceil((long) size.widthPx() * h, 8L * across),
              ceil((long) size.heightPx() * v, 8L * down),
              ceil(size.widthPx(), 8L * across) * h,
              ceil(size.heightPx(), 8L * down) * v));
    }
    return new JpegFrame(marker, precision, size, List.copyOf(components), across, down);
  }

  private static boolean outside(int factor) {
    return factor < 1 || factor > MAX_SAMPLING;
  }

  private static int ceil(long length, long unit) {
    return (int) ((length + unit - 1) / unit);
  }

  boolean progressive() {
    return marker == PROGRESSIVE;
  }

  /** The component that a scan means. */
  Optional<Component> component(int id) {
    return components.stream().filter(component -> component.id() == id).findFirst();
  }

  /** Units in a row of a scan of several components. */
  int unitsAcross() {
    return ceil(size.widthPx(), 8L * across);
  }

  /** Rows of units of a scan of several components. */
  int unitsDown() {
    return ceil(size.heightPx(), 8L * down);
  }
}
