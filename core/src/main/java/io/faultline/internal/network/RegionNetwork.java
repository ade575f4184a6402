package io.faultline.internal.network;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Backbone;
import io.faultline.internal.backbone.OutputStage;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.concurrent.CallGate;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.weights.TensorRange;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A trunk with a region head: photos and boxes (or crops) in, one feature vector and one logit per
 * class out. Holds native memory until {@link #close()}, which waits for calls in flight and after
 * which calls throw {@link IllegalStateException}; every call frees what it made itself.
 *
 * <p>The two ways in are SPPnet's and Fast R-CNN's shared map ({@code shared}: one pass per photo,
 * regions pooled from the map by RoIAlign) and R-CNN's warped crops ({@code warp}: one pass per
 * region). Reading from several threads is safe; {@link NetworkTrainer} trains.
 */
public final class RegionNetwork implements AutoCloseable {
  private static final int ROI_SAMPLES = 2;

  private final NetworkSpec spec;
  private final Compute compute;
  private final Backbone trunk;
  private final Parameters parameters;
  private final HiddenLayer hiddenLayer;
  private final CallGate gate = new CallGate("network");

  private RegionNetwork(NetworkSpec spec, Compute compute, Parameters parameters) {
    this.spec = spec;
    this.compute = compute;
    this.trunk = spec.backbone();
    this.parameters = parameters;
    this.hiddenLayer = new HiddenLayer(spec, compute, parameters);
  }

  /** A network with random weights (He et al. 2015), a function of the seed; plain numbers. */
  public static RegionNetwork untrained(NetworkSpec spec, RunSeed seed) {
    return untrained(spec, Compute.PLAIN, seed);
  }

  /** As {@link #untrained(NetworkSpec, RunSeed)}, computing as asked. */
  public static RegionNetwork untrained(NetworkSpec spec, Compute compute, RunSeed seed) {
    Compute chosen = compute.resolved();
    Parameters parameters = new Parameters(chosen);
    SplittableRandom random = seed.of("network");
    spec.pretrainedTensors().forEach(tensor -> parameters.initialise(tensor, random));
    HeadTensors.of(spec).forEach(tensor -> parameters.initialise(tensor, random));
    return new RegionNetwork(spec, chosen, parameters);
  }

  /** As {@link #pretrained(NetworkSpec, Weights, Compute, RunSeed)}, in plain numbers. */
  public static RegionNetwork pretrained(NetworkSpec spec, Weights weights, RunSeed seed) {
    return pretrained(spec, weights, Compute.PLAIN, seed);
  }

  /**
   * A pretrained trunk. The hidden layer is that of the weights too, where they are of a detector
   * with one of the same shape; so is the output, where both know one class. What is missing starts
   * at random.
   *
   * @param weights torchvision's names; tensors of deeper stages may be there and are not read, nor
   *     is ImageNet's layer but for {@link Head#IMAGENET_LOGITS}
   * @throws io.faultline.FaultlineException with {@code MODEL} naming the tensor that is missing or
   *     has another shape
   */
  public static RegionNetwork pretrained(
      NetworkSpec spec, Weights weights, Compute compute, RunSeed seed) {
    Compute chosen = compute.resolved();
    Parameters parameters = new Parameters(chosen);
    putPretrained(parameters, spec, weights);
    SplittableRandom random = seed.of("network");
    HeadTensors.start(parameters, spec, weights, random);
    return new RegionNetwork(spec, chosen, parameters);
  }

  /** As {@link #of(NetworkSpec, Weights, Compute)}, in plain numbers. */
  public static RegionNetwork of(NetworkSpec spec, Weights weights) {
    return of(spec, weights, Compute.PLAIN);
  }

  /** A network as {@link #snapshot()} wrote it; throws as {@link #pretrained} does. */
  public static RegionNetwork of(NetworkSpec spec, Weights weights, Compute compute) {
    Compute chosen = compute.resolved();
    Parameters parameters = new Parameters(chosen);
    putPretrained(parameters, spec, weights);
    HeadTensors.of(spec).forEach(tensor -> parameters.put(tensor, weights));
    if (spec.head() == Head.HIDDEN) {
      HiddenLayer.putBasis(parameters, spec, weights);
    }
    return new RegionNetwork(spec, chosen, parameters);
  }

