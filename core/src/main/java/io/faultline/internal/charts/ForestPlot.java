package io.faultline.internal.charts;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A forest plot: one row per way of doing something and one panel per measure, each with an
 * estimate and its interval, and beside them what others measured.
 *
 * @param title what is shown, for the caption and for those who hear the page
 * @param key what the three kinds of marks are, for the legend
 * @param panels from left to right, all over one axis
 * @param rows from top to bottom
 */
public record ForestPlot(String title, Key key, List<Panel> panels, List<Row> rows) {

  /** Copies the lists and checks that every row fits the panels. */
  public ForestPlot {
    panels = List.copyOf(panels);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != panels.size()) {
        throw new IllegalArgumentException(
            row.label()
                + ": "
                + row.cells().size()
                + " cells do not fit "
                + panels.size()
                + " panels");
      }
    }
  }

  /**
   * The legend's words.
   *
   * @param dot for the filled dot with its whisker
   * @param ring for the hollow dot
   * @param diamond for the diamond
   */
  public record Key(String dot, String ring, String diamond) {}

  /**
   * One measure.
   *
   * @param name above the panel
   * @param line a value to be reached, where there is one
   * @param lineName what the line is, for the legend
   */
  public record Panel(String name, OptionalDouble line, String lineName) {}

  /**
   * One way of doing something.
   *
   * @param label its name
   * @param stressed whether it stands out, such as the best
   * @param cells one per panel
   */
  public record Row(String label, boolean stressed, List<Cell> cells) {
    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What one row has in one panel.
   *
   * @param dot the estimate with its interval
   * @param ring a second estimate, where there is one
   * @param diamond what others measured, where they did
   */
  public record Cell(Whisker dot, OptionalDouble ring, OptionalDouble diamond) {}

  /** An estimate and the interval around it. */
  public record Whisker(double estimate, double lower, double upper) {}

  /** The plot as an {@code <svg>} element to stand in a page of {@link HtmlReport}. */
  public String svg() {
    return new ForestPlotSvg(this).inline();
  }

  /**
   * Writes the plot as one SVG picture, light whatever shows it.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, new ForestPlotSvg(this).picture());
  }
}
