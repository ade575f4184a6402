package io.faultline.internal.network;

import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.backbone.TensorPlan;
import io.faultline.internal.libtorch.Compute;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The hidden layer of {@link Head#HIDDEN}, as a sum over the cells of a region's grid, and the
 * directions that the sums may be confined to ({@link HiddenDirections}). The tensors are the
 * network's; callers hold its gate and own the scope.
 */
record HiddenLayer(NetworkSpec spec, Compute compute, Parameters parameters) {
  /** The layer among the network's tensors. */
  static final String NAME = "head.hidden";

  /** The directions that the layer's sums are confined to, {@code [hidden][rank]}, if they are. */
  static final String BASIS = NAME + ".basis";

  private static final String WEIGHT = NAME + ".weight";
  private static final String BIAS = NAME + ".bias";

  /** What every hidden layer has. */
  static List<TensorPlan> tensors(NetworkSpec spec) {
    return List.of(
        TensorPlan.linear(WEIGHT, spec.hidden(), spec.gridDimension()),
        TensorPlan.constant(BIAS, 0, spec.hidden()));
  }

  /** Takes the directions of a snapshot, if it has any; throws as {@link RegionNetwork#of} does. */
  static void putBasis(Parameters parameters, NetworkSpec spec, Weights weights) {
    weights
        .find(BASIS)
        .map(NamedTensor::shape)
        .ifPresent(
            shape -> {
              int rank = shape.length == 2 && shape[1] > 0 ? Math.min(shape[1], spec.hidden()) : 1;
              parameters.put(
                  BASIS,
                  new int[] {spec.hidden(), rank},
                  weights.require(BASIS, spec.hidden(), rank).values());
            });
  }

  /** How many numbers the sums are made of. */
  private long rank() {
    return parameters.find(BASIS).map(basis -> basis.size(1)).orElse((long) spec.hidden());
  }

  /**
   * What every cell of a grid adds to the sums for every position of a map, {@code [positions *
   * gridSide^2][rank]}.
   *
   * @param from the first of the map's channels among those of all maps
   */
  Tensor cellResponses(Tensor map, long from) {
    long channels = map.size(1);
    Tensor byCell =
        parameters.derived(
            WEIGHT,
            "by cell, channels from " + from + ", " + compute.format(),
            weight -> byCell(weight, from, channels));
    // They stay in this network's format: sums over them read a lot of memory.
    return torch
        .linear(RegionNetwork.rows(map).to(byCell.scalar_type()), byCell, new TensorOptional())
        .reshape(-1, rank());
  }

  /** The weights, {@code [cells * rank][channels]}, in this network's format. */
  private Tensor byCell(Tensor weight, long from, long channels) {
    Tensor confined = parameters.find(BASIS).map(basis -> basis.t().mm(weight)).orElse(weight);
    Tensor byCell =
        confined
            .reshape(rank(), spec.cells(), -1)
            .narrow(2, from, channels)
            .permute(1, 0, 2)
            .reshape(spec.cells() * rank(), channels);
    return compute.format() == Compute.Format.BFLOAT16 ? byCell.to(ScalarType.BFloat16) : byCell;
  }

  /** The layer before bias and ReLU, of what its cells added up to. */
  Tensor spread(Tensor sums) {
    return parameters.find(BASIS).map(basis -> sums.mm(basis.t())).orElse(sums);
  }

  /** The layer's outputs, of what its cells added up to. */
  Tensor ofSums(Tensor sums) {
    return torch.relu(spread(sums).add(parameters.get(BIAS)));
  }

  /**
   * Confines the sums to the span of some directions around their mean.
   *
   * @param basis {@code [hidden][rank]}, orthonormal columns, float64
   * @param mean {@code [hidden]}, float64
   */
  void confine(Tensor basis, Tensor mean) {
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor weight = parameters.get(WEIGHT);
      Tensor inside = basis.t().mv(mean);
      Tensor outside = mean.sub(basis.mv(inside));
      parameters.get(BIAS).add_(compute.place(outside.to(ScalarType.Float)));
      Tensor plain = weight.cpu().to(ScalarType.Double);
      Tensor confined = basis.mm(basis.t().mm(plain)).to(ScalarType.Float);
      weight.copy_(compute.place(confined));
      parameters.put(
          BASIS,
          new int[] {spec.hidden(), Math.toIntExact(basis.size(1))},
          Parameters.floats(basis.to(ScalarType.Float)));
    }
  }

  /** Forgets the directions: training will leave them. */
  void release() {
    parameters.remove(BASIS);
  }
}