  /** The shape of this network. */
  public NetworkSpec spec() {
    return spec;
  }

  /**
   * A copy of all tensors: the trunk under torchvision's names, as a file holds them ({@link
   * Backbone#store}); the head as {@code head.hidden.*} and {@code head.output.*}, ImageNet's layer
   * under torchvision's name.
   */
  public Weights snapshot() {
    try (CallGate.Call call = gate.enter()) {
      return trunk.store(parameters.snapshot());
    }
  }

  /** Takes the values of a snapshot of this network. */
  public void restore(Weights snapshot) {
    try (CallGate.Call call = gate.enter()) {
      parameters.restore(trunk.load(snapshot));
    }
  }

  /** Passes a photo through the trunk once, for any number of its regions. */
  public PhotoMap map(Raster photo) {
    return new PhotoMap(this, photo);
  }

  /** Feature vectors of regions of one photo, {@code [boxes][featureDimension]} in row order. */
  public float[] encode(Raster photo, List<Box> boxes) {
    if (boxes.isEmpty()) {
      return new float[0];
    }
    try (PhotoMap map = map(photo)) {
      return map.encode(boxes);
    }
  }

  /** Feature vectors of equally large crops, {@code [crops][featureDimension]} in row order. */
  public float[] encodeCrops(List<Raster> crops) {
    if (crops.isEmpty()) {
      return new float[0];
    }
    try (CallGate.Call call = gate.enter();
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return Parameters.floats(cropFeatures(finiteMaps(crops)));
    }
  }

  /** Logits of regions of one photo, {@code [boxes][classes]} in row order. */
  public float[] logits(Raster photo, List<Box> boxes) {
    return output(encode(photo, boxes));
  }

  /** Logits of equally large crops, {@code [crops][classes]} in row order. */
  public float[] logitsOfCrops(List<Raster> crops) {
    return output(encodeCrops(crops));
  }

  private float[] output(float[] features) {
    if (features.length == 0) {
      return features;
    }
    try (CallGate.Call call = gate.enter();
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      int dimension = spec.featureDimension();
      return Parameters.floats(
          logits(compute.place(Tensor.create(features, features.length / dimension, dimension))));
    }
  }

  Parameters parameters() {
    return parameters;
  }

  /** The hidden layer, which only {@link Head#HIDDEN} has. */
  HiddenLayer hiddenLayer() {
    return hiddenLayer;
  }

  /** What every call that uses the native memory passes. */
  CallGate gate() {
    return gate;
  }

  /** Where and how this network computes. */
  public Compute compute() {
    return compute;
  }

  /** The trunk's feature maps of a batch, the last stage's first; the caller owns the scope. */
  List<Tensor> maps(List<Raster> photos, boolean training) {
    Tensor input = compute.placeMaps(PhotoTensor.of(photos));
    return compute.allInFormat(() -> trunk.maps(input, spec.maps(), parameters, training));
  }

  /**
   * As {@link #maps}, without training. Where bfloat16 gives anything that is not finite, float32
   * decides: a processor's instructions are at fault more often than a photo.
   */
  List<Tensor> finiteMaps(List<Raster> photos) {
    List<Tensor> maps = maps(photos, false);
    boolean fine =
        compute.format() != Compute.Format.BFLOAT16
            || maps.stream().allMatch(RegionNetwork::isFinite);
    return fine
        ? maps
        : new RegionNetwork(spec, compute.inFloat32(), parameters).maps(photos, false);
  }

  /** Whether all values are finite. Where their sum is, all are; adding is faster than looking. */
  private static boolean isFinite(Tensor map) {
    return torch.isfinite(map.sum()).item_bool() || torch.isfinite(map).all().item_bool();
  }

  /** How regions, as much wider as the context asks, are pooled from the map of a stage. */
  RoiAlign align(List<RoiAlign.Roi> rois, OutputStage stage, Tensor map) {
    return RoiAlign.of(
        rois.stream().map(roi -> roi.widened(spec.context())).toList(),
        spec.gridSide(),
        ROI_SAMPLES,
        stage.stride(),
        stage.origin(),
        Math.toIntExact(map.size(2)),
        Math.toIntExact(map.size(3)));
  }

