package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.Proposals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Boxes of what a filter responds to. The strongest responses, by several shares of the pixels, are
 * closed in several widths, and every 8-connected component gives a box, grown a little on each
 * side because a response is narrower than what it answers to. Thresholds are shares, not grey
 * values, so the boxes do not depend on exposure or contrast; a response below a tenth of a grey
 * value counts as none, so an even photo gives no boxes.
 *
 * @param shares the shares of strongest pixels, each in (0, 1)
 * @param closingsPx widths of the closings in pixels of the response, each at least 1
 * @param growthPx by how much a box grows on each side, in pixels of the response, 0 or more
 * @param minSidePx the least longer side of a component's box on the photo, greater than 0
 */
public record ResponseBoxes(
    List<Double> shares, List<Integer> closingsPx, double growthPx, int minSidePx) {
  /** Responses are compared in these steps, so that rounding in the filter decides nothing. */
  private static final int STEPS_PER_GREY_VALUE = 64;

  private static final int MIN_STEPS = 6;

  /** Copies the lists and checks the ranges. */
  public ResponseBoxes {
    shares = List.copyOf(shares);
    closingsPx = List.copyOf(closingsPx);
    if (shares.isEmpty() || shares.stream().anyMatch(share -> !(share > 0 && share < 1))) {
      throw new IllegalArgumentException("shares are " + shares + "; each must be in (0, 1)");
    }
    if (closingsPx.isEmpty() || closingsPx.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException("closings are " + closingsPx + "; each must be >= 1");
    }
    if (!(growthPx >= 0) || !Double.isFinite(growthPx)) {
      throw new IllegalArgumentException("growth is " + growthPx + " px; must be >= 0");
    }
    if (!(minSidePx > 0)) {
      throw new IllegalArgumentException("least side is " + minSidePx + "; must be > 0");
    }
  }

  /** A filter for the levels of a pyramid. */
  interface Filter {
    /** The responses belong to the caller's scope. */
    FilterResponse apply(Mat level);
  }

  /**
   * The boxes of a filter's responses on a pyramid of a photo, largest first. Must be called inside
   * a {@code PointerScope}.
   *
   * @param maxPixels larger photos are scaled down first and the boxes scaled back
   * @param levels how many sizes are searched, each half of the one before; those below 4 pixels
   *     are left out
   * @param fromHalf whether the first is half of the photo and not the photo
   */
  Proposals onPyramid(Raster raster, int maxPixels, int levels, boolean fromHalf, Filter filter) {
    Set<Box> boxes = new HashSet<>();
    ScaledPhoto photo = ScaledPhoto.grey(raster, maxPixels);
    Mat level = new Mat();
    photo.mat().convertTo(level, opencv_core.CV_32F);
    for (int i = 0; i < levels && Math.max(level.cols(), level.rows()) >= 4; i++) {
      Mat searched = fromHalf ? ScaledPhoto.half(level) : level;
      FilterResponse response = filter.apply(searched);
      collect(boxes, response.dark(), photo.scale());
      collect(boxes, response.bright(), photo.scale());
      level = fromHalf ? searched : ScaledPhoto.half(level);
    }
    return new Proposals(BoxOrder.largestFirst(boxes));
  }

  /**
   * Adds the boxes of a response.
   *
   * @param response float32, 0 and more, of the photo at any scale
   * @param photo the photo that the boxes are of
   */
  private void collect(Set<Box> boxes, Mat response, PhotoScale photo) {
    Mat steps = new Mat();
    response.convertTo(steps, opencv_core.CV_16U, STEPS_PER_GREY_VALUE, 0);
    short[] values = values(steps);
    int[] atLeast = descendingCounts(values);
    int[] thresholds =
        shares.stream()
            .sorted()
            .mapToInt(share -> threshold(atLeast, share * atLeast[0]))
            .toArray();
    byte[] levels = LevelComponents.levels(values, thresholds);
    Mat plain = new Mat(steps.rows(), steps.cols(), opencv_core.CV_8U);
    plain.data().put(levels);
    Set<Long> seen = new HashSet<>();
    for (int closing : closingsPx) {
      byte[] closed = closing == 1 ? levels : closed(plain, closing);
      components(boxes, seen, closed, steps.cols(), photo);
    }
  }

  /** How many pixels have each value or a greater one. */
  private static int[] descendingCounts(short[] values) {
    int[] counts = new int[1 << 16];
    for (short value : values) {
      counts[value & 0xFFFF]++;
    }
    for (int i = counts.length - 2; i >= 0; i--) {
      counts[i] += counts[i + 1];
    }
    return counts;
  }

  /** The least threshold, {@link #MIN_STEPS} or more, that at most so many pixels exceed. */
  private static int threshold(int[] atLeast, double pixels) {
    int threshold = MIN_STEPS;
    while (threshold + 1 < atLeast.length && atLeast[threshold + 1] > pixels) {
      threshold++;
    }
    return threshold;
  }

  private static byte[] closed(Mat levels, int side) {
    Mat kernel =
        opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_ELLIPSE, new Size(side, side));
    Mat closed = new Mat();
    opencv_imgproc.morphologyEx(levels, closed, opencv_imgproc.MORPH_CLOSE, kernel);
    byte[] values = new byte[closed.rows() * closed.cols()];
    closed.data().get(values);
    return values;
  }

  /**
   * Adds the boxes of components.
   *
   * @param seen bounds of this level that were added before; most closings repeat most of them
   */
  private void components(
      Set<Box> boxes, Set<Long> seen, byte[] levels, int columns, PhotoScale photo) {
    int rows = levels.length / columns;
    double scaleX = (double) photo.width() / columns;
    double scaleY = (double) photo.height() / rows;
    new LevelComponents(levels, columns)
        .report(
            shares.size(),
            (left, top, right, bottom) -> {
              double width = right - left + 1;
              double height = bottom - top + 1;
              if (Math.max(width * scaleX, height * scaleY) >= minSidePx
                  && seen.add(key(left, top, right, bottom, columns, rows))) {
                boxes.add(
                    photo.onPhoto(
                        (left - growthPx) * scaleX,
                        (top - growthPx) * scaleY,
                        (width + 2 * growthPx) * scaleX,
                        (height + 2 * growthPx) * scaleY));
              }
            });
  }

  /** Another number for other bounds, spread over all bits. */
  private static long key(int left, int top, int right, int bottom, int columns, int rows) {
    long corner = (long) top * columns + left;
    return ((corner * rows + bottom) * columns + right) * 0x9E3779B97F4A7C15L;
  }

  private static short[] values(Mat steps) {
    short[] values = new short[steps.rows() * steps.cols()];
    new ShortPointer(steps.data()).get(values);
    return values;
  }

  String describe() {
    return "shares="
        + joined(shares)
        + ";closings="
        + joined(closingsPx)
        + ";growth="
        + growthPx
        + ";min-side="
        + minSidePx;
  }

  private static String joined(List<?> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
