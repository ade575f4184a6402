package io.faultline.bench;

import io.faultline.image.Raster;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import io.faultline.proposal.Proposals;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Time of selective search against the number of pixels, 0.1 to 12 megapixels, one thread, nothing
 * scaled down. OpenCV's is measured up to {@value #MAX_OPENCV_PIXELS} pixels: it takes minutes
 * beyond.
 */
public final class SelectiveSearchGrowth {
  private static final int MAX_OPENCV_PIXELS = 500_000;
  private static final List<Integer> SIDES = List.of(316, 500, 707, 1000, 1414, 2000, 2828, 3464);

  private SelectiveSearchGrowth() {}

  /** Prints one row per size. */
  public static void main(String[] arguments) {
    opencv_core.setNumThreads(1);
    SelectiveSearch fast = new SelectiveSearch(SelectiveSearch.Mode.FAST, Integer.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      fast.propose(BenchPhotos.synthetic(500));
    }
    print("%10s %8s %12s %14s %12s", "megapixels", "boxes", "seconds", "s/megapixel", "OpenCV, s");
    for (int side : SIDES) {
      Raster photo = BenchPhotos.synthetic(side);
      long start = System.nanoTime();
      Proposals found = fast.propose(photo);
      double seconds = (System.nanoTime() - start) / 1e9;
      double pixels = (double) side * side;
      print(
          "%10.1f %8d %12.2f %14.2f %12s",
          pixels / 1e6,
          found.boxes().size(),
          seconds,
          seconds / pixels * 1e6,
          pixels > MAX_OPENCV_PIXELS ? "-" : openCvSeconds(photo));
    }
  }

  private static String openCvSeconds(Raster photo) {
    long start = System.nanoTime();
    new OpenCvSelectiveSearch(SelectiveSearch.Mode.FAST).propose(photo);
    return String.format(Locale.ROOT, "%.2f", (System.nanoTime() - start) / 1e9);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
