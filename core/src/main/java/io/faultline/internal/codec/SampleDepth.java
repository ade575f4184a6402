package io.faultline.internal.codec;

import java.util.Optional;

/**
 * How samples become 8 bits. Samples of more bits keep their upper 8. Where no sample of a photo
 * reaches the upper bits, as with the 10, 12 or 14 bits of a camera stored in 16, the bits that are
 * in use count instead; otherwise such a photo would be black.
 *
 * @param bits of a sample as the file says, 1 to 32
 * @param used how many of them count
 * @param max the greatest sample
 */
public record SampleDepth(int bits, int used, long max) {
  private static final int[] USUAL = {8, 10, 12, 14, 16, 24, 32};

  /** A photo of more than 8 bits whose brightest sample needs so few is nearly black. */
  private static final int HARDLY_ANY = 5;

  /**
   * The depth of a photo.
   *
   * @param bits of a sample as the file says
   * @param max the greatest sample of the photo
   * @param declared the greatest that the file says is possible; not more than 0 if it does not
   */
  public static SampleDepth of(int bits, long max, long declared) {
    if (bits <= 8) {
      return new SampleDepth(bits, bits, max);
    }
    boolean says = declared >= max && declared > 0 && declared < (1L << bits) - 1;
    int needed = 64 - Long.numberOfLeadingZeros(says ? declared : max);
    for (int usual : USUAL) {
      if (needed <= usual && usual < bits) {
        return new SampleDepth(bits, usual, max);
      }
    }
    return new SampleDepth(bits, bits, max);
  }

  /** The least sample from which on all bits are in use, so that no more need be looked at. */
  public static long allBitsInUse(int bits) {
    int below = 8;
    for (int usual : USUAL) {
      below = usual < bits ? usual : below;
    }
    return bits <= 8 ? 0 : 1L << below;
  }

  /** A sample, unsigned, as 0 to 255. */
  public int to8(int sample) {
    if (bits < 8) {
      int full = (1 << bits) - 1;
      return (sample * 255 + full / 2) / full;
    }
    return (int) Math.min(255, (sample & 0xFFFFFFFFL) >> (used - 8));
  }

  /** What is assumed about the bits, if anything is. */
  public Optional<String> assumption() {
    return used == bits
        ? Optional.empty()
        : Optional.of(
            "samples have "
                + bits
                + " bits, but none is above "
                + max
                + "; they were read as samples of "
                + used
                + " bits");
  }

  /** Why a person must look at the photo, if one must. */
  public Optional<String> doubt() {
    return bits > 8 && max < 1 << HARDLY_ANY
        ? Optional.of(
            "samples have "
                + bits
                + " bits, but none is above "
                + max
                + ", so the photo is nearly black")
        : Optional.empty();
  }
}