  /**
   * Pools regions from the maps and runs the head up to the output, {@code
   * [rois][featureDimension]}.
   */
  Tensor regionFeatures(List<Tensor> maps, List<RoiAlign.Roi> rois) {
    TensorVector grids = new TensorVector();
    for (int i = 0; i < maps.size(); i++) {
      Tensor map = maps.get(i);
      Tensor cells = pool(map, align(rois, spec.mapStages().get(i), map), compute);
      grids.push_back(cells.reshape(rois.size(), spec.cells(), map.size(1)));
    }
    Tensor grid = grids.size() == 1 ? grids.get(0) : torch.cat(grids, 2);
    return features(spec.head() == Head.HIDDEN ? grid.flatten(1, -1) : grid.mean(1));
  }

  /** Pools the whole maps of every crop and runs the head up to the output. */
  Tensor cropFeatures(List<Tensor> maps) {
    int side = spec.head() == Head.HIDDEN ? spec.gridSide() : 1;
    TensorVector grids = new TensorVector();
    for (Tensor map : maps) {
      grids.push_back(torch.adaptive_avg_pool2d(map, side, side));
    }
    return features(torch.cat(grids, 1).permute(0, 2, 3, 1).flatten(1, -1));
  }

  /** The logits of feature vectors, {@code [rows][classes]}. */
  Tensor logits(Tensor features) {
    return linear(features, "head.output");
  }

  /** The cells of aligned regions, {@code [regions * gridSide^2][channels]}. */
  static Tensor pool(Tensor map, RoiAlign align, Compute compute) {
    return sums(rows(map), align.positions(), align.weights(), align.offsets(), compute);
  }

  /** A map's positions as rows, {@code [photos * height * width][channels]}. */
  static Tensor rows(Tensor map) {
    return map.permute(0, 2, 3, 1).reshape(-1, map.size(1));
  }

  /** Weighted sums of rows, one per offset, in float32. */
  static Tensor sums(Tensor rows, int[] which, float[] weights, int[] offsets, Compute compute) {
    long sum = 0;
    return torch
        .embedding_bag(
            rows,
            compute.place(Tensor.create(which)),
            compute.place(Tensor.create(offsets)),
            false,
            sum,
            false,
            new TensorOptional(compute.place(Tensor.create(weights)).to(rows.scalar_type())),
            false)
        .get0()
        .to(ScalarType.Float);
  }

  private Tensor features(Tensor pooled) {
    return switch (spec.head()) {
      case HIDDEN -> torch.relu(linear(pooled, HiddenLayer.NAME));
      case POOLED -> pooled;
      case IMAGENET_LOGITS ->
          torch.relu(compute.inFormat(() -> trunk.classify(pooled, parameters)));
    };
  }

  private Tensor linear(Tensor input, String name) {
    return linear(input, parameters, name);
  }

  /** A linear layer, in this network's number format. */
  Tensor linear(Tensor input, Parameters layer, String name) {
    return compute.inFormat(
        () ->
            torch.linear(
                input, layer.get(name + ".weight"), new TensorOptional(layer.get(name + ".bias"))));
  }

  private static void putPretrained(Parameters parameters, NetworkSpec spec, Weights weights) {
    check(spec, weights);
    Weights loaded = spec.backbone().load(weights);
    spec.pretrainedTensors().forEach(tensor -> parameters.put(tensor, loaded));
  }

  /** Every value must be finite; those that are used must also be of a sane size. */
  private static void check(NetworkSpec spec, Weights weights) {
    Set<String> used = new HashSet<>();
    Stream.of(spec.backbone().stored(), spec.pretrainedTensors(), HeadTensors.of(spec))
        .flatMap(List::stream)
        .forEach(tensor -> used.add(tensor.name()));
    used.add(HiddenLayer.BASIS);
    for (NamedTensor tensor : weights.tensors()) {
      if (used.contains(tensor.name())) {
        TensorRange.check(weights.source(), tensor);
      } else {
        TensorRange.checkFinite(weights.source(), tensor);
      }
    }
  }

  /** Waits for calls in flight; later ones throw {@link IllegalStateException}. */
  @Override
  public void close() {
    gate.close(parameters::close);
  }
}
