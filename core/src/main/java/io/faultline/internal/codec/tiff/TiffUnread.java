package io.faultline.internal.codec.tiff;

import io.faultline.FaultlineException;
import io.faultline.image.Raster;
import io.faultline.internal.image.GreyImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a TIFF file holds besides the picture that was read. */
final class TiffUnread {
  /** Mean difference of grey values, 0 to 255, up to which a picture may be a copy of another. */
  private static final double MAX_DIFFERENCE = 16;

  /** Two walls of one colour differ little, but are not correlated as a photo and its copy are. */
  private static final double MIN_CORRELATION = 0.8;

  /** Without contrast there is nothing to correlate. */
  private static final double FLAT = 4;

  /** Sides may differ by rounding, such as 333x500 and 40x60. */
  private static final double SAME_SHAPE = 0.05;

  /** Comparing larger ones would cost as much as reading the photo. */
  private static final long MAX_COPY_PIXELS = 20_000_000;

  private final TiffPages pages;
  private final byte[] bytes;

  TiffUnread(TiffPages pages, byte[] bytes) {
    this.pages = pages;
    this.bytes = bytes;
  }

  /** Adds a doubt where a picture was not read that is no copy of the photo. */
  void tell(Raster photo, List<String> doubts, List<String> assumptions) {
    List<TiffPage> unread = new ArrayList<>();
    for (TiffPage other : pages.others()) {
      if (!isCopy(other, photo)) {
        unread.add(other);
      }
    }
    int number = pages.pages().indexOf(pages.photo()) + 1;
    String read = "page " + number + " (" + pages.photo().size() + ")";
    if (!unread.isEmpty()) {
      doubts.add(unread.size() + 1 + " pages; only " + read + " was read");
    } else if (number > 1) {
      assumptions.add(read + " was read; page 1 is a smaller copy of it");
    }
    if (pages.photo().reduced()) {
      doubts.add(read + " is marked as a smaller copy of a picture that is not in the file");
    }
    if (pages.stacked() > 1) {
      doubts.add(pages.stacked() + " pictures in an ImageJ stack; only the first was read");
    }
    pages.damage().ifPresent(damage -> doubts.add(damage + "; pages may be missing"));
  }

  private boolean isCopy(TiffPage page, Raster photo) {
    double ratio =
        (double) page.size().widthPx() * photo.height() / page.size().heightPx() / photo.width();
    boolean comparable =
        Math.abs(ratio - 1) <= SAME_SHAPE
            && page.size().widthPx() < photo.width()
            && page.size().heightPx() < photo.height()
            && page.size().pixels() <= MAX_COPY_PIXELS;
    if (!comparable) {
      return false;
    }
    try {
      Optional<Raster> copy = TiffPhoto.pixels(page, bytes);
      return copy.isPresent() && isCopy(copy.get(), photo);
    } catch (FaultlineException e) {
      return false;
    }
  }

  /** Compares each pixel of the copy with the mean of the pixels that it covers. */
  private static boolean isCopy(Raster copy, Raster photo) {
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    double difference = 0;
    for (int y = 0; y < copy.height(); y++) {
      for (int x = 0; x < copy.width(); x++) {
        double a = grey(copy.pixel(x, y));
        double b = mean(photo, x, y, copy.width(), copy.height());
        sumA += a;
        sumB += b;
        squaresA += a * a;
        squaresB += b * b;
        products += a * b;
        difference += Math.abs(a - b);
      }
    }
    double n = (double) copy.width() * copy.height();
    double spreadA = Math.sqrt(Math.max(0, squaresA / n - sumA / n * sumA / n));
    double spreadB = Math.sqrt(Math.max(0, squaresB / n - sumB / n * sumB / n));
    if (difference / n > MAX_DIFFERENCE) {
      return false;
    }
    if (spreadA < FLAT && spreadB < FLAT) {
      return difference / n < FLAT;
    }
    double covariance = products / n - sumA / n * sumB / n;
    return covariance >= MIN_CORRELATION * spreadA * spreadB;
  }

  private static int grey(int pixel) {
    return GreyImage.luminance(pixel >> 16, pixel >> 8 & 0xFF, pixel & 0xFF);
  }

  /** The mean grey value of what pixel {@code x, y} of a copy of so many pixels covers. */
  private static double mean(Raster photo, int x, int y, int width, int height) {
    int top = (int) ((long) y * photo.height() / height);
    int bottom = Math.max(top + 1, (int) ((y + 1L) * photo.height() / height));
    int left = (int) ((long) x * photo.width() / width);
    int right = Math.max(left + 1, (int) ((x + 1L) * photo.width() / width));
    long sum = 0;
    for (int py = top; py < bottom; py++) {
      for (int px = left; px < right; px++) {
        sum += grey(photo.pixel(px, py));
      }
    }
    return (double) sum / ((long) (bottom - top) * (right - left));
  }
}
