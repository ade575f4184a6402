package io.faultline.internal.labels;

import io.faultline.dataset.Polygon;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.Components;
import io.faultline.internal.image.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mask as COCO's run lengths: down the columns, first a run of unset pixels, then a run of set
 * ones, and so on.
 *
 * <p>The compressed text is that of {@code rleFrString} in pycocotools' {@code maskApi.c}: groups
 * of five bits from character 48 on, with every count from the fourth on stored as the difference
 * from the count two before it.
 */
public final class RunLength {
  private static final int BITS = 5;
  private static final int MAX_GROUPS = 12;

  /** Masks of more runs or pixels than this keep no outline: memory would grow without bound. */
  private static final int MAX_RUNS = 1_000_000;

  private static final long MAX_PIXELS = 1L << 27;

  private final int heightPx;
  private final int widthPx;
  private final long[] counts;

  private RunLength(int heightPx, int widthPx, long[] counts) {
    this.heightPx = heightPx;
    this.widthPx = widthPx;
    this.counts = counts;
  }

  /**
   * From plain counts.
   *
   * @throws BadRecord where a count is negative or the counts do not fill the mask
   */
  public static RunLength of(int heightPx, int widthPx, long[] counts) throws BadRecord {
    long pixels = (long) heightPx * widthPx;
    long sum = 0;
    for (long count : counts) {
      if (count < 0) {
        throw new BadRecord("segmentation counts hold " + count + "; all must be >= 0");
      }
      sum += count;
      if (sum > pixels || sum < 0) {
        break;
      }
    }
    if (sum != pixels) {
      throw new BadRecord(
          "segmentation counts do not add up to "
              + widthPx
              + "x"
              + heightPx
              + " = "
              + pixels
              + " pixels");
    }
    return new RunLength(heightPx, widthPx, counts.clone());
  }

  /**
   * From compressed text.
   *
   * @throws BadRecord where the text is cut off, holds other characters or does not fill the mask
   */
  public static RunLength of(int heightPx, int widthPx, String compressed) throws BadRecord {
    long[] counts = new long[compressed.length()];
    int runs = 0;
    int at = 0;
    while (at < compressed.length()) {
      long value = 0;
      int group = 0;
      boolean more = true;
      while (more) {
        if (at == compressed.length() || group == MAX_GROUPS) {
          throw new BadRecord("segmentation counts are cut off at character " + at);
        }
        int bits = compressed.charAt(at) - '0';
        if (bits < 0 || bits >= 1 << (BITS + 1)) {
          throw new BadRecord("segmentation counts hold a wrong character at " + at);
        }
        value |= (long) (bits & 0x1F) << (BITS * group);
        more = (bits & 0x20) != 0;
        at++;
        group++;
        if (!more && (bits & 0x10) != 0) {
          value |= -1L << (BITS * group);
        }
      }
      counts[runs] = runs > 2 ? value + counts[runs - 2] : value;
      runs++;
    }
    return of(heightPx, widthPx, Arrays.copyOf(counts, runs));
  }

  public int heightPx() {
    return heightPx;
  }

  public int widthPx() {
    return widthPx;
  }

  /** How many pixels are set. */
  public long area() {
    long area = 0;
    for (int i = 1; i < counts.length; i += 2) {
      area += counts[i];
    }
    return area;
  }

  /** The tight box of the set pixels; empty where none is set. */
  public Optional<RawBox> bounds() {
    long left = widthPx;
    long right = -1;
    long top = heightPx;
    long bottom = -1;
    long start = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1 && counts[i] > 0) {
        long last = start + counts[i] - 1;
        boolean oneColumn = start / heightPx == last / heightPx;
        left = Math.min(left, start / heightPx);
        right = Math.max(right, last / heightPx);
        top = Math.min(top, oneColumn ? start % heightPx : 0);
        bottom = Math.max(bottom, oneColumn ? last % heightPx : heightPx - 1);
      }
      start += counts[i];
    }
    return right < 0
        ? Optional.empty()
        : Optional.of(new RawBox(left, top, right - left + 1, bottom - top + 1));
  }

  /**
   * The outer borders of the parts that hang together, along the edges of pixels, by rows from the
   * top; holes are filled. Empty where no pixel is set, or the mask is too large to be traced.
   */
  public List<Polygon> outlines() {
    Optional<RawBox> box = bounds();
    if (box.isEmpty()
        || counts.length > MAX_RUNS
        || box.get().width() * box.get().height() > MAX_PIXELS) {
      return List.of();
    }
    int left = (int) box.get().x();
    int top = (int) box.get().y();
    Mask set = within(left, top, (int) box.get().width(), (int) box.get().height());
    List<Polygon> outlines = new ArrayList<>();
    for (Component part : Components.of(set)) {
      double[] xy = part.outline();
      for (int i = 0; i < xy.length; i++) {
        xy[i] += i % 2 == 0 ? left : top;
      }
      outlines.add(new Polygon(xy));
    }
    return List.copyOf(outlines);
  }

  /** The pixels of a part that holds all that are set. */
  private Mask within(int left, int top, int width, int height) {
    boolean[] set = new boolean[width * height];
    long start = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1) {
        for (long pixel = start; pixel < start + counts[i]; pixel++) {
          int x = (int) (pixel / heightPx) - left;
          int y = (int) (pixel % heightPx) - top;
          set[y * width + x] = true;
        }
      }
      start += counts[i];
    }
    return Mask.of(width, height, set);
  }
}
