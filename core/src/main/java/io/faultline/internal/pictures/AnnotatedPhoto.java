package io.faultline.internal.pictures;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.results.CategoryNames;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws what is there and what was found onto a photo: truth dashed in blue, detections solid in
 * orange with class and score. Blue and orange stay apart for every common kind of colour blindness
 * (Okabe and Ito's palette), the dashes where there is no colour at all, and a dark rim keeps both
 * visible on bright and on dark ground. A judged photo carries its verdict in the left upper
 * corner, in green, yellow or orange.
 *
 * <p>Lines and letters grow with the photo. A photo whose longer side is below 512 pixels is
 * enlarged by a whole factor first, and one of more than 32 megapixels reduced. Labels stay inside
 * the picture; one that is larger than the picture is shortened to its score or left out. Needs
 * neither a screen nor installed fonts.
 */
public final class AnnotatedPhoto {
  /** Okabe and Ito's sky blue, the colour of truth. */
  static final Color TRUTH = new Color(0x56B4E9);

  /** Okabe and Ito's orange, the colour of detections. */
  static final Color DETECTION = new Color(0xE69F00);

  /** Okabe and Ito's bluish green, for a photo without a crack. */
  private static final Color CLEAN = new Color(0x009E73);

  /** Okabe and Ito's yellow, for a photo that a person must look at. */
  private static final Color REVIEW = new Color(0xF0E442);

  private static final Color RIM = new Color(0, 0, 0, 150);
  private static final Color INK = new Color(0x111111);
  private static final int MIN_LONG_SIDE = 512;
  private static final int MAX_ENLARGED = 16;

  /** What a drone's photo has at most; pictures of more would cost many times its memory. */
  private static final int MAX_PIXELS = 32_000_000;

  private static final int REDUCED_PIXELS = 9_000_000;

  private final BufferedImage picture;
  private final Graphics2D g;
  private final double factor;
  private final float line;
  private final double capital;

  private AnnotatedPhoto(Raster photo) {
    int enlarge = enlargement(photo.width(), photo.height());
    int reduce = reduction(photo.width(), photo.height());
    factor = (double) enlarge / reduce;
    picture =
        reduce > 1
            ? Pictures.reduced(photo, reduce)
            : Pictures.resize(
                Pictures.of(photo), photo.width() * enlarge, photo.height() * enlarge);
    int longer = Math.max(picture.getWidth(), picture.getHeight());
    line = Math.max(3f, longer / 280f);
    capital = Math.max(9, longer / 52.0);
    g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /**
   * A new picture of the photo with boxes and labels.
   *
   * @param truth what is there; empty where unknown
   * @param detections what was found; the caller leaves out what is below the threshold
   * @param categories names for the labels; truth is labelled only where there are several
   */
  public static Raster draw(
      Raster photo, List<Annotation> truth, List<Detection> detections, List<Category> categories) {
    return draw(photo, truth, detections, categories, List.of());
  }

  /** A new picture of the photo with what was found, and the verdict in its left upper corner. */
  public static Raster draw(Raster photo, PhotoJudgement judgement, List<Category> categories) {
    Color color =
        switch (judgement.verdict()) {
          case CLEAN -> CLEAN;
          case REVIEW -> REVIEW;
          case CRACK -> DETECTION;
        };
    Label verdict = new Label(new Box(0, 0, 1, 1), color, List.of(judgement.verdict().name()));
    return draw(photo, List.of(), judgement.detections(), categories, List.of(verdict));
  }

  private static Raster draw(
      Raster photo,
      List<Annotation> truth,
      List<Detection> detections,
      List<Category> categories,
      List<Label> first) {
    AnnotatedPhoto drawing = new AnnotatedPhoto(photo);
    List<Label> labels = new ArrayList<>(first);
    List<Detection> bestFirst = detections.stream().sorted(Detection.ORDER).toList();
    for (int i = bestFirst.size() - 1; i >= 0; i--) {
      drawing.box(bestFirst.get(i).box(), DETECTION, false);
    }
    // Truth comes last: between its dashes a detection of the same box is still seen.
    for (Annotation object : truth) {
      drawing.box(object.box(), TRUTH, true);
    }
    for (Detection detection : bestFirst) {
      String score = String.format(Locale.ROOT, "%.2f", detection.score());
      String name = drawable(categories, detection.categoryId());
      labels.add(new Label(detection.box(), DETECTION, List.of(name + " " + score, score)));
    }
    if (categories.size() > 1) {
      for (Annotation object : truth) {
        String name = drawable(categories, object.categoryId());
        labels.add(new Label(object.box(), TRUTH, List.of(name)));
      }
    }
    drawing.labels(labels);
    drawing.g.dispose();
    return Raster.of(drawing.picture);
  }

  /** By which whole factor a photo is enlarged before it is drawn on. */
  static int enlargement(int width, int height) {
    int longer = Math.max(width, height);
    return Math.min(MAX_ENLARGED, Math.max(1, (MIN_LONG_SIDE + longer - 1) / longer));
  }

  /** By which whole factor a photo is reduced before it is drawn on. */
  static int reduction(int width, int height) {
    int by = 1;
    if ((long) width * height > MAX_PIXELS) {
      while ((long) (width / by) * (height / by) > REDUCED_PIXELS && Math.min(width, height) > by) {
        by++;
      }
    }
    return by;
  }

  private static String drawable(List<Category> categories, int id) {
    String name = CategoryNames.orId(categories, id);
    return StrokeFont.canDraw(name) ? name : "category " + id;
  }

  /** A label waiting for its place; the texts from the best to the shortest. */
  private record Label(Box box, Color color, List<String> texts) {}

  private record PlacedLabel(Rectangle place, Color color, String text) {}

  private void box(Box box, Color color, boolean dashed) {
    Rectangle2D frame = frame(box);
    g.setColor(RIM);
    g.setStroke(pen(line * 2, dashed));
    g.draw(frame);
    g.setColor(color);
    g.setStroke(pen(line, dashed));
    g.draw(frame);
  }

  private BasicStroke pen(float width, boolean dashed) {
    int cap = BasicStroke.CAP_BUTT;
    int join = BasicStroke.JOIN_MITER;
    return dashed
        ? new BasicStroke(width, cap, join, 10, new float[] {line * 4, line * 2.5f}, 0)
        : new BasicStroke(width, cap, join);
  }

  /** The box in the picture's pixels, moved inside so that its line is not cut at the border. */
  private Rectangle2D frame(Box box) {
    double rim = line / 2;
    double left = Math.max(rim, box.x1() * factor);
    double top = Math.max(rim, box.y1() * factor);
    double right = Math.min(picture.getWidth() - rim, box.x2() * factor);
    double bottom = Math.min(picture.getHeight() - rim, box.y2() * factor);
    return new Rectangle2D.Double(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  private void labels(List<Label> bestFirst) {
    LabelLayout layout = new LabelLayout(picture.getWidth(), picture.getHeight());
    List<PlacedLabel> placed = new ArrayList<>();
    int height = (int) Math.ceil(StrokeFont.height(capital) + capital * 0.55);
    for (Label label : bestFirst) {
      Rectangle around = frame(label.box()).getBounds();
      for (String text : label.texts()) {
        int width = (int) Math.ceil(StrokeFont.width(text, capital) + capital);
        var place = layout.place(around, width, height);
        if (place.isPresent()) {
          placed.add(new PlacedLabel(place.get(), label.color(), text));
          break;
        }
      }
    }
    for (int i = placed.size() - 1; i >= 0; i--) {
      paint(placed.get(i));
    }
  }

  private void paint(PlacedLabel label) {
    Rectangle place = label.place();
    g.setColor(label.color());
    g.fill(place);
    g.setColor(INK);
    StrokeFont.draw(g, label.text(), place.x + capital / 2, place.y + capital * 0.45, capital);
  }
}
