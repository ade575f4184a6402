package io.faultline.internal.charts;

import io.faultline.internal.charts.Chart.Axis;
import io.faultline.internal.charts.Chart.Curve;
import io.faultline.internal.charts.Chart.Mark;
import io.faultline.internal.charts.Chart.Point;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Writes one chart as SVG; colours come from the classes of {@code chart.css}. */
final class ChartSvg {
  /** Width of a drawing, in its own units. */
  static final int WIDTH = 520;

  private static final int LEFT = 58;
  private static final int RIGHT = 18;
  private static final int TOP = 14;
  private static final int BOTTOM = 54;
  private static final int PLOT_HEIGHT = 270;
  private static final int LEGEND_ROW = 22;
  private static final double CHARACTER = 7.6;
  private static final int BELOW = 20;
  private static final int ABOVE = 12;
  private static final int TEXT_HEIGHT = 12;
  private static final int COLORS = 7;

  private final Chart chart;
  private final SvgCanvas canvas = new SvgCanvas();
  private final double plotTop;
  private final double plotBottom;

  ChartSvg(Chart chart) {
    this.chart = chart;
    plotTop = TOP + legendRows() * LEGEND_ROW;
    plotBottom = plotTop + PLOT_HEIGHT;
  }

  /** Height of a drawing, in its own units. */
  double height() {
    return plotBottom + BOTTOM;
  }

  /** For a page that holds {@code chart.css} already, and {@code chart-dark.css} if it likes. */
  String inline() {
    return drawing().inPage(chart.title(), WIDTH, height());
  }

  /** Everything that is drawn, to stand in an element of class {@code chart}; call once. */
  SvgCanvas drawing() {
    grid();
    boolean empty = true;
    for (int i = 0; i < chart.curves().size(); i++) {
      empty &= !curve(chart.curves().get(i), i);
    }
    if (empty) {
      canvas.label(
          "note", (LEFT + WIDTH - RIGHT) / 2.0, (plotTop + plotBottom) / 2, "middle", "no data");
    }
    chart.marks().forEach(this::mark);
    legend();
    return canvas;
  }

  private void grid() {
    for (double tick : Ticks.of(chart.y())) {
      double y = y(tick);
      canvas.line("grid", LEFT, y, WIDTH - RIGHT, y);
      canvas.label("tick", LEFT - 8, y + 4, "end", Ticks.label(tick));
    }
    for (double tick : Ticks.of(chart.x())) {
      double x = x(tick);
      canvas.line("grid", x, plotTop, x, plotBottom);
      canvas.label("tick", x, plotBottom + 19, "middle", Ticks.label(tick));
    }
    canvas.line("axis", LEFT, plotBottom, WIDTH - RIGHT, plotBottom);
    canvas.line("axis", LEFT, plotTop, LEFT, plotBottom);
    canvas.label(
        "name", (LEFT + WIDTH - RIGHT) / 2.0, plotBottom + 44, "middle", chart.x().label());
    double middle = (plotTop + plotBottom) / 2;
    canvas.upright("name", 16, middle, chart.y().label());
  }

  /** Draws a curve; whether there was anything to draw. */
  private boolean curve(Curve curve, int index) {
    List<String> path = new ArrayList<>();
    boolean down = false;
    String last = "";
    for (Point point : curve.points()) {
      if (!point.drawable() || (chart.x().logarithmic() && !(point.x() > 0))) {
        down = false;
        continue;
      }
      String at = SvgCanvas.px(x(point.x())) + " " + SvgCanvas.px(y(point.y()));
      if (!down || !at.equals(last)) {
        path.add((down ? "L" : "M") + at);
      }
      down = true;
      last = at;
    }
    if (path.isEmpty()) {
      return false;
    }
    String kind = "curve";
    if (path.size() == 1) {
      path.add("h0");
      kind = "curve dot";
    }
    canvas.path(kind + " " + color(index), String.join("", path));
    return true;
  }

  private void mark(Mark mark) {
    if (!mark.at().drawable()) {
      return;
    }
    double x = x(mark.at().x());
    double y = y(mark.at().y());
    canvas.circle("mark", x, y, 5);
    boolean rightwards = x < (LEFT + WIDTH - RIGHT) / 2.0;
    boolean below = y < (plotTop + plotBottom) / 2;
    if (crossings(mark, rightwards, !below) < crossings(mark, rightwards, below)) {
      below = !below;
    }
    canvas.label(
        "mark-label",
        rightwards ? x + 10 : x - 10,
        below ? y + BELOW : y - ABOVE,
        rightwards ? "start" : "end",
        mark.label());
  }

  /** How many pieces of curves run through a mark's label at a place; many where it has no room. */
  private long crossings(Mark mark, boolean rightwards, boolean below) {
    double width = CHARACTER * mark.label().length();
    double x = x(mark.at().x());
    double baseline = y(mark.at().y()) + (below ? BELOW : -ABOVE);
    if (baseline > plotBottom || baseline - TEXT_HEIGHT < plotTop) {
      return Long.MAX_VALUE;
    }
    Rectangle2D place =
        new Rectangle2D.Double(
            rightwards ? x + 10 : x - 10 - width, baseline - TEXT_HEIGHT, width, TEXT_HEIGHT);
    long crossings = 0;
    for (Curve curve : chart.curves()) {
      for (int i = 1; i < curve.points().size(); i++) {
        Point from = curve.points().get(i - 1);
        Point to = curve.points().get(i);
        if (from.drawable()
            && to.drawable()
            && place.intersectsLine(x(from.x()), y(from.y()), x(to.x()), y(to.y()))) {
          crossings++;
        }
      }
    }
    return crossings;
  }

  private void legend() {
    if (chart.curves().size() < 2) {
      return;
    }
    double x = LEFT;
    double y = TOP;
    for (int i = 0; i < chart.curves().size(); i++) {
      String name = chart.curves().get(i).name();
      double width = legendWidth(name);
      if (x > LEFT && x + width > WIDTH - RIGHT) {
        x = LEFT;
        y += LEGEND_ROW;
      }
      canvas.path("curve " + color(i), "M" + SvgCanvas.px(x) + " " + SvgCanvas.px(y) + "h20");
      canvas.label("legend", x + 26, y + 4, "start", name);
      x += width;
    }
  }

  private int legendRows() {
    if (chart.curves().size() < 2) {
      return 0;
    }
    int rows = 1;
    double x = LEFT;
    for (Curve curve : chart.curves()) {
      double width = legendWidth(curve.name());
      if (x > LEFT && x + width > WIDTH - RIGHT) {
        rows++;
        x = LEFT;
      }
      x += width;
    }
    return rows;
  }

  private static double legendWidth(String name) {
    return 44 + CHARACTER * name.length();
  }

  private double x(double value) {
    return LEFT + clamp(chart.x(), value) * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    return plotBottom - clamp(chart.y(), value) * PLOT_HEIGHT;
  }

  private static double clamp(Axis axis, double value) {
    return Math.max(0, Math.min(1, axis.position(value)));
  }

  /** Colours first; when they are used up, the same again with dashes. */
  private static String color(int index) {
    return "c" + index % COLORS + (index >= COLORS ? " dashed" : "");
  }
}
