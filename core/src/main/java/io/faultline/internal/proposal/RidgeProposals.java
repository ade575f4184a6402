package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Boxes of what looks like a crack: thin lines, dark or bright, straight over a short way.
 *
 * <p>{@link RidgeFilter} measures lines of one width on a pyramid of the photo, so that each level
 * doubles the width. At each level the strongest responses, by several shares of the level's
 * pixels, are closed in several widths, and every 8-connected component gives a box, grown a little
 * on each side because a response is narrower than its line. Thresholds are shares, not grey
 * values, so the boxes do not depend on exposure or contrast; a response below a tenth of a grey
 * value counts as none, so an even photo gives no boxes.
 *
 * <p>Largest boxes first. The box of the whole photo is kept: cracks do cross whole photos. More
 * than {@link #maxPixels()} pixels are scaled down first and the boxes scaled back. Any number of
 * threads may call one instance.
 *
 * @param filter the line filter
 * @param levels how many halvings of the photo are searched, from half size on, at least 1; levels
 *     that would be smaller than 2 pixels are left out
 * @param shares the shares of strongest pixels, each in (0, 1)
 * @param closingsPx widths of the closings in pixels of the level, each at least 1
 * @param growthPx by how much a box grows on each side, in pixels of the level, 0 or more
 * @param minSidePx the least longer side of a component's box on the photo
 * @param maxPixels the most pixels that are searched, greater than 0
 */
public record RidgeProposals(
    RidgeFilter filter,
    int levels,
    List<Double> shares,
    List<Integer> closingsPx,
    double growthPx,
    int minSidePx,
    int maxPixels)
    implements ProposalGenerator {
  /** Responses are compared in these steps, so that rounding in the filter decides nothing. */
  private static final int STEPS_PER_GREY_VALUE = 64;

  private static final int MIN_STEPS = 6;

  /** Copies the lists and checks the ranges. */
  public RidgeProposals {
    shares = List.copyOf(shares);
    closingsPx = List.copyOf(closingsPx);
    if (!(levels > 0) || !(minSidePx > 0) || !(maxPixels > 0)) {
      throw new IllegalArgumentException(
          "levels, least side and most pixels of ridges are "
              + levels
              + ", "
              + minSidePx
              + " and "
              + maxPixels
              + "; each must be > 0");
    }
    if (shares.isEmpty() || shares.stream().anyMatch(share -> !(share > 0 && share < 1))) {
      throw new IllegalArgumentException("shares are " + shares + "; each must be in (0, 1)");
    }
    if (closingsPx.isEmpty() || closingsPx.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException("closings are " + closingsPx + "; each must be >= 1");
    }
    if (!(growthPx >= 0) || !Double.isFinite(growthPx)) {
      throw new IllegalArgumentException("growth is " + growthPx + " px; must be >= 0");
    }
  }

  /**
   * Four levels, twelve shares, three closings: about 2,000 boxes on 256x256 pixels. Chosen on quay
   * walls and magnetic tiles; no number is sharp.
   */
  public static RidgeProposals standard() {
    return new RidgeProposals(
        RidgeFilter.standard(),
        4,
        List.of(0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.09, 0.11, 0.14, 0.17, 0.2),
        List.of(1, 3, 7),
        1,
        8,
        500_000);
  }

  @Override
  public Proposals propose(Raster raster) {
    Set<Box> boxes = new HashSet<>();
    try (PointerScope scope = new PointerScope()) {
      ScaledPhoto photo = ScaledPhoto.grey(raster, maxPixels);
      Mat level = new Mat();
      photo.mat().convertTo(level, opencv_core.CV_32F);
      RidgeFilter.Lines lines = filter.lines();
      for (int i = 0; i < levels && Math.max(level.cols(), level.rows()) >= 4; i++) {
        level = half(level);
        RidgeFilter.Response response = lines.apply(level);
        collect(boxes, response.dark(), photo.scale());
        collect(boxes, response.bright(), photo.scale());
      }
    }
    return new Proposals(BoxOrder.largestFirst(boxes));
  }

  private static Mat half(Mat level) {
    Mat half = new Mat();
    Size size = new Size(Math.max(1, level.cols() / 2), Math.max(1, level.rows() / 2));
    opencv_imgproc.resize(level, half, size, 0, 0, opencv_imgproc.INTER_AREA);
    return half;
  }

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

  @Override
  public String describe() {
    return "ridge("
        + filter.describe()
        + ";levels="
        + levels
        + ";shares="
        + joined(shares)
        + ";closings="
        + joined(closingsPx)
        + ";growth="
        + growthPx
        + ";min-side="
        + minSidePx
        + ";max-pixels="
        + maxPixels
        + ")";
  }

  private static String joined(List<?> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
