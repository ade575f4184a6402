package io.faultline.internal.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.faultline.image.Raster;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The door to OpenCV: native memory that is freed on return, and matrices from and to our types.
 */
public final class OpenCv {
  private OpenCv() {}

  /** Runs the work; every native object made in it is freed when it ends, however it ends. */
  public static <T> T scoped(Supplier<T> work) {
    PointerScope scope = new PointerScope();
    try {
      return work.get();
    } finally {
      scope.close();
    }
  }

  /** An {@code [height][width][3]} matrix in OpenCV's order, blue first. */
  public static Mat bgr(Raster raster) {
    byte[] bytes = raster.toBytes();
    for (int i = 0; i < bytes.length; i += 3) {
      byte red = bytes[i];
      bytes[i] = bytes[i + 2];
      bytes[i + 2] = red;
    }
    return new Mat(raster.height(), raster.width(), CV_8UC3, new BytePointer(bytes));
  }

  /** An {@code [height][width]} matrix of 0 and 255. */
  static Mat binary(Mask mask) {
    byte[] bytes = new byte[mask.width() * mask.height()];
    for (int y = 0, i = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++, i++) {
        bytes[i] = mask.at(x, y) ? (byte) 255 : 0;
      }
    }
    return new Mat(mask.height(), mask.width(), CV_8UC1, new BytePointer(bytes));
  }

  /** The mask of all pixels of an 8-bit one-channel matrix that are not 0. */
  static Mask mask(Mat binary) {
    int width = binary.cols();
    int height = binary.rows();
    boolean[] set = new boolean[width * height];
    byte[] row = new byte[width];
    for (int y = 0; y < height; y++) {
      binary.ptr(y).get(row);
      for (int x = 0; x < width; x++) {
        set[y * width + x] = row[x] != 0;
      }
    }
    return Mask.wrap(width, height, set);
  }
}
