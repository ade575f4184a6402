package io.faultline.internal.pictures;

import io.faultline.dataset.Category;
import io.faultline.image.Raster;
import io.faultline.internal.finetuning.RegionPreview;
import io.faultline.internal.finetuning.RegionPreview.Origin;
import io.faultline.internal.image.Warp;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Draws the regions of a training step as tiles of one picture: objects framed in orange,
 * background in slate, annotated boxes that were moved at random dashed, and under each tile its
 * class and its overlap with the nearest object. A tile is what the network gets: warped to a
 * square, with context around the region, which a thin line shows. At most {@value #COLUMNS} by
 * {@value #ROWS} tiles; objects fill up to half of them, or more where background is few.
 */
public final class ContactSheet {
  static final int COLUMNS = 8;
  static final int ROWS = 6;

  /** Okabe and Ito's orange, as detections on photos. */
  static final Color POSITIVE = AnnotatedPhoto.DETECTION;

  static final Color NEGATIVE = new Color(0x6E7B88);

  private static final Color GROUND = Color.WHITE;
  private static final Color INK = new Color(0x20262C);
  private static final Color SOFT = new Color(0x4A545E);
  private static final int MARGIN = 28;
  private static final int TILE = 112;
  private static final int FRAME = 4;
  private static final int PITCH_X = TILE + 2 * FRAME + 14;
  private static final int PITCH_Y = TILE + 2 * FRAME + 32;
  private static final int LEGEND = 104;
  private static final int TOP = 142;
  private static final int WIDTH = 2 * MARGIN + COLUMNS * PITCH_X - 14;

  private final Graphics2D g;
  private final List<Category> categories;

  private ContactSheet(Graphics2D g, List<Category> categories) {
    this.g = g;
    this.categories = categories;
  }

  /**
   * The picture of a step.
   *
   * @param step all regions of the step
   * @param categories names of the labels from 1 on
   */
  public static Raster draw(List<RegionPreview> step, List<Category> categories) {
    List<RegionPreview> shown = shown(step);
    int rows = Math.max(1, (shown.size() + COLUMNS - 1) / COLUMNS);
    BufferedImage picture =
        new BufferedImage(WIDTH, TOP + rows * PITCH_Y + 8, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(GROUND);
    g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    ContactSheet sheet = new ContactSheet(g, categories);
    sheet.header(step, shown);
    for (int i = 0; i < shown.size(); i++) {
      int x = MARGIN + i % COLUMNS * PITCH_X;
      int y = TOP + i / COLUMNS * PITCH_Y;
      sheet.tile(shown.get(i), x, y);
    }
    g.dispose();
    return Raster.of(picture);
  }

  /** Those that have room, spread over the step: objects first, the most overlapping first. */
  static List<RegionPreview> shown(List<RegionPreview> step) {
    List<RegionPreview> positives = step.stream().filter(p -> p.region().positive()).toList();
    List<RegionPreview> negatives = step.stream().filter(p -> !p.region().positive()).toList();
    int room = Math.min(COLUMNS * ROWS, step.size());
    int positiveCount = Math.min(positives.size(), Math.max(room / 2, room - negatives.size()));
    List<RegionPreview> shown = new ArrayList<>(spread(positives, positiveCount));
    shown.addAll(spread(negatives, room - positiveCount));
    return shown;
  }

  private static List<RegionPreview> spread(List<RegionPreview> all, int count) {
    List<RegionPreview> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    some.sort(
        Comparator.comparingDouble((RegionPreview preview) -> preview.region().iou()).reversed());
    return some;
  }

  private void header(List<RegionPreview> step, List<RegionPreview> shown) {
    long positives = step.stream().filter(p -> p.region().positive()).count();
    write("Regions of the first training step", MARGIN, 28, 15, INK);
    String counts =
        String.format(
            Locale.ROOT,
            "%d regions, %d of them objects. %d are shown, each as the network gets it.",
            step.size(),
            positives,
            shown.size());
    write(counts, MARGIN, 58, 9, SOFT);
    boolean context = shown.stream().anyMatch(p -> p.context() > 1);
    write(
        "Number: overlap with an object (IoU). Plain grey: outside of the photo."
            + (context ? " Thin line: the region itself." : ""),
        MARGIN,
        79,
        9,
        SOFT);
    double x = legend(POSITIVE, false, "object", MARGIN);
    if (shown.stream().anyMatch(p -> p.origin() == Origin.MOVED_TRUTH)) {
      x = legend(POSITIVE, true, "object: annotated box, moved at random", x);
    }
    legend(NEGATIVE, false, "background", x);
  }

  private double legend(Color color, boolean dashed, String words, double x) {
    frame(color, dashed, x + FRAME / 2.0, LEGEND + FRAME / 2.0, 16 - FRAME);
    write(words, x + 24, LEGEND + 4, 9, SOFT);
    return x + 24 + StrokeFont.width(words, 9) + 28;
  }

  private void tile(RegionPreview preview, int x, int y) {
    Raster crop = Warp.resize(preview.crop().get(), TILE, TILE);
    g.drawImage(Pictures.of(crop), x + FRAME, y + FRAME, null);
    if (preview.context() > 1) {
      double side = TILE / preview.context();
      double inset = FRAME + (TILE - side) / 2;
      inner(new Rectangle2D.Double(x + inset, y + inset, side, side));
    }
    boolean positive = preview.region().positive();
    Color color = positive ? POSITIVE : NEGATIVE;
    boolean moved = preview.origin() == Origin.MOVED_TRUTH;
    frame(color, moved, x + FRAME / 2.0, y + FRAME / 2.0, TILE + FRAME);
    caption(preview, x, y + TILE + 2 * FRAME + 7);
  }

  /** White over a wider dark line: seen on any ground, and faint on most. */
  private void inner(Rectangle2D region) {
    g.setStroke(new BasicStroke(2.4f));
    g.setColor(new Color(0, 0, 0, 70));
    g.draw(region);
    g.setStroke(new BasicStroke(1));
    g.setColor(new Color(255, 255, 255, 200));
    g.draw(region);
  }

  private void frame(Color color, boolean dashed, double x, double y, double side) {
    g.setColor(color);
    float dash = side < TILE ? 4 : 9;
    g.setStroke(
        dashed
            ? new BasicStroke(
                FRAME,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_MITER,
                10,
                new float[] {dash, dash * 0.6f},
                0)
            : new BasicStroke(FRAME, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    g.draw(new Rectangle2D.Double(x, y, side, side));
  }

  private void caption(RegionPreview preview, double x, double y) {
    String right =
        preview.origin() == Origin.TRUTH
            ? "truth"
            : String.format(Locale.ROOT, "%.2f", preview.region().iou());
    double rightWidth = StrokeFont.width(right, 8);
    write(right, x + TILE + 2 * FRAME - rightWidth - 2, y, 8, INK);
    String name = name(preview.region().label());
    if (StrokeFont.width(name, 8) + rightWidth + 12 <= TILE + 2 * FRAME) {
      write(name, x + 2, y, 8, SOFT);
    }
  }

  private String name(int label) {
    if (label == 0) {
      return "background";
    }
    String name = label <= categories.size() ? categories.get(label - 1).name() : "";
    return !name.isEmpty() && StrokeFont.canDraw(name) ? name : "class " + label;
  }

  private void write(String words, double x, double y, double capital, Color color) {
    g.setColor(color);
    StrokeFont.draw(g, words, x, y, capital);
  }
}
