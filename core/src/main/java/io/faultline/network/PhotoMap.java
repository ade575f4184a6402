package io.faultline.network;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * One photo's feature map, from which any number of its regions are encoded. Holds native memory
 * until {@link #close()}; for one thread at a time.
 *
 * <p>A hidden layer on the pooled grid is a sum over cells of a matrix times weighted sums of map
 * positions. Sums may change places: where a photo has more regions than its map has positions, the
 * matrices of all cells are applied to every position once, and a region's hidden layer is a
 * weighted sum of what comes out (position-sensitive maps as in R-FCN, Dai et al. 2016, but exact).
 * That takes a fraction of the arithmetic; the two ways differ by rounding.
 */
public final class PhotoMap implements AutoCloseable {
  /** Regions pooled at a time: bounds the memory of a photo with thousands of boxes. */
  private static final int REGIONS_AT_ONCE = 512;

  private final RegionNetwork network;
  private final Tensor map;
  private Optional<Tensor> cellResponses = Optional.empty();

  PhotoMap(RegionNetwork network, Raster photo) {
    this.network = network;
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      // What an operation in place returns is a second name for its input, which the scope frees.
      map = network.map(List.of(photo), false).detach();
      map.retainReference();
    }
  }

  /** Feature vectors of regions of the photo, {@code [boxes][featureDimension]} in row order. */
  public float[] encode(List<Box> boxes) {
    int dimension = network.spec().featureDimension();
    float[] features = new float[boxes.size() * dimension];
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      if (network.spec().head() == Head.HIDDEN && boxes.size() > positions()) {
        respond();
      }
      for (int from = 0; from < boxes.size(); from += REGIONS_AT_ONCE) {
        try (PointerScope chunk = new PointerScope()) {
          int to = Math.min(boxes.size(), from + REGIONS_AT_ONCE);
          List<RoiAlign.Roi> rois = new ArrayList<>();
          boxes.subList(from, to).forEach(box -> rois.add(new RoiAlign.Roi(0, box)));
          float[] rows = Parameters.floats(features(rois));
          System.arraycopy(rows, 0, features, from * dimension, rows.length);
        }
      }
    }
    return features;
  }

  private Tensor features(List<RoiAlign.Roi> rois) {
    return cellResponses
        .map(responses -> network.hidden(summed(responses, rois)))
        .orElseGet(() -> network.regionFeatures(map, rois));
  }

  private long positions() {
    return map.size(2) * map.size(3);
  }

  /**
   * What every cell of a grid would make of every position, {@code [positions * cells][hidden]}.
   */
  private void respond() {
    if (cellResponses.isEmpty()) {
      Tensor responses = network.cellResponses(map).detach();
      responses.retainReference();
      cellResponses = Optional.of(responses);
    }
  }

  /** The hidden layer before its bias, {@code [rois][hidden]}. */
  private Tensor summed(Tensor responses, List<RoiAlign.Roi> rois) {
    RoiAlign align =
        network.align(rois, Math.toIntExact(map.size(2)), Math.toIntExact(map.size(3)));
    int cells = align.offsets().length / rois.size();
    int[] which = align.positions().clone();
    int[] offsets = new int[rois.size()];
    for (int cell = 0; cell < align.offsets().length; cell++) {
      int end = cell + 1 < align.offsets().length ? align.offsets()[cell + 1] : which.length;
      for (int i = align.offsets()[cell]; i < end; i++) {
        which[i] = which[i] * cells + cell % cells;
      }
      if (cell % cells == 0) {
        offsets[cell / cells] = align.offsets()[cell];
      }
    }
    return RegionNetwork.sums(responses, which, align.weights(), offsets, network.compute());
  }

  @Override
  public void close() {
    cellResponses.ifPresent(Tensor::close);
    map.close();
  }
}
