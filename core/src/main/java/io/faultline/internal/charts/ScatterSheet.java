package io.faultline.internal.charts;

import io.faultline.internal.charts.Chart.Axis;
import io.faultline.internal.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Small charts of dots, three in a row, as one SVG picture of its own: a title, a legend, and a few
 * words below. On white, whatever shows it.
 *
 * @param title above everything
 * @param panels at least one
 * @param best what the legend says of {@link Role#BEST}
 * @param words below the charts; may be empty
 */
public record ScatterSheet(String title, List<Panel> panels, String best, String words) {
  private static final int COLUMNS = 3;
  private static final int MARGIN = 28;
  private static final int PANEL_WIDTH = 360;
  private static final int PANEL_HEIGHT = 290;
  private static final int PANELS_TOP = 100;
  private static final int LEFT = 52;
  private static final int RIGHT = 16;
  private static final int TOP = 50;
  private static final int BOTTOM = 58;
  private static final int LINE = 22;
  private static final double CHARACTER = 8;

  /** Ticks nearer to a named place than this are left out. */
  private static final int TICK_ROOM = 34;

  private static final String STYLE =
      """
      .chart .dim { fill: var(--chart-soft); }
      .chart .spot { stroke: var(--chart-ground); stroke-width: 1.5; }
      .chart .other { fill: #9aa4ad; } .chart .finalist { fill: var(--c0); }
      .chart .base { fill: var(--chart-ground); stroke: var(--chart-ink); stroke-width: 2.5; }
      .chart .best { fill: var(--c1); stroke: var(--chart-ink); stroke-width: 1.5; }
      .chart .small { font-size: 13px; }
      """;

  /** Copies the list. */
  public ScatterSheet {
    panels = List.copyOf(panels);
  }

  /** What a dot stands for; later ones are drawn over earlier ones. */
  public enum Role {
    /** One of many. */
    OTHER,
    /** One that came as far as the best. */
    FINALIST,
    /** What the others are compared with. */
    BASE,
    /** The best. */
    BEST
  }

  /** One position in the units of the axes. */
  public record Dot(double x, double y, Role role) {}

  /** A position on the horizontal axis that has a name instead of a number. */
  public record Place(double x, String name) {}

  /**
   * One chart.
   *
   * @param title over it
   * @param note a line under the title
   * @param strong whether the note is worth looking at
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param places named positions on the horizontal axis
   * @param dots in any order
   */
  public record Panel(
      String title,
      String note,
      boolean strong,
      Axis x,
      Axis y,
      List<Place> places,
      List<Dot> dots) {
    /** Copies the lists. */
    public Panel {
      places = List.copyOf(places);
      dots = List.copyOf(dots);
    }
  }

  /**
   * Writes the picture.
   *
   * @throws io.faultline.FaultlineException with {@code OUTPUT} where the file cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, svg());
  }

  /** The picture as an SVG document. */
  String svg() {
    double width = 2.0 * MARGIN + COLUMNS * PANEL_WIDTH;
    int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
    double bottom = PANELS_TOP + (double) rows * PANEL_HEIGHT;
    List<String> lines = ChartSheet.lines(words, (int) ((width - 2 * MARGIN) / CHARACTER));
    double height = bottom + lines.size() * LINE + MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\""
                + " height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            width, height, width, height, Markup.escape(title)));
    svg.append("<title>").append(Markup.escape(title)).append("</title><style>");
    svg.append(Resource.text("chart.css")).append(STYLE).append("</style>");
    svg.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>");
    label(svg, "heading", MARGIN, 44, "start", title);
    legend(svg);
    for (int i = 0; i < panels.size(); i++) {
      int left = MARGIN + i % COLUMNS * PANEL_WIDTH;
      int top = PANELS_TOP + i / COLUMNS * PANEL_HEIGHT;
      svg.append(text("<g transform=\"translate(%d %d)\">", left, top));
      panel(svg, panels.get(i));
      if (i % COLUMNS == 0) {
        nameOfHeight(svg, panels.get(i).y().label());
      }
      svg.append("</g>");
    }
    for (int i = 0; i < lines.size(); i++) {
      label(svg, "words", MARGIN, bottom + 18 + i * LINE, "start", lines.get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend(StringBuilder svg) {
    double x = MARGIN + 6;
    for (Role role : List.of(Role.BEST, Role.BASE, Role.FINALIST, Role.OTHER)) {
      String name =
          switch (role) {
            case BEST -> best;
            case BASE -> "base";
            case FINALIST -> "came to the last round";
            case OTHER -> "dropped before";
          };
      spot(svg, role, x, 72);
      label(svg, "legend", x + 14, 77, "start", name);
      x += 50 + CHARACTER * name.length();
    }
  }

  /** The charts of a row share their vertical axis; the first one names it. */
  private static void nameOfHeight(StringBuilder svg, String name) {
    svg.append(
        text(
            "<text class=\"name small\" text-anchor=\"middle\""
                + " transform=\"translate(4 %.0f) rotate(-90)\">%s</text>",
            (TOP + PANEL_HEIGHT - BOTTOM) / 2.0, Markup.escape(name)));
  }

  private static void panel(StringBuilder svg, Panel panel) {
    label(svg, "subheading", LEFT, 16, "start", panel.title());
    label(svg, panel.strong() ? "small" : "small dim", LEFT, 36, "start", panel.note());
    for (double tick : Ticks.of(panel.y())) {
      double y = y(panel, tick);
      line(svg, "grid", LEFT, y, PANEL_WIDTH - RIGHT, y);
      label(svg, "tick", LEFT - 8, y + 4, "end", Ticks.label(tick));
    }
    for (Place place : places(panel)) {
      double x = x(panel, place.x());
      line(svg, "grid", x, TOP, x, PANEL_HEIGHT - BOTTOM);
      label(svg, "tick", x, PANEL_HEIGHT - BOTTOM + 18, "middle", place.name());
    }
    line(svg, "axis", LEFT, PANEL_HEIGHT - BOTTOM, PANEL_WIDTH - RIGHT, PANEL_HEIGHT - BOTTOM);
    line(svg, "axis", LEFT, TOP, LEFT, PANEL_HEIGHT - BOTTOM);
    label(
        svg,
        "name small",
        (LEFT + PANEL_WIDTH - RIGHT) / 2.0,
        PANEL_HEIGHT - BOTTOM + 38,
        "middle",
        panel.x().label());
    for (Role role : Role.values()) {
      panel.dots().stream()
          .filter(dot -> dot.role() == role)
          .forEach(dot -> spot(svg, role, x(panel, dot.x()), y(panel, dot.y())));
    }
  }

  /** Named places, and the numbers that have room beside them. */
  private static List<Place> places(Panel panel) {
    List<Place> places = new ArrayList<>(panel.places());
    for (double tick : Ticks.of(panel.x())) {
      double x = x(panel, tick);
      if (panel.places().stream().noneMatch(p -> Math.abs(x(panel, p.x()) - x) < TICK_ROOM)) {
        places.add(new Place(tick, Ticks.label(tick)));
      }
    }
    return places;
  }

  private static double x(Panel panel, double value) {
    return LEFT + panel.x().position(value) * (PANEL_WIDTH - RIGHT - LEFT);
  }

  private static double y(Panel panel, double value) {
    return PANEL_HEIGHT - BOTTOM - panel.y().position(value) * (PANEL_HEIGHT - BOTTOM - TOP);
  }

  private static void spot(StringBuilder svg, Role role, double x, double y) {
    svg.append(
        text(
            "<circle class=\"spot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
            role.name().toLowerCase(Locale.ROOT), x, y, role == Role.BEST ? 7.0 : 5.5));
  }

  private static void line(
      StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
    svg.append(
        text(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            kind, x1, y1, x2, y2));
  }

  private static void label(
      StringBuilder svg, String kind, double x, double y, String anchor, String words) {
    svg.append(
        text(
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            kind, x, y, anchor, Markup.escape(words)));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
