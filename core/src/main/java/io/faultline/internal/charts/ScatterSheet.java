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
    SvgCanvas canvas = new SvgCanvas();
    canvas.label("heading", MARGIN, 44, "start", title);
    legend(canvas);
    for (int i = 0; i < panels.size(); i++) {
      int left = MARGIN + i % COLUMNS * PANEL_WIDTH;
      int top = PANELS_TOP + i / COLUMNS * PANEL_HEIGHT;
      SvgCanvas drawing = new SvgCanvas();
      panel(drawing, panels.get(i));
      if (i % COLUMNS == 0) {
        nameOfHeight(drawing, panels.get(i).y().label());
      }
      canvas.place(left, top, drawing);
    }
    for (int i = 0; i < lines.size(); i++) {
      canvas.label("words", MARGIN, bottom + 18 + i * LINE, "start", lines.get(i));
    }
    return canvas.alone(title, width, height, STYLE);
  }

  private void legend(SvgCanvas canvas) {
    double x = MARGIN + 6;
    for (Role role : List.of(Role.BEST, Role.BASE, Role.FINALIST, Role.OTHER)) {
      String name =
          switch (role) {
            case BEST -> best;
            case BASE -> "base";
            case FINALIST -> "came to the last round";
            case OTHER -> "dropped before";
          };
      spot(canvas, role, x, 72);
      canvas.label("legend", x + 14, 77, "start", name);
      x += 50 + CHARACTER * name.length();
    }
  }

  /** The charts of a row share their vertical axis; the first one names it. */
  private static void nameOfHeight(SvgCanvas canvas, String name) {
    canvas.upright("name small", 4, (TOP + PANEL_HEIGHT - BOTTOM) / 2.0, name);
  }

  private static void panel(SvgCanvas canvas, Panel panel) {
    canvas.label("subheading", LEFT, 16, "start", panel.title());
    canvas.label(panel.strong() ? "small" : "small dim", LEFT, 36, "start", panel.note());
    for (double tick : Ticks.of(panel.y())) {
      double y = y(panel, tick);
      canvas.line("grid", LEFT, y, PANEL_WIDTH - RIGHT, y);
      canvas.label("tick", LEFT - 8, y + 4, "end", Ticks.label(tick));
    }
    for (Place place : places(panel)) {
      double x = x(panel, place.x());
      canvas.line("grid", x, TOP, x, PANEL_HEIGHT - BOTTOM);
      canvas.label("tick", x, PANEL_HEIGHT - BOTTOM + 18, "middle", place.name());
    }
    canvas.line("axis", LEFT, PANEL_HEIGHT - BOTTOM, PANEL_WIDTH - RIGHT, PANEL_HEIGHT - BOTTOM);
    canvas.line("axis", LEFT, TOP, LEFT, PANEL_HEIGHT - BOTTOM);
    canvas.label(
        "name small",
        (LEFT + PANEL_WIDTH - RIGHT) / 2.0,
        PANEL_HEIGHT - BOTTOM + 38,
        "middle",
        panel.x().label());
    for (Role role : Role.values()) {
      panel.dots().stream()
          .filter(dot -> dot.role() == role)
          .forEach(dot -> spot(canvas, role, x(panel, dot.x()), y(panel, dot.y())));
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

  private static void spot(SvgCanvas canvas, Role role, double x, double y) {
    double radius = role == Role.BEST ? 7.0 : 5.5;
    canvas.circle("spot " + role.name().toLowerCase(Locale.ROOT), x, y, radius);
  }
}
