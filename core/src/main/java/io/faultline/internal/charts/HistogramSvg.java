package io.faultline.internal.charts;

import io.faultline.internal.check.Histogram;
import io.faultline.internal.text.Numbers;
import java.util.List;

/** Writes a histogram as SVG; colours come from the classes of {@code chart.css}. */
public final class HistogramSvg {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 250;
  private static final int LEFT = 16;
  private static final int RIGHT = 16;
  private static final int TOP = 30;
  private static final int BOTTOM = 58;
  private static final double GAP = 0.12;

  private HistogramSvg() {}

  /**
   * The drawing.
   *
   * @param title for those who hear the page
   * @param measure what is counted, below the axis
   */
  public static String of(String title, String measure, Histogram histogram) {
    long most = Math.max(1, histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1));
    List<String> edges = histogram.edgeLabels();
    double bottom = HEIGHT - BOTTOM;
    double step = (double) (WIDTH - LEFT - RIGHT) / histogram.counts().size();
    SvgCanvas canvas = new SvgCanvas();
    for (int i = 0; i < histogram.counts().size(); i++) {
      long count = histogram.counts().get(i);
      double x = LEFT + step * i;
      double height = (bottom - TOP) * count / most;
      if (count > 0) {
        canvas.rectangle("bin", x + step * GAP, bottom - height, step * (1 - 2 * GAP), height, 0);
        canvas.label(
            "mark-label", x + step / 2, bottom - height - 7, "middle", Numbers.count(count));
      }
    }
    for (int i = 0; i < edges.size(); i++) {
      canvas.label("tick", LEFT + step * (i + 1), bottom + 19, "middle", edges.get(i));
    }
    canvas.line("axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    canvas.label("name", WIDTH / 2.0, bottom + 45, "middle", measure);
    return canvas.inPage(title, WIDTH, HEIGHT);
  }
}
