package io.faultline.bench;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_ximgproc.SelectiveSearchSegmentation;

/**
 * OpenCV's selective search with its default settings, the peer that ours is measured against. Its
 * order is random; the box of the whole photo is left out, as in ours. Photos are never scaled.
 */
record OpenCvSelectiveSearch(SelectiveSearch.Mode mode) implements ProposalGenerator {

  @Override
  public Proposals propose(Raster raster) {
    Set<Box> boxes = new LinkedHashSet<>();
    try (PointerScope scope = new PointerScope()) {
      RectVector rects = search(bgr(raster));
      for (long i = 0; i < rects.size(); i++) {
        Rect rect = rects.get(i);
        if (rect.width() < raster.width() || rect.height() < raster.height()) {
          boxes.add(Box.ofSize(rect.x(), rect.y(), rect.width(), rect.height()));
        }
      }
    }
    return new Proposals(boxes.stream().toList());
  }

  private static Mat bgr(Raster raster) {
    Mat rgb = new Mat(raster.height(), raster.width(), opencv_core.CV_8UC3);
    rgb.data().put(raster.toBytes());
    Mat bgr = new Mat();
    opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
    return bgr;
  }

  private RectVector search(Mat bgr) {
    SelectiveSearchSegmentation search = opencv_ximgproc.createSelectiveSearchSegmentation();
    search.setBaseImage(bgr);
    switch (mode) {
      case FAST -> search.switchToSelectiveSearchFast();
      case QUALITY -> search.switchToSelectiveSearchQuality();
    }
    RectVector rects = new RectVector();
    search.process(rects);
    return rects;
  }

  @Override
  public String describe() {
    return "opencv-selective-search(mode=" + mode + ")";
  }
}
