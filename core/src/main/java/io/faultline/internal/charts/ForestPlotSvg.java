package io.faultline.internal.charts;

import io.faultline.internal.charts.Chart.Axis;
import io.faultline.internal.charts.ForestPlot.Cell;
import io.faultline.internal.charts.ForestPlot.Panel;
import io.faultline.internal.charts.ForestPlot.Row;
import io.faultline.internal.charts.ForestPlot.Whisker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Writes a forest plot as SVG; colours come from the classes of {@code chart.css}. */
final class ForestPlotSvg {
  private static final int WIDTH = 980;
  private static final int MARGIN = 16;
  private static final int GAP = 44;
  private static final int LEGEND_TOP = 22;
  private static final int LEGEND_ROW = 26;
  private static final int HEAD = 40;
  private static final int ROW = 42;
  private static final int BOTTOM = 40;

  /** Where in a row the whisker lies, and the marks of others below it. */
  private static final double UPPER_LANE = 15;

  private static final double LOWER_LANE = 30;
  private static final double CHARACTER = 7.8;
  private static final double LONGEST_LABEL = 300;
  private static final double RING = 4.5;
  private static final double DIAMOND = 5.5;

  private final ForestPlot plot;
  private final SvgCanvas canvas = new SvgCanvas();
  private final Axis axis;
  private final double left;
  private final double panelWidth;
  private double top;

  ForestPlotSvg(ForestPlot plot) {
    this.plot = plot;
    axis = axis(plot);
    int longest = plot.rows().stream().mapToInt(row -> row.label().length()).max().orElse(0);
    left = MARGIN + Math.min(LONGEST_LABEL, 24 + CHARACTER * longest);
    int panels = Math.max(1, plot.panels().size());
    panelWidth = (WIDTH - MARGIN - left - GAP * (panels - 1.0)) / panels;
  }

  /** Tenths around everything that is drawn. */
  private static Axis axis(ForestPlot plot) {
    DoubleStream.Builder values = DoubleStream.builder();
    for (Panel panel : plot.panels()) {
      panel.line().ifPresent(values::add);
    }
    for (Row row : plot.rows()) {
      for (Cell cell : row.cells()) {
        values.add(cell.dot().lower()).add(cell.dot().upper()).add(cell.dot().estimate());
        cell.ring().ifPresent(values::add);
        cell.diamond().ifPresent(values::add);
      }
    }
    double[] all = values.build().filter(Double::isFinite).toArray();
    double min = Math.floor(10 * DoubleStream.of(all).min().orElse(0) + 1e-9) / 10;
    double max = Math.ceil(10 * DoubleStream.of(all).max().orElse(1) - 1e-9) / 10;
    return new Axis("", min, max > min ? max : min + 0.1, Chart.Scale.LINEAR);
  }

  /** For a page that holds {@code chart.css}. */
  String inline() {
    draw();
    return canvas.inPage(plot.title(), WIDTH, bottom() + BOTTOM);
  }

  /** As a picture of its own. */
  String picture() {
    draw();
    return canvas.alone(plot.title(), WIDTH, bottom() + BOTTOM, "");
  }

  private void draw() {
    legend();
    panels();
    for (int i = 0; i < plot.rows().size(); i++) {
      row(plot.rows().get(i), top + i * ROW);
    }
  }

  private double bottom() {
    return top + plot.rows().size() * (double) ROW;
  }

  private void legend() {
    double x = MARGIN;
    double y = LEGEND_TOP;
    List<String> names = new ArrayList<>();
    names.add(plot.key().dot());
    boolean rings = cells().anyMatch(cell -> cell.ring().isPresent());
    boolean diamonds = cells().anyMatch(cell -> cell.diamond().isPresent());
    names.add(rings ? plot.key().ring() : "");
    names.add(diamonds ? plot.key().diamond() : "");
    plot.panels().stream()
        .filter(panel -> panel.line().isPresent())
        .findFirst()
        .ifPresent(panel -> names.add(panel.lineName()));
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        continue;
      }
      double width = 62 + 7.2 * names.get(i).length();
      if (x > MARGIN && x + width > WIDTH) {
        x = MARGIN;
        y += LEGEND_ROW;
      }
      sample(i, x, y);
      canvas.label("legend", x + 36, y + 5, "start", names.get(i));
      x += width;
    }
    top = y + 18 + HEAD;
  }

  private java.util.stream.Stream<Cell> cells() {
    return plot.rows().stream().flatMap(row -> row.cells().stream());
  }

  private void sample(int kind, double x, double y) {
    switch (kind) {
      case 0 -> {
        canvas.line("whisker", x, y, x + 26, y);
        canvas.circle("estimate", x + 13, y, 6);
      }
      case 1 -> canvas.circle("ring", x + 20, y, RING);
      case 2 -> diamond(x + 20, y);
      default -> canvas.line("wanted", x + 20, y - 9, x + 20, y + 9);
    }
  }

  private void panels() {
    for (int i = 0; i < plot.rows().size(); i++) {
      if (plot.rows().get(i).stressed() || i % 2 == 0) {
        String kind = plot.rows().get(i).stressed() ? "band stressed" : "band";
        canvas.rectangle(kind, 0, top + i * (double) ROW, WIDTH, ROW, 5);
      }
    }
    for (int p = 0; p < plot.panels().size(); p++) {
      Panel panel = plot.panels().get(p);
      canvas.label("subheading", start(p), top - 16, "start", panel.name());
      for (double tick : Ticks.of(axis)) {
        canvas.line("grid", x(p, tick), top, x(p, tick), bottom());
        canvas.label("tick", x(p, tick), bottom() + 20, "middle", Ticks.label(tick));
      }
      canvas.line("axis", start(p), bottom(), start(p) + panelWidth, bottom());
      int here = p;
      panel
          .line()
          .ifPresent(at -> canvas.line("wanted", x(here, at), top - 6, x(here, at), bottom()));
    }
  }

  private void row(Row row, double y) {
    String name = shortened(row.label());
    canvas.label(
        row.stressed() ? "mark-name" : "row-name", MARGIN, y + ROW / 2.0 + 5, "start", name);
    for (int p = 0; p < row.cells().size(); p++) {
      Cell cell = row.cells().get(p);
      Whisker dot = cell.dot();
      canvas.line("whisker", x(p, dot.lower()), y + UPPER_LANE, x(p, dot.upper()), y + UPPER_LANE);
      canvas.circle("estimate", x(p, dot.estimate()), y + UPPER_LANE, 6);
      int here = p;
      cell.ring().ifPresent(at -> canvas.circle("ring", x(here, at), y + LOWER_LANE, RING));
      cell.diamond().ifPresent(at -> diamond(x(here, at), y + LOWER_LANE));
    }
  }

  private String shortened(String label) {
    int most = (int) ((left - MARGIN - 16) / CHARACTER);
    return label.length() <= most ? label : label.substring(0, most - 1) + "\u2026";
  }

  private double start(int panel) {
    return left + panel * (panelWidth + GAP);
  }

  private double x(int panel, double value) {
    return start(panel) + Math.max(0, Math.min(1, axis.position(value))) * panelWidth;
  }

  private void diamond(double x, double y) {
    String out = SvgCanvas.px(DIAMOND);
    String back = SvgCanvas.px(-DIAMOND);
    canvas.path(
        "diamond",
        "M"
            + SvgCanvas.px(x)
            + " "
            + SvgCanvas.px(y - DIAMOND)
            + String.format(Locale.ROOT, "l%s %sl%s %sl%s %sz", out, out, back, out, back, back));
  }
}
