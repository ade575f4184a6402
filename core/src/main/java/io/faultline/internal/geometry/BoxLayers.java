package io.faultline.internal.geometry;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Exact areas of unions of boxes and of their overlaps, without a raster. The plane is cut into
 * vertical strips at every left and right edge. Inside a strip the boxes are intervals, so one pass
 * over their ends gives the area of each combination of layers. For {@code n} boxes this takes
 * O(n<sup>2</sup> log n) time, whatever the size of the photo.
 */
public final class BoxLayers {
  private BoxLayers() {}

  /** Where a box of a layer begins or ends inside a strip. */
  private record Edge(double y, int layer, int step) {}

  /**
   * How much of the plane is covered by exactly which layers. A layer is the union of its boxes.
   *
   * @param layers at most 16
   * @return square pixels, {@code [2^layers]}: entry {@code m} is the area that is covered by each
   *     layer whose bit is set in {@code m}, and by no other; entry 0 is 0
   */
  public static double[] areas(List<List<Box>> layers) {
    double[] areas = new double[1 << layers.size()];
    double[] cuts =
        layers.stream()
            .flatMap(List::stream)
            .flatMapToDouble(box -> DoubleStream.of(box.x1(), box.x2()))
            .sorted()
            .distinct()
            .toArray();
    for (int i = 0; i + 1 < cuts.length; i++) {
      addStrip(layers, cuts[i], cuts[i + 1], areas);
    }
    return areas;
  }

  private static void addStrip(List<List<Box>> layers, double left, double right, double[] areas) {
    List<Edge> edges = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (Box box : layers.get(layer)) {
        if (box.x1() <= left && box.x2() >= right) {
          edges.add(new Edge(box.y1(), layer, 1));
          edges.add(new Edge(box.y2(), layer, -1));
        }
      }
    }
    Edge[] sorted = edges.toArray(Edge[]::new);
    Arrays.sort(sorted, (a, b) -> Double.compare(a.y(), b.y()));
    int[] open = new int[layers.size()];
    int covered = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (covered != 0) {
        areas[covered] += (right - left) * (sorted[i].y() - sorted[i - 1].y());
      }
      int layer = sorted[i].layer();
      open[layer] += sorted[i].step();
      covered = open[layer] > 0 ? covered | 1 << layer : covered & ~(1 << layer);
    }
  }
}
