package io.faultline.internal.network;

import io.faultline.image.Raster;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Photos as network input: ImageNet-normalised float32 in channels-last memory. */
final class PhotoTensor {
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  /** {@code NORMALISED[channel][byte]}: one look-up per value. */
  private static final float[][] NORMALISED = new float[3][256];

  static {
    for (int c = 0; c < 3; c++) {
      for (int v = 0; v < 256; v++) {
        NORMALISED[c][v] = (float) ((v / 255.0 - MEAN[c]) / DEVIATION[c]);
      }
    }
  }

  private PhotoTensor() {}

  /**
   * A batch {@code [n][3][height][width]}.
   *
   * @throws IllegalArgumentException where the photos are not equally large or there is none
   */
  static Tensor of(List<Raster> photos) {
    int width = photos.get(0).width();
    int height = photos.get(0).height();
    int stride = Math.multiplyExact(3 * width, height);
    float[] values = new float[Math.multiplyExact(photos.size(), stride)];
    for (int n = 0; n < photos.size(); n++) {
      Raster photo = photos.get(n);
      if (photo.width() != width || photo.height() != height) {
        throw new IllegalArgumentException("photos of one batch must be equally large");
      }
      byte[] bytes = photo.toBytes();
      for (int i = 0, at = n * stride; i < stride; i += 3, at += 3) {
        values[at] = NORMALISED[0][bytes[i] & 0xFF];
        values[at + 1] = NORMALISED[1][bytes[i + 1] & 0xFF];
        values[at + 2] = NORMALISED[2][bytes[i + 2] & 0xFF];
      }
    }
    return Tensor.create(values, photos.size(), height, width, 3).permute(0, 3, 1, 2);
  }
}
