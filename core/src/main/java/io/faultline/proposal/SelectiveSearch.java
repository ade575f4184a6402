package io.faultline.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_ximgproc.SelectiveSearchSegmentation;

/**
 * Selective search (Uijlings, van de Sande, Gevers and Smeulders, IJCV 2013): regions of a graph
 * segmentation, merged step by step by colour, texture, size and fill. OpenCV's implementation with
 * its default settings.
 *
 * <p>OpenCV orders its boxes by random numbers; here they come largest first (ties by x1, y1, x2,
 * y2), so the result is a function of the pixels. The box of the whole photo is left out. A photo
 * whose width and height together exceed those of a square of {@link #maxPixels()} is scaled down
 * to that before the search and its boxes are scaled back: OpenCV's time grows faster than the
 * number of pixels, and with the square of the longer side (it turns the photo by 45 degrees). Any
 * number of threads may call one instance.
 *
 * @param mode which diversification strategies are used
 * @param maxPixels the most pixels that are searched, in a square photo; greater than 0
 */
public record SelectiveSearch(Mode mode, int maxPixels) implements ProposalGenerator {
  /** 500x500, the size that R-CNN searched: no photo takes more than some seconds. */
  public static final int DEFAULT_MAX_PIXELS = 250_000;

  /** The two operating points of the paper. */
  public enum Mode {
    /** Two colour spaces, two thresholds, two similarities. */
    FAST,
    /** Five colour channels, four thresholds, four similarities. */
    QUALITY
  }

  /** Checks the limit. */
  public SelectiveSearch {
    if (!(maxPixels > 0)) {
      throw new IllegalArgumentException("max pixels is " + maxPixels + "; must be > 0");
    }
  }

  /** The fast mode with the default limit. */
  public static SelectiveSearch fast() {
    return new SelectiveSearch(Mode.FAST, DEFAULT_MAX_PIXELS);
  }

  /** The quality mode with the default limit. */
  public static SelectiveSearch quality() {
    return new SelectiveSearch(Mode.QUALITY, DEFAULT_MAX_PIXELS);
  }

  @Override
  public Proposals propose(Raster raster) {
    Set<Box> boxes = new HashSet<>();
    try (PointerScope scope = new PointerScope()) {
      ScaledPhoto photo = ScaledPhoto.bgr(raster, factor(raster));
      RectVector rects = search(photo);
      for (long i = 0; i < rects.size(); i++) {
        Rect rect = rects.get(i);
        Box box = photo.onPhoto(rect.x(), rect.y(), rect.width(), rect.height());
        if (!photo.isPhoto(box)) {
          boxes.add(box);
        }
      }
    }
    return new Proposals(BoxOrder.largestFirst(boxes));
  }

  private double factor(Raster raster) {
    return Math.min(1, 2 * Math.sqrt(maxPixels) / (raster.width() + raster.height()));
  }

  private RectVector search(ScaledPhoto photo) {
    SelectiveSearchSegmentation search = opencv_ximgproc.createSelectiveSearchSegmentation();
    search.setBaseImage(photo.mat());
    if (mode == Mode.FAST) {
      search.switchToSelectiveSearchFast();
    } else {
      search.switchToSelectiveSearchQuality();
    }
    RectVector rects = new RectVector();
    search.process(rects);
    return rects;
  }

  @Override
  public String describe() {
    return "selective-search-"
        + mode.name().toLowerCase(Locale.ROOT)
        + "(opencv=4.13;max-pixels="
        + maxPixels
        + ")";
  }
}
