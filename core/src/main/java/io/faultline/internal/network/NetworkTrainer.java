package io.faultline.internal.network;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.concurrent.CallGate;
import io.faultline.internal.libtorch.Compute;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a {@link RegionNetwork}: passes forward and back, then a step of the optimizer. Frozen
 * stages and, where the network says so, batch norm keep their weights. Passes of one step may run
 * on several threads, and beside {@link #add}, where {@link #passesMayOverlap}; everything else is
 * for one thread.
 *
 * <p>Layers of other heads, such as the one that moves boxes (Fast R-CNN, Girshick 2015), learn
 * beside the one that names classes, from the same features: features then know more of a region,
 * such as where in it the object lies.
 */
public final class NetworkTrainer implements AutoCloseable {
  private static final double MAX_GRADIENT_NORM = 10;

  private final RegionNetwork network;

  /** Layers beside the network's own output. */
  private final List<HeadLayer> heads;

  private final Parameters layers;

  private final TensorVector trained;
  private final WeightUpdate update;
  private final WeightAverage average;
  private final CallGate gate = new CallGate("trainer");

  /** Trains classes alone. */
  public NetworkTrainer(RegionNetwork network, OptimizerOptions options) {
    this(network, options, List.of());
  }

  /**
   * Marks what is trained and prepares the optimizer.
   *
   * @param heads what passes give besides the network's own output, in this order
   */
  public NetworkTrainer(RegionNetwork network, OptimizerOptions options, List<HeadLayer> heads) {
    this.network = network;
    this.heads = List.copyOf(heads);
    this.layers = layers(network, heads);
    network.hiddenLayer().release();
    Map<String, Tensor> byName = new LinkedHashMap<>();
    try (CallGate.Call ofNetwork = network.gate().enter();
        PointerScope scope = new PointerScope()) {
      this.trained = new TensorVector();
      for (String name : network.parameters().names()) {
        if (isTrained(name, network.spec())) {
          byName.put(name, network.parameters().get(name));
        }
      }
      layers.names().forEach(name -> byName.put(name, layers.get(name)));
      byName.values().forEach(tensor -> trained.push_back(tensor.set_requires_grad(true)));
      trained.retainReference();
    }
    this.update = new WeightUpdate(options, byName);
    this.average = new WeightAverage(options.average() ? averaged(byName) : Map.of());
  }

  /** What training changes: what is trained, and statistics that are learnt from batches. */
  private Map<String, Tensor> averaged(Map<String, Tensor> byName) {
    Map<String, Tensor> changing = new LinkedHashMap<>(byName);
    if (network.spec().backbone().learnsFromBatches()) {
      network.parameters().names().stream()
          .filter(name -> name.endsWith(".running_mean") || name.endsWith(".running_var"))
          .forEach(name -> changing.put(name, network.parameters().get(name)));
    }
    return changing;
  }

  private static Parameters layers(RegionNetwork network, List<HeadLayer> heads) {
    Parameters layers = new Parameters(network.compute());
    int features = network.spec().featureDimension();
    for (HeadLayer head : heads) {
      int outputs = head.outputs();
      layers.put(
          head.name() + ".weight", new int[] {outputs, features}, new float[outputs * features]);
      layers.put(head.name() + ".bias", new int[] {outputs}, new float[outputs]);
    }
    return layers;
  }

  /**
   * Whether a tensor learns: never running statistics, batch norm only where the network trains it,
   * and no stage that is frozen.
   */
  static boolean isTrained(String name, NetworkSpec spec) {
    return !spec.backbone().fixed().contains(name);
  }

  /**
   * A pass of the {@code shared} regime.
   *
   * @param photos equally large photos
   * @param boxes the regions of each photo, in the photos' order
   * @return outputs in the order of photos, then boxes
   */
  public TrainingPass forward(List<Raster> photos, List<List<Box>> boxes) {
    List<RoiAlign.Roi> rois = new ArrayList<>();
    for (int photo = 0; photo < photos.size(); photo++) {
      for (Box box : boxes.get(photo)) {
        rois.add(new RoiAlign.Roi(photo, box));
      }
    }
    return pass(() -> outputs(network.regionFeatures(network.maps(photos, true), rois)));
  }

  private Tensor outputs(Tensor features) {
    Tensor logits = network.logits(features);
    if (heads.isEmpty()) {
      return logits;
    }
    TensorVector all = new TensorVector(logits);
    heads.forEach(head -> all.push_back(network.linear(features, layers, head.name())));
    return torch.cat(all, 1);
  }

  /** A pass of the {@code warp} regime over equally large crops. */
  public TrainingPass forwardCrops(List<Raster> crops) {
    return pass(() -> outputs(network.cropFeatures(network.maps(crops, true))));
  }

  /**
   * Adds a pass's gradients to those of the step's other passes, and closes them. Sums depend on
   * the order of calls in their last digits.
   */
  public void add(TrainingPass.Gradients ofPass) {
    try (ofPass;
        CallGate.Call call = gate.enter();
        CallGate.Call ofNetwork = network.gate().enter();
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      for (long i = 0; i < trained.size(); i++) {
        Tensor gradient = ofPass.tensors().get(i);
        if (gradient.defined()) {
          Tensor sum = trained.get(i).mutable_grad();
          if (sum.defined()) {
            sum.add_(gradient);
          } else {
            sum.put(gradient);
          }
        }
      }
    }
  }

  /**
   * Updates the weights from the gradients added since the last step, and clears those. Gradients
   * that are not finite would be the end of all weights: such a step is not made.
   *
   * @return whether it was made
   */
  public boolean step(double learningRate) {
    try (CallGate.Call call = gate.enter();
        CallGate.Call ofNetwork = network.gate().enter()) {
      if (!Double.isFinite(clippedNorm())) {
        update.skip();
        return false;
      }
      update.step(learningRate);
      average.add();
      return true;
    }
  }

  private double clippedNorm() {
    try (PointerScope scope = new PointerScope()) {
      return torch.clip_grad_norm_(trained, MAX_GRADIENT_NORM);
    }
  }

  /**
   * What the next step depends on besides the network's weights: the optimizer's running averages,
   * and the layers of other heads.
   */
  public Weights state() {
    try (CallGate.Call call = gate.enter()) {
      List<NamedTensor> tensors = new ArrayList<>(update.state().tensors());
      tensors.addAll(layers.snapshot().tensors());
      tensors.addAll(average.state().tensors());
      return Weights.of("trainer", tensors);
    }
  }

  /**
   * Lets the network have the averaged weights and the average those of the last step: twice
   * changes nothing. Without an average nothing happens.
   */
  public void exchangeAverage() {
    try (CallGate.Call call = gate.enter();
        CallGate.Call ofNetwork = network.gate().enter()) {
      average.exchange();
    }
  }

  /** Goes on from {@link #state()} of a trainer of the same network and options. */
  public void restore(Weights state) {
    try (CallGate.Call call = gate.enter()) {
      update.restore(state);
      layers.restore(state);
      average.restore(state);
    }
  }

  /**
   * Whether a step's passes may run side by side: not where batch norm learns from whole batches,
   * nor on a GPU, which is one.
   */
  public boolean passesMayOverlap() {
    return !network.spec().backbone().learnsFromBatches()
        && network.compute().device() == Compute.Device.CPU;
  }

  /** Values per region of every output, the network's own first. */
  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>(List.of(network.spec().classes()));
    heads.forEach(head -> widths.add(head.outputs()));
    return widths;
  }

  private TrainingPass pass(Supplier<Tensor> outputs) {
    try (CallGate.Call call = gate.enter();
        CallGate.Call ofNetwork = network.gate().enter()) {
      PointerScope scope = new PointerScope();
      try {
        return new TrainingPass(scope, outputs.get(), widths(), trained, gate);
      } catch (RuntimeException | Error e) {
        scope.close();
        throw e;
      }
    }
  }

  /** Waits for calls in flight; later ones throw {@link IllegalStateException}. */
  @Override
  public void close() {
    gate.close(
        () -> {
          update.close();
          average.close();
          trained.close();
          layers.close();
          network.gate().tryEnter().ifPresent(this::stopTraining);
        });
  }

  private void stopTraining(CallGate.Call call) {
    try (call) {
      for (String name : network.parameters().names()) {
        network.parameters().get(name).set_requires_grad(false);
      }
    }
  }
}
