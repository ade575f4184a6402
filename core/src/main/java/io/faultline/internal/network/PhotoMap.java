package io.faultline.internal.network;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.concurrent.CallGate;
import java.util.ArrayList;
import java.util.List;
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
  private static final int REGIONS_AT_ONCE = 128;

  private final RegionNetwork network;
  private final List<Tensor> maps;
  private final List<Tensor> responses = new ArrayList<>();
  private final CallGate gate = new CallGate("photo's map");

  PhotoMap(RegionNetwork network, Raster photo) {
    this.network = network;
    try (CallGate.Call call = network.gate().enter();
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      maps = network.finiteMaps(List.of(photo)).stream().map(PhotoMap::kept).toList();
    }
  }

  /** Feature vectors of regions of the photo, {@code [boxes][featureDimension]} in row order. */
  public float[] encode(List<Box> boxes) {
    int dimension = network.spec().featureDimension();
    float[] features = new float[boxes.size() * dimension];
    try (CallGate.Call call = gate.enter();
        CallGate.Call ofNetwork = network.gate().enter();
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      if (network.spec().head() == Head.HIDDEN && pays(boxes.size())) {
        respond();
      }
      for (int from = 0; from < boxes.size(); from += REGIONS_AT_ONCE) {
        try (PointerScope chunk = new PointerScope()) {
          int to = Math.min(boxes.size(), from + REGIONS_AT_ONCE);
          List<RoiAlign.Roi> rois = new ArrayList<>();
          boxes.subList(from, to).forEach(box -> rois.add(new RoiAlign.Roi(0, box)));
          Tensor chunkFeatures =
              responses.isEmpty() ? network.regionFeatures(maps, rois) : hidden(rois);
          float[] rows = Parameters.floats(chunkFeatures);
          System.arraycopy(rows, 0, features, from * dimension, rows.length);
        }
      }
    }
    return features;
  }

  /** Whether all cells at all positions are less work than all cells of so many regions. */
  private boolean pays(int regions) {
    long channels = 0;
    long values = 0;
    for (Tensor map : maps) {
      channels += map.size(1);
      values += map.numel();
    }
    return values < regions * channels;
  }

  /**
   * What every cell of a grid would make of every position, {@code [positions * cells][hidden]}.
   */
  private void respond() {
    long channel = 0;
    for (int i = responses.size(); i < maps.size(); i++) {
      responses.add(kept(network.hiddenLayer().cellResponses(maps.get(i), channel)));
      channel += maps.get(i).size(1);
    }
  }

  private Tensor hidden(List<RoiAlign.Roi> rois) {
    return network.hiddenLayer().ofSums(sums(rois));
  }

  private Tensor sums(List<RoiAlign.Roi> rois) {
    Tensor sums = summed(0, rois);
    for (int i = 1; i < maps.size(); i++) {
      sums = sums.add(summed(i, rois));
    }
    return sums;
  }

  /** The hidden layer before bias and ReLU, {@code [boxes][hidden]}; the caller owns the scope. */
  Tensor hiddenSums(List<Box> boxes) {
    try (CallGate.Call call = gate.enter();
        CallGate.Call ofNetwork = network.gate().enter();
        NoGradGuard guard = new NoGradGuard()) {
      respond();
      return network
          .hiddenLayer()
          .spread(sums(boxes.stream().map(box -> new RoiAlign.Roi(0, box)).toList()));
    }
  }

  /** What one map adds to the hidden layer, {@code [rois][hidden]}. */
  private Tensor summed(int map, List<RoiAlign.Roi> rois) {
    RoiAlign align = network.align(rois, network.spec().mapStages().get(map), maps.get(map));
    int cells = align.offsets().length / rois.size();
    int[] positions = align.positions();
    int[] which = new int[positions.length];
    int[] offsets = new int[rois.size()];
    for (int roi = 0; roi < rois.size(); roi++) {
      offsets[roi] = align.offsets()[roi * cells];
      for (int cell = 0; cell < cells; cell++) {
        int next = roi * cells + cell + 1;
        int end = next < align.offsets().length ? align.offsets()[next] : which.length;
        for (int i = align.offsets()[next - 1]; i < end; i++) {
          which[i] = positions[i] * cells + cell;
        }
      }
    }
    return RegionNetwork.sums(
        responses.get(map), which, align.weights(), offsets, network.compute());
  }

  /** The tensor, kept when the scope ends: operations in place give it a second name only. */
  private static Tensor kept(Tensor tensor) {
    Tensor kept = tensor.detach();
    kept.retainReference();
    return kept;
  }

  /** Waits for a call in flight; later ones throw {@link IllegalStateException}. */
  @Override
  public void close() {
    gate.close(
        () -> {
          responses.forEach(Tensor::close);
          maps.forEach(Tensor::close);
        });
  }
}
