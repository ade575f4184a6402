package io.faultline.network;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a {@link RegionNetwork}: passes forward and back, then a step of the optimizer. Frozen
 * stages and, where the network says so, batch norm keep their weights. Not for several threads.
 */
public final class NetworkTrainer implements AutoCloseable {
  private static final double MAX_GRADIENT_NORM = 10;

  private final RegionNetwork network;
  private final TensorVector trained;
  private final WeightUpdate update;

  /** Marks what is trained and prepares the optimizer. */
  public NetworkTrainer(RegionNetwork network, OptimizerOptions options) {
    this.network = network;
    Map<String, Tensor> byName = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope()) {
      this.trained = new TensorVector();
      for (String name : network.parameters().names()) {
        if (isTrained(name, network.spec())) {
          Tensor tensor = network.parameters().get(name);
          tensor.set_requires_grad(true);
          trained.push_back(tensor);
          byName.put(name, tensor);
        }
      }
      trained.retainReference();
    }
    this.update = new WeightUpdate(options, byName);
  }

  /**
   * Whether a tensor learns: never running statistics, batch norm only where the network trains it,
   * and no stage that is frozen.
   */
  static boolean isTrained(String name, NetworkSpec spec) {
    return !spec.trunk().fixed(spec.frozenStages(), spec.foldedStages()).contains(name);
  }

  /**
   * A pass of the {@code shared} regime.
   *
   * @param photos equally large photos
   * @param boxes the regions of each photo, in the photos' order
   * @return logits in the order of photos, then boxes
   */
  public TrainingPass forward(List<Raster> photos, List<List<Box>> boxes) {
    List<RoiAlign.Roi> rois = new ArrayList<>();
    for (int photo = 0; photo < photos.size(); photo++) {
      for (Box box : boxes.get(photo)) {
        rois.add(new RoiAlign.Roi(photo, box));
      }
    }
    return pass(() -> network.logits(network.regionFeatures(network.maps(photos, true), rois)));
  }

  /** A pass of the {@code warp} regime over equally large crops. */
  public TrainingPass forwardCrops(List<Raster> crops) {
    return pass(() -> network.logits(network.cropFeatures(network.maps(crops, true))));
  }

  /** Updates the weights from the gradients gathered since the last step, and clears those. */
  public void step(double learningRate) {
    try (PointerScope scope = new PointerScope()) {
      torch.clip_grad_norm_(trained, MAX_GRADIENT_NORM);
    }
    update.step(learningRate);
  }

  /** What the next step depends on besides the weights: the optimizer's running averages. */
  public Weights state() {
    return update.state();
  }

  /** Goes on from {@link #state()} of a trainer of the same network and options. */
  public void restore(Weights state) {
    update.restore(state);
  }

  private static TrainingPass pass(Supplier<Tensor> logits) {
    PointerScope scope = new PointerScope();
    try {
      return new TrainingPass(scope, logits.get());
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  @Override
  public void close() {
    update.close();
    trained.close();
    for (String name : network.parameters().names()) {
      network.parameters().get(name).set_requires_grad(false);
    }
  }
}
