package io.faultline.internal.image;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Connected-component labelling. */
public final class Components {
  private static final int EIGHT_CONNECTED = 8;

  private Components() {}

  /**
   * The 8-connected components of a mask, in the order in which a scan by rows from the top first
   * meets them; empty for an empty mask.
   */
  public static List<Component> of(Mask mask) {
    return OpenCv.scoped(
        () -> {
          Mat labels = new Mat();
          Mat stats = new Mat();
          int found =
              connectedComponentsWithStats(
                  OpenCv.binary(mask), labels, stats, new Mat(), EIGHT_CONNECTED, CV_32S);
          Part[] parts = new Part[found];
          for (int label = 1; label < found; label++) {
            parts[label] = new Part(new IntPointer(stats.ptr(label)));
          }
          return collect(labels, parts);
        });
  }

  private static List<Component> collect(Mat labels, Part[] parts) {
    List<Component> components = new ArrayList<>(parts.length);
    List<Part> inOrder = new ArrayList<>(parts.length);
    int[] row = new int[labels.cols()];
    for (int y = 0; y < labels.rows(); y++) {
      new IntPointer(labels.ptr(y)).get(row);
      for (int x = 0; x < row.length; x++) {
        if (row[x] != 0) {
          Part part = parts[row[x]];
          if (!part.met) {
            part.met = true;
            inOrder.add(part);
          }
          part.set[(y - part.top) * part.width + x - part.left] = true;
        }
      }
    }
    for (Part part : inOrder) {
      components.add(
          new Component(part.left, part.top, Mask.wrap(part.width, part.height, part.set)));
    }
    return List.copyOf(components);
  }

  /** One component while its pixels are gathered. */
  private static final class Part {
    final int left;
    final int top;
    final int width;
    final int height;
    final boolean[] set;
    boolean met;

    Part(IntPointer stats) {
      left = stats.get(CC_STAT_LEFT);
      top = stats.get(CC_STAT_TOP);
      width = stats.get(CC_STAT_WIDTH);
      height = stats.get(CC_STAT_HEIGHT);
      set = new boolean[width * height];
    }
  }
}
