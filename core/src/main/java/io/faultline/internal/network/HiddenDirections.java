package io.faultline.internal.network;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.concurrent.CallGate;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Finds the few directions in which the sums of a trained hidden layer vary (principal components),
 * and confines the layer to them: of 256 sums, some 64 directions hold 98.5 % of the variance. Then
 * all regions of a photo take a fraction of the arithmetic and memory, because what the cells of a
 * region add up to is as short as the directions are few ({@link PhotoMap}). The layer's weights
 * are projected, so every way to compute it gives the same.
 *
 * <p>Girshick (2015, "Fast R-CNN", section 3.1) speeds up layers on regions by a truncated singular
 * value decomposition of their weights. Where we differ: the directions are those of the layer's
 * outputs on real regions, because random weights that training hardly changed have no small
 * singular values, while what they see varies in few directions.
 */
public final class HiddenDirections implements AutoCloseable {
  /** Smaller layers are fast as they are. */
  public static final int MIN_HIDDEN = 128;

  /** How much of the variance is kept, at least. */
  private static final double KEPT = 0.985;

  /** Numbers of directions are multiples of this, as long as vector registers are. */
  private static final int STEP = 16;

  private final RegionNetwork network;
  private final Tensor sum;
  private final Tensor products;
  private long regions;

  /** For a network with a hidden layer, which stays the caller's. */
  public HiddenDirections(RegionNetwork network) {
    if (network.spec().head() != Head.HIDDEN) {
      throw new IllegalArgumentException("the network has no hidden layer");
    }
    this.network = network;
    int hidden = network.spec().hidden();
    try (PointerScope scope = new PointerScope()) {
      TensorOptions exact = new TensorOptions(ScalarType.Double);
      sum = torch.zeros(new long[] {hidden}, exact);
      products = torch.zeros(new long[] {hidden, hidden}, exact);
      sum.retainReference();
      products.retainReference();
    }
  }

  /** Looks at regions of a photo. */
  public void add(Raster photo, List<Box> boxes) {
    if (boxes.isEmpty()) {
      return;
    }
    try (PhotoMap map = network.map(photo);
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor sums = map.hiddenSums(boxes).cpu().to(ScalarType.Double);
      if (torch.isfinite(sums.sum()).item_bool()) {
        sum.add_(sums.sum(new long[] {0}));
        products.add_(sums.t().mm(sums));
        regions += boxes.size();
      }
    }
  }

  /**
   * Confines the hidden layer, if few directions are enough.
   *
   * @return how many there are; the size of the layer where it stays as it is
   */
  public int confine() {
    int hidden = network.spec().hidden();
    if (regions < hidden) {
      return hidden;
    }
    try (CallGate.Call call = network.gate().enter();
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor mean = sum.div(new Scalar((double) regions));
      Tensor covariance = products.div(new Scalar((double) regions)).sub(torch.outer(mean, mean));
      var values = torch.linalg_eigh(covariance);
      int rank = rank(values.get0());
      if (rank > hidden / 2) {
        return hidden;
      }
      network.hiddenLayer().confine(values.get1().narrow(1, hidden - rank, rank), mean);
      return rank;
    }
  }

  /**
   * The least number of directions that keep enough of the variance.
   *
   * @param variances ascending
   */
  private static int rank(Tensor variances) {
    double[] ascending = new double[Math.toIntExact(variances.numel())];
    variances.contiguous().data_ptr_double().get(ascending);
    double all = 0;
    for (double variance : ascending) {
      all += Math.max(0, variance);
    }
    double kept = 0;
    int rank = 0;
    while (rank < ascending.length && (kept < KEPT * all || rank % STEP != 0)) {
      rank++;
      kept += Math.max(0, ascending[ascending.length - rank]);
    }
    return Math.max(1, rank);
  }

  @Override
  public void close() {
    sum.close();
    products.close();
  }
}
