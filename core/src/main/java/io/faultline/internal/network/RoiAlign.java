package io.faultline.internal.network;

import io.faultline.geometry.Box;
import java.util.Arrays;
import java.util.List;

/**
 * RoIAlign (He et al. 2017) as a sparse linear map. Every cell of a region's grid is the mean of
 * {@code samples x samples} bilinear samples of the feature map, and each bilinear sample is a
 * weighted sum of four map positions; so a cell is a weighted sum of at most {@code 4 * samples^2}
 * positions (far fewer where samples share them), and the whole pooling is one sparse matrix times
 * the map, which libtorch multiplies and differentiates.
 *
 * <p>Values equal {@code torchvision.ops.roi_align} with {@code aligned=True} and a fixed {@code
 * sampling_ratio} where the origin is half a stride; samples more than one step outside the map
 * count as zero, others are clamped to its border.
 */
final class RoiAlign {
  private final int[] positions;
  private final float[] weights;
  private final int[] offsets;

  private RoiAlign(int[] positions, float[] weights, int[] offsets) {
    this.positions = positions;
    this.weights = weights;
    this.offsets = offsets;
  }

  /**
   * Map positions {@code (photo * height + y) * width + x}, those of a cell after those of the cell
   * before, each once in a cell; the array itself, not a copy.
   */
  int[] positions() {
    return positions;
  }

  /** The weight of each position; the array itself, not a copy. */
  float[] weights() {
    return weights;
  }

  /**
   * Where each cell's positions begin, {@code [regions][gridSide^2]} flattened; a cell outside the
   * map has none. The array itself, not a copy.
   */
  int[] offsets() {
    return offsets;
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
   *     corner: half a stride for torchvision, {@link OutputStage#origin} for what a trunk sees
   * @param height steps of the feature map, vertically
   * @param width steps of the feature map, horizontally
   */
  static RoiAlign of(
      List<Roi> rois, int gridSide, int samples, int stride, double origin, int height, int width) {
    int cells = gridSide * gridSide;
    Entries entries = new Entries(Math.multiplyExact(rois.size(), cells * 4 * samples * samples));
    int[] offsets = new int[rois.size() * cells];
    AxisSamples horizontal = new AxisSamples(gridSide, samples);
    AxisSamples vertical = new AxisSamples(gridSide, samples);
    for (int r = 0; r < rois.size(); r++) {
      Box box = rois.get(r).box();
      horizontal.sample((box.x1() - origin) / stride, (box.x2() - origin) / stride, width);
      vertical.sample((box.y1() - origin) / stride, (box.y2() - origin) / stride, height);
      int photo = rois.get(r).photo() * height * width;
      for (int cell = 0; cell < cells; cell++) {
        offsets[r * cells + cell] = entries.size;
        entries.add(photo, width, vertical, cell / gridSide, horizontal, cell % gridSide);
      }
    }
    return new RoiAlign(
        Arrays.copyOf(entries.positions, entries.size),
        Arrays.copyOf(entries.weights, entries.size),
        offsets);
  }

  /** Positions and weights as they are gathered. */
  private static final class Entries {
    final int[] positions;
    final float[] weights;
    int size;

    Entries(int capacity) {
      positions = new int[capacity];
      weights = new float[capacity];
    }

    /** A cell is the product of what it takes of each axis. */
    void add(
        int photo, int width, AxisSamples vertical, int row, AxisSamples horizontal, int column) {
      for (int v = vertical.first[row]; v < vertical.first[row] + vertical.count[row]; v++) {
        for (int h = horizontal.first[column];
            h < horizontal.first[column] + horizontal.count[column];
            h++) {
          positions[size] = photo + vertical.steps[v] * width + horizontal.steps[h];
          weights[size] = vertical.weights[v] * horizontal.weights[h];
          size++;
        }
      }
    }
  }

  /** What every cell of one region's grid takes along one axis: steps of the map and weights. */
  private static final class AxisSamples {
    private final int samples;
    final int[] first;
    final int[] count;
    final int[] steps;
    final float[] weights;

    AxisSamples(int cells, int samples) {
      this.samples = samples;
      first = new int[cells];
      count = new int[cells];
      steps = new int[cells * samples * 2];
      weights = new float[cells * samples * 2];
      for (int cell = 0; cell < cells; cell++) {
        first[cell] = cell * samples * 2;
      }
    }

    /** Spreads the points evenly over [start, end), in steps of the map, counted from its first. */
    void sample(double start, double end, int length) {
      int points = first.length * samples;
      double step = (end - start) / points;
      for (int i = 0; i < points; i++) {
        int cell = i / samples;
        if (i % samples == 0) {
          count[cell] = 0;
        }
        double at = start + (i + 0.5) * step;
        if (at >= -1 && at <= length) {
          double clamped = Math.max(0, Math.min(at, length - 1));
          int floor = (int) clamped;
          float fraction = (float) (clamped - floor);
          take(cell, floor, (1 - fraction) / samples);
          take(cell, floor + 1, fraction / samples);
        }
      }
    }

    /** Adds to what the cell takes of a step; points run upwards, so that one is among the last. */
    private void take(int cell, int step, float weight) {
      if (!(weight > 0)) {
        return;
      }
      int end = first[cell] + count[cell];
      for (int i = Math.max(first[cell], end - 2); i < end; i++) {
        if (steps[i] == step) {
          weights[i] += weight;
          return;
        }
      }
      steps[end] = step;
      weights[end] = weight;
      count[cell]++;
    }
  }
}
