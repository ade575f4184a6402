package io.faultline.internal.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.OpenCv;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes a file whose header has been checked, through OpenCV, with the pixels as stored. */
public final class PhotoDecoder {
  private PhotoDecoder() {}

  /** From here on a photo is decoded in its place, outside of the heap, and never copied. */
  private static final int LARGE = 32_000_000;

  private static final int BAND = 256;

  public static Raster decode(byte[] bytes, HeaderBytes in, ImageSize size) {
    return decode(() -> new BytePointer(bytes), in, size);
  }

  /** As above, of a file that is put into native memory when it is needed. */
  public static Raster decode(Supplier<BytePointer> file, HeaderBytes in, ImageSize size) {
    return decode(file, in, size, LARGE);
  }

  /**
   * As above.
   *
   * @param large how many pixels make a photo large
   */
  public static Raster decode(
      Supplier<BytePointer> file, HeaderBytes in, ImageSize size, int large) {
    return OpenCv.scoped(
        () -> {
          if (size.pixels() >= large) {
            return inPlace(file.get(), in, size);
          }
          Mat photo = matrix(file.get(), in, new Mat());
          requireSize(photo, in, size);
          return raster(photo, in);
        });
  }

  /** Decodes into the bytes that the raster keeps; other pixels than BGR are copied as usual. */
  private static Raster inPlace(BytePointer file, HeaderBytes in, ImageSize size) {
    ByteBuffer pixels = ByteBuffer.allocateDirect((int) (3 * size.pixels()));
    BytePointer own = new BytePointer(pixels);
    Mat target = new Mat(size.heightPx(), size.widthPx(), CV_8UC3, own);
    Mat photo = matrix(file, in, target);
    requireSize(photo, in, size);
    if (photo.data().address() != own.address()) {
      return raster(photo, in);
    }
    // In bands, for OpenCV copies what it converts in place.
    for (int y = 0; y < photo.rows(); y += BAND) {
      Mat band = photo.rowRange(y, Math.min(photo.rows(), y + BAND));
      cvtColor(band, band, COLOR_BGR2RGB);
    }
    Pointer.trimMemory();
    return Raster.wrap(size.widthPx(), size.heightPx(), pixels);
  }

  private static void requireSize(Mat photo, HeaderBytes in, ImageSize size) {
    if (photo.empty()) {
      throw in.fault("cannot be decoded; it is damaged or of an unusual kind");
    }
    if (photo.cols() != size.widthPx() || photo.rows() != size.heightPx()) {
      throw in.fault(
          "header says " + size + ", but " + photo.cols() + "x" + photo.rows() + " came out");
    }
  }

  private static Mat matrix(BytePointer file, HeaderBytes in, Mat target) {
    try {
      Mat encoded = new Mat(1, (int) file.limit(), CV_8UC1, file);
      return imdecode(encoded, IMREAD_UNCHANGED, target);
    } catch (RuntimeException e) {
      // JavaCPP turns every exception of OpenCV into a plain RuntimeException.
      throw in.fault("cannot be decoded; it is damaged or of an unusual kind");
    }
  }

  /** RGB from grey, BGR or BGRA of 8 or 16 bits. */
  private static Raster raster(Mat photo, HeaderBytes in) {
    int channels = photo.channels();
    if (photo.depth() != CV_8U && photo.depth() != CV_16U) {
      throw in.fault("pixels are not whole numbers of 8 or 16 bits");
    }
    if (channels != 1 && channels != 3 && channels != 4) {
      throw in.fault("photo has " + channels + " channels; must be 1, 3 or 4");
    }
    int sample = photo.depth() == CV_8U ? 1 : 2;
    // Of a 16-bit sample the upper byte is kept.
    int upper = sample == 2 && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 0;
    int green = channels == 1 ? 0 : sample;
    int red = channels == 1 ? 0 : 2 * sample;
    int width = photo.cols();
    int height = photo.rows();
    byte[] rgb = new byte[width * height * 3];
    byte[] row = new byte[width * channels * sample];
    for (int y = 0, to = 0; y < height; y++) {
      photo.ptr(y).get(row);
      for (int from = upper; from < row.length; from += channels * sample) {
        rgb[to++] = row[from + red];
        rgb[to++] = row[from + green];
        rgb[to++] = row[from];
      }
    }
    return Raster.wrap(width, height, rgb);
  }
}
