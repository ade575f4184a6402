package io.faultline.internal.pictures;

import io.faultline.FaultlineException;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.check.CheckFinding;
import io.faultline.internal.image.Warp;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws what a check found: a photo with its labels, a box, or two photos side by side. */
public final class CheckPictures {
  private static final int SIDE = 480;
  private static final int GAP = 12;
  private static final int MIN_CUT_SIDE = 96;

  /** So far beyond the photo, as a share of its side, a box is followed. */
  private static final double BEYOND = 1;

  private static final byte OUTSIDE = (byte) 0x9A;

  private final Map<Path, List<Category>> categories;

  /**
   * For some datasets.
   *
   * @param categories of each photo's dataset, by its file
   */
  public CheckPictures(Map<Path, List<Category>> categories) {
    this.categories = categories;
  }

  /** The picture of a finding; empty where it is of no photo, or of one that cannot be read. */
  public Optional<Picture> of(CheckFinding finding) {
    try {
      return switch (finding.photos().size()) {
        case 0 -> Optional.empty();
        case 1 -> Optional.of(Picture.of(one(finding.photos().get(0), finding.box()), SIDE));
        default -> Optional.of(Picture.of(pair(finding.photos()), 2 * SIDE + GAP));
      };
    } catch (FaultlineException e) {
      return Optional.empty();
    }
  }

  private Raster one(ImageRecord photo, Optional<Box> box) {
    Raster pixels = photo.read();
    if (box.isEmpty()) {
      return labelled(photo, pixels);
    }
    Box seen = box.get();
    List<Annotation> truth = List.of(Annotation.of(0, 0, seen));
    boolean inside =
        seen.x1() >= 0
            && seen.y1() >= 0
            && seen.x2() <= pixels.width()
            && seen.y2() <= pixels.height();
    return inside
        ? CutOut.draw(pixels, truth, List.of(), List.of(), MIN_CUT_SIDE)
        : withSurroundings(pixels, seen);
  }

  /** The photo on a larger ground, so that a box outside of it is seen. */
  private static Raster withSurroundings(Raster photo, Box box) {
    double shrink = Math.min(1, (double) SIDE / Math.max(photo.width(), photo.height()));
    int width = Math.max(1, (int) Math.round(photo.width() * shrink));
    int height = Math.max(1, (int) Math.round(photo.height() * shrink));
    Raster small = shrink < 1 ? Warp.resize(photo, width, height) : photo;
    double across = (double) width / photo.width();
    double down = (double) height / photo.height();
    int left = beyond(-box.x1() * across, width);
    int right = beyond(box.x2() * across - width, width);
    int top = beyond(-box.y1() * down, height);
    int bottom = beyond(box.y2() * down - height, height);
    int wide = left + width + right;
    int high = top + height + bottom;
    byte[] rgb = new byte[3 * wide * high];
    Arrays.fill(rgb, OUTSIDE);
    for (int y = 0; y < height; y++) {
      small.bytes().get(3 * y * width, rgb, 3 * ((y + top) * wide + left), 3 * width);
    }
    Optional<Box> drawn =
        new Box(
                box.x1() * across + left,
                box.y1() * down + top,
                box.x2() * across + left,
                box.y2() * down + top)
            .clip(wide, high);
    return AnnotatedPhoto.draw(
        Raster.of(wide, high, rgb),
        drawn.map(one -> List.of(Annotation.of(0, 0, one))).orElse(List.of()),
        List.of(),
        List.of());
  }

  private static int beyond(double reach, int side) {
    return (int) Math.ceil(Math.max(0, Math.min(reach + (reach > 0 ? 4 : 0), BEYOND * side)));
  }

  private Raster labelled(ImageRecord photo, Raster pixels) {
    return AnnotatedPhoto.draw(
        pixels, photo.annotations(), List.of(), categories.getOrDefault(photo.path(), List.of()));
  }

  /** Both with their labels, as high as the higher one would be. */
  private Raster pair(List<ImageRecord> photos) {
    List<BufferedImage> sides = new ArrayList<>();
    for (ImageRecord photo : photos) {
      Raster drawn = labelled(photo, photo.read());
      double scale = (double) SIDE / Math.max(drawn.width(), drawn.height());
      sides.add(
          Pictures.resize(
              Pictures.of(drawn),
              Math.max(1, (int) Math.round(drawn.width() * scale)),
              Math.max(1, (int) Math.round(drawn.height() * scale))));
    }
    int high = sides.stream().mapToInt(BufferedImage::getHeight).max().orElse(1);
    int wide = sides.stream().mapToInt(one -> one.getWidth() + GAP).sum() - GAP;
    BufferedImage both = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = both.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, wide, high);
    int x = 0;
    for (BufferedImage side : sides) {
      g.drawImage(side, x, (high - side.getHeight()) / 2, null);
      x += side.getWidth() + GAP;
    }
    g.dispose();
    return Raster.of(both);
  }
}
