package io.faultline.internal.charts;

import java.util.ArrayList;
import java.util.List;

/**
 * Charts side by side as one SVG picture of its own: a title above them, each chart's title over
 * it, and a few words below, broken into lines. On white, whatever shows it.
 *
 * @param title above everything
 * @param charts from left to right, at least one
 * @param words below the charts; may be empty
 */
public record ChartSheet(String title, List<Chart> charts, String words) {
  private static final int MARGIN = 28;
  private static final int GAP = 36;
  private static final int CHARTS_TOP = 96;
  private static final int LINE = 23;
  private static final double CHARACTER = 7.4;

  public ChartSheet {
    charts = List.copyOf(charts);
  }

  public String svg() {
    List<ChartSvg> drawings = charts.stream().map(ChartSvg::new).toList();
    double width = 2.0 * MARGIN + charts.size() * (ChartSvg.WIDTH + GAP) - GAP;
    double chartsBottom =
        CHARTS_TOP + drawings.stream().mapToDouble(ChartSvg::height).max().orElse(0);
    List<String> lines = lines(words, (int) ((width - 2 * MARGIN) / CHARACTER));
    double height = chartsBottom + 16 + lines.size() * LINE + MARGIN;
    SvgCanvas canvas = new SvgCanvas();
    canvas.label("heading", MARGIN, 44, "start", title);
    for (int i = 0; i < drawings.size(); i++) {
      double left = MARGIN + i * (double) (ChartSvg.WIDTH + GAP);
      canvas.label("subheading", left, CHARTS_TOP - 16, "start", charts.get(i).title());
      double top = chartsBottom - drawings.get(i).height();
      canvas.place(left, top, drawings.get(i).drawing());
    }
    for (int i = 0; i < lines.size(); i++) {
      canvas.label("words", MARGIN, chartsBottom + 28 + i * LINE, "start", lines.get(i));
    }
    return canvas.alone(title, width, height, "");
  }

  /** Broken between words into lines of at most so many characters, longer words apart. */
  public static List<String> lines(String words, int characters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > characters) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
