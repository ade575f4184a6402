package io.faultline.internal.charts;

import java.util.Collection;
import java.util.List;

/**
 * A line chart that draws itself as SVG: curves over two axes with gridlines, labels, a legend
 * where there are several curves, and marked points.
 *
 * @param title what is shown, for the caption and for those who hear the page
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param curves at least none; a chart without points says so
 * @param marks single points worth a label, such as the operating point
 */
public record Chart(String title, Axis x, Axis y, List<Curve> curves, List<Mark> marks) {

  /** Copies the lists. */
  public Chart {
    curves = List.copyOf(curves);
    marks = List.copyOf(marks);
  }

  /** One position in the units of the axes; a coordinate that is not finite breaks the line. */
  public record Point(double x, double y) {
    boolean drawable() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /** A named line through points, in order. */
  public record Curve(String name, List<Point> points) {
    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }

    /**
     * A curve from two lists of equal length.
     *
     * @throws IllegalArgumentException where the lengths differ
     */
    public static Curve of(String name, List<Double> x, List<Double> y) {
      if (x.size() != y.size()) {
        throw new IllegalArgumentException(
            name + ": " + x.size() + " x values do not fit " + y.size() + " y values");
      }
      return new Curve(
          name,
          java.util.stream.IntStream.range(0, x.size())
              .mapToObj(i -> new Point(x.get(i), y.get(i)))
              .toList());
    }
  }

  /** A point with a label. */
  public record Mark(String label, Point at) {}

  /** How values spread over an axis. */
  public enum Scale {
    /** Equal steps add. */
    LINEAR,
    /** As linear, and only whole numbers are labelled. */
    WHOLE,
    /** Equal steps multiply; all values are above 0. */
    LOGARITHMIC
  }

  /**
   * One axis.
   *
   * @param label what it measures, with the unit where there is one
   * @param min the value at its start
   * @param max the value at its end, greater than {@code min}
   * @param scale how values spread over it
   */
  public record Axis(String label, double min, double max, Scale scale) {
    /** Checks the range. */
    public Axis {
      if (!(max > min) || !Double.isFinite(max - min) || (logarithmic(scale) && !(min > 0))) {
        throw new IllegalArgumentException(
            "axis " + label + " is from " + min + " to " + max + "; it must grow");
      }
    }

    /** An axis from 0 to 1. */
    public static Axis unit(String label) {
      return new Axis(label, 0, 1, Scale.LINEAR);
    }

    /** A linear axis from 0 (or the smallest value below it) to the largest of the values. */
    public static Axis fromZero(String label, Collection<Double> values) {
      double min = values.stream().filter(Double::isFinite).reduce(0.0, Math::min);
      double max = values.stream().filter(Double::isFinite).reduce(min, Math::max);
      return new Axis(label, min, max > min ? max : min + 1, Scale.LINEAR);
    }

    boolean logarithmic() {
      return logarithmic(scale);
    }

    private static boolean logarithmic(Scale scale) {
      return scale == Scale.LOGARITHMIC;
    }

    /** Where a value lies between start (0) and end (1). */
    double position(double value) {
      return logarithmic()
          ? Math.log(value / min) / Math.log(max / min)
          : (value - min) / (max - min);
    }
  }

  /** The chart as an {@code <svg>} element to stand in a page of {@link HtmlReport}. */
  public String svg() {
    return new ChartSvg(this).inline();
  }
}
