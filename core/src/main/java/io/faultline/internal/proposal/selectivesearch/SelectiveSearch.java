package io.faultline.internal.proposal.selectivesearch;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.concurrent.Prefetch;
import io.faultline.internal.image.Warp;
import io.faultline.internal.proposal.BoxOrder;
import io.faultline.internal.proposal.PhotoScale;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Selective search (Uijlings, van de Sande, Gevers and Smeulders, IJCV 2013): segments of a graph
 * (Felzenszwalb and Huttenlocher, IJCV 2004) in several colour spaces and at several scales, merged
 * step by step by colour, texture, size and fill. Plain Java; the boxes are a function of the
 * pixels, on any machine and any number of threads, and a photo of any size and aspect is safe.
 *
 * <p>It follows the choices of OpenCV's {@code ximgproc} (4.13), so that figures can be compared:
 *
 * <ul>
 *   <li>HSV and L*a*b* (fast), and grey, blue and RG+brightness too (quality), in OpenCV's
 *       rounding; the paper has more spaces, hue instead of blue, and normalises RG.
 *   <li>k of 150, 300 and 450, up to 750 in quality, with segments of 100 pixels at least; the
 *       authors take 50 to 300, of their colours in [0, 255], and k itself as the least size.
 *   <li>A graph of four neighbours, smoothed with sigma 0.8; the authors' has eight.
 *   <li>Texture from Scharr's derivatives in 10 bins; the paper has Gaussian derivatives.
 * </ul>
 *
 * <p>It differs from OpenCV in this:
 *
 * <ul>
 *   <li>Diagonal derivatives are sums and differences of those along x and y. OpenCV turns the
 *       photo by 45 degrees and back, where the black corners set the range of the bins.
 *   <li>Segments that touch only in the first row or column, or along the rising diagonal, are
 *       neighbours too.
 *   <li>Boxes come largest first, ties by x1, y1, x2, y2; OpenCV ranks them by unseeded random
 *       numbers, the authors by random numbers. The box of the whole photo is left out.
 * </ul>
 *
 * <p>What makes it fast: edges are sorted once per colour space by radix; the merges that all
 * scales share are done once ({@link ComponentGraph}); histograms are counted once for all scales
 * ({@link Overlay}) and compared as integers; pairs of regions wait in a heap.
 *
 * @param mode which diversification strategies are used
 * @param maxPixels the most pixels that are searched, greater than 0: a larger photo is scaled down
 *     first and its boxes are scaled back, since k and the least segment are meant for small photos
 */
public record SelectiveSearch(Mode mode, int maxPixels) implements ProposalGenerator {
  /** 500x500, the size that R-CNN searched. */
  public static final int DEFAULT_MAX_PIXELS = 250_000;

  private static final int MIN_SEGMENT_PIXELS = 100;
  private static final float SCALE_STEP = 150;

  /** The two operating points of the paper. */
  public enum Mode {
    /** Two colour spaces, three scales, two similarities. */
    FAST,
    /** Five colour spaces, five scales, four similarities. */
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
    return propose(raster, Runnable::run);
  }

  /** The same boxes, with the colour spaces searched side by side by an executor's threads. */
  public Proposals propose(Raster raster, Executor executor) {
    PhotoScale scale = PhotoScale.within(maxPixels, raster.width(), raster.height());
    Raster searched = Warp.resize(raster, scale.width(), scale.height());
    List<ColourSpace> spaces = spaces();
    Set<Box> boxes = new HashSet<>();
    Prefetch.forEach(
        spaces.size(),
        spaces.size(),
        i -> search(searched, spaces.get(i)),
        executor,
        corners -> addAll(boxes, corners, scale));
    return new Proposals(BoxOrder.largestFirst(boxes));
  }

  private List<ColourSpace> spaces() {
    return mode == Mode.FAST
        ? List.of(ColourSpace.HSV, ColourSpace.LAB)
        : List.of(ColourSpace.values());
  }

  private int scales() {
    return mode == Mode.FAST ? 3 : 5;
  }

  private List<Similarity> similarities() {
    return mode == Mode.FAST
        ? List.of(Similarity.ALL, Similarity.NO_COLOUR)
        : List.of(Similarity.values());
  }

  private static void addAll(Set<Box> boxes, int[] corners, PhotoScale scale) {
    for (int i = 0; i < corners.length; i += 4) {
      Box box =
          scale.onPhoto(
              corners[i],
              corners[i + 1],
              corners[i + 2] - corners[i],
              corners[i + 3] - corners[i + 1]);
      if (!scale.isPhoto(box)) {
        boxes.add(box);
      }
    }
  }

  /** The boxes of one colour space, {@code x1 y1 x2 y2} each, many of them more than once. */
  private int[] search(Raster raster, ColourSpace space) {
    byte[][] planes = space.planes(raster);
    List<Segmentation> segmentations = segmentations(planes, raster.width(), raster.height());
    byte[][] codes = TextureCodes.of(planes, raster.width(), raster.height());
    List<RegionHistograms> histograms = RegionHistograms.of(segmentations, planes, codes);
    List<int[]> found = new ArrayList<>();
    for (int i = 0; i < segmentations.size(); i++) {
      for (Similarity similarity : similarities()) {
        found.add(HierarchicalGrouping.boxes(segmentations.get(i), histograms.get(i), similarity));
      }
    }
    return found.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private List<Segmentation> segmentations(byte[][] planes, int width, int height) {
    List<Segmentation> segmentations = new ArrayList<>();
    ComponentGraph graph = PixelGraph.of(planes, width, height);
    for (int i = 1; i <= scales(); i++) {
      float k = i * SCALE_STEP;
      graph = graph.mergedUntilRefused(k);
      segmentations.add(Segmentation.of(graph.segment(k, MIN_SEGMENT_PIXELS), width, height));
    }
    return segmentations;
  }

  @Override
  public String describe() {
    return "selective-search-"
        + mode.name().toLowerCase(Locale.ROOT)
        + "(max-pixels="
        + maxPixels
        + ")";
  }
}
