package io.faultline.network;

import io.faultline.geometry.Box;
import java.util.List;

/**
 * RoIAlign (He et al. 2017) as a sparse linear map. Every cell of a region's grid is the mean of
 * {@code samples x samples} bilinear samples of the feature map, and each bilinear sample is a
 * weighted sum of four map positions; so a cell is a weighted sum of {@code 4 * samples^2}
 * positions, and the whole pooling is one sparse matrix times the map, which libtorch multiplies
 * and differentiates.
 *
 * <p>Values equal {@code torchvision.ops.roi_align} with {@code aligned=True} and a fixed {@code
 * sampling_ratio} where the origin is half a stride; samples more than one step outside the map
 * count as zero, others are clamped to its border.
 */
final class RoiAlign {
  /**
   * The centre of the first pixel. Convolutions with odd kernels and padding of half a kernel put
   * step {@code i} of a map onto pixel {@code stride * i}, not onto the middle of a stride as
   * torchvision's RoIAlign assumes: at stride 16 that is 7.5 pixels off, more than a crack is wide.
   */
  static final double CENTRED = 0.5;

  private final int gridSide;
  private final int samples;
  private final int[] positions;
  private final float[] weights;

  private RoiAlign(int gridSide, int samples, int size) {
    this.gridSide = gridSide;
    this.samples = samples;
    this.positions = new int[size];
    this.weights = new float[size];
  }

  /**
   * Map positions {@code (photo * height + y) * width + x}, {@code [regions][gridSide^2][4 *
   * samples^2]} flattened; the array itself, not a copy.
   */
  int[] positions() {
    return positions;
  }

  /** The weight of each position; the array itself, not a copy. */
  float[] weights() {
    return weights;
  }

  /** A region of one of the photos in a batch. */
  record Roi(int photo, Box box) {
    /** The same centre, sides times {@code factor}. */
    Roi widened(double factor) {
      double dx = (factor - 1) * box.width() / 2;
      double dy = (factor - 1) * box.height() / 2;
      return new Roi(photo, new Box(box.x1() - dx, box.y1() - dy, box.x2() + dx, box.y2() + dy));
    }
  }

  /**
   * Builds the map for regions of a batch of equally large photos.
   *
   * @param gridSide cells per side
   * @param samples sampling points per cell and side
   * @param stride photo pixels per step of the feature map
   * @param origin where the first step of the map lies in the photo, in pixels from its left upper
   *     corner: half a stride for torchvision, {@link #CENTRED} for what convolutions really see
   * @param height steps of the feature map, vertically
   * @param width steps of the feature map, horizontally
   */
  static RoiAlign of(
      List<Roi> rois, int gridSide, int samples, int stride, double origin, int height, int width) {
    int perCell = 4 * samples * samples;
    int size = Math.multiplyExact(rois.size(), gridSide * gridSide * perCell);
    RoiAlign align = new RoiAlign(gridSide, samples, size);
    int points = gridSide * samples;
    Axis horizontal = new Axis(points);
    Axis vertical = new Axis(points);
    for (int r = 0; r < rois.size(); r++) {
      Box box = rois.get(r).box();
      horizontal.sample((box.x1() - origin) / stride, (box.x2() - origin) / stride, width);
      vertical.sample((box.y1() - origin) / stride, (box.y2() - origin) / stride, height);
      align.fill(r, rois.get(r).photo() * height * width, width, vertical, horizontal);
    }
    return align;
  }

  private void fill(int region, int offset, int width, Axis vertical, Axis horizontal) {
    int at = region * gridSide * gridSide * 4 * samples * samples;
    float share = 1f / (samples * samples);
    for (int cellY = 0; cellY < gridSide; cellY++) {
      for (int cellX = 0; cellX < gridSide; cellX++) {
        for (int v = cellY * samples; v < (cellY + 1) * samples; v++) {
          for (int h = cellX * samples; h < (cellX + 1) * samples; h++) {
            for (int corner = 0; corner < 4; corner++) {
              int y = corner < 2 ? vertical.low[v] : vertical.high[v];
              int x = corner % 2 == 0 ? horizontal.low[h] : horizontal.high[h];
              float wy = corner < 2 ? vertical.lowWeight[v] : vertical.highWeight[v];
              float wx = corner % 2 == 0 ? horizontal.lowWeight[h] : horizontal.highWeight[h];
              positions[at] = offset + y * width + x;
              weights[at] = wy * wx * share;
              at++;
            }
          }
        }
      }
    }
  }

  /** The sampling points of one region along one axis: neighbours and their weights. */
  private static final class Axis {
    final int[] low;
    final int[] high;
    final float[] lowWeight;
    final float[] highWeight;

    Axis(int points) {
      low = new int[points];
      high = new int[points];
      lowWeight = new float[points];
      highWeight = new float[points];
    }

    /** Spreads the points evenly over [start, end), in steps of the map, counted from its first. */
    void sample(double start, double end, int length) {
      double step = (end - start) / low.length;
      for (int i = 0; i < low.length; i++) {
        double at = start + (i + 0.5) * step;
        boolean outside = at < -1 || at > length;
        double clamped = Math.max(0, Math.min(at, length - 1));
        int floor = (int) clamped;
        low[i] = floor;
        high[i] = Math.min(floor + 1, length - 1);
        float fraction = (float) (clamped - floor);
        lowWeight[i] = outside ? 0 : 1 - fraction;
        highWeight[i] = outside ? 0 : fraction;
      }
    }
  }
}
