package io.faultline.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.*;
import org.bytedeco.javacpp.*;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.*;

public final class RidgeProposals implements ProposalGenerator {
  public static double[] QUANTILES = {0.80, 0.86, 0.91, 0.95, 0.98};
  public static int[] CLOSINGS = {1, 5, 9};
  public static int LINE = 9;
  public static int LEVELS = 3;
  public static double SIGMA = 1.5;
  public static int MIN_SIDE = 10;
  public static int MIN_PIXELS = 12;
  public static boolean BRIGHT = true;
  public static int[] PADS = {0};
  public static double PAD_THIN = 0;
  public static int DIRS = 12;
  public static int START = 0; public static double PADL = 0;

  @SuppressWarnings("try")
  @Override
  public Proposals propose(Raster raster) {
    LinkedHashSet<Box> boxes = new LinkedHashSet<>();
    try (PointerScope scope = new PointerScope()) {
      ScaledPhoto photo = ScaledPhoto.grey(raster, 400_000);
      Mat level = new Mat();
      photo.mat().convertTo(level, opencv_core.CV_32F, 1, 0);
      RidgeFilter filter = new RidgeFilter(DIRS, LINE, SIGMA);
      double scale = 1;
      for (int i = 0; i < LEVELS; i++) {
        if (i >= START) { RidgeFilter.Response r = filter.apply(level);
        boxes(r.dark(), photo, scale, boxes);
        if (BRIGHT) boxes(r.bright(), photo, scale, boxes);}
        Mat next = new Mat();
        opencv_imgproc.resize(level, next, new Size(Math.max(1, level.cols() / 2), Math.max(1, level.rows() / 2)), 0, 0, opencv_imgproc.INTER_AREA);
        level = next;
        scale *= 2;
      }
    }
    return new Proposals(List.copyOf(boxes));
  }

  private void boxes(Mat response, ScaledPhoto photo, double scale, Set<Box> boxes) {
    float[] values = new float[response.rows() * response.cols()];
    new FloatPointer(response.data()).get(values);
    java.util.Arrays.sort(values);
    for (double q : QUANTILES) {
      double t = values[(int) (q * (values.length - 1))];
      Mat above = new Mat();
      opencv_imgproc.threshold(response, above, t, 255, opencv_imgproc.THRESH_BINARY);
      Mat mask = new Mat();
      above.convertTo(mask, opencv_core.CV_8U);
      for (int c : CLOSINGS) {
        Mat closed = new Mat();
        if (c > 1) opencv_imgproc.morphologyEx(mask, closed, opencv_imgproc.MORPH_CLOSE, opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_ELLIPSE, new Size(c, c)));
        else closed = mask;
        Mat labels = new Mat(), stats = new Mat(), cent = new Mat();
        int n = opencv_imgproc.connectedComponentsWithStats(closed, labels, stats, cent);
        try (IntIndexer s = stats.createIndexer()) {
          for (int k = 1; k < n; k++) {
            double x = s.get(k, 0) * scale, y = s.get(k, 1) * scale, w = s.get(k, 2) * scale, h = s.get(k, 3) * scale;
            if (Math.max(w, h) < MIN_SIDE || s.get(k, 4) * scale < MIN_PIXELS) continue;
            for (int pad : PADS) {
              double px = pad + PADL * scale + PAD_THIN * Math.max(0, 24 - w) / 2, py = pad + PADL * scale + PAD_THIN * Math.max(0, 24 - h) / 2;
              double x1 = Math.max(0, x - px), y1 = Math.max(0, y - py), x2 = Math.min(photo.width(), x + w + px), y2 = Math.min(photo.height(), y + h + py);
              boxes.add(photo.onPhoto(x1, y1, x2 - x1, y2 - y1));
            }
          }
        }
      }
    }
  }

  @Override
  public String describe() {
    return "ridge";
  }
}
