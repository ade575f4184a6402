package io.faultline.bench;

import io.faultline.image.Raster;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;

/** Photos to measure on. */
final class BenchPhotos {
  private BenchPhotos() {}

  /** A square synthetic photo with cracks, the same in every run. */
  static Raster synthetic(int sidePx) {
    return synthetic(sidePx, sidePx);
  }

  /** A synthetic photo with cracks, the same in every run. */
  static Raster synthetic(int widthPx, int heightPx) {
    SyntheticPhotos.Options options = new SyntheticPhotos.Options(widthPx, heightPx, 0, 2, 3);
    return new SyntheticPhotos(new RunSeed(1), options).photo(0).photo();
  }
}
