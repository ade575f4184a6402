package io.faultline.internal.backbone;

import io.faultline.weights.Weights;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * The trunk of a region network, as a plan without numbers: what its tensors are, what it computes
 * of a photo, and where in the photo its maps lie. An implementation is one class and one line in
 * {@link Architecture}. {@link Parameters} holds the numbers.
 */
public interface Backbone {
  /** The outputs of {@link #classify}. */
  int IMAGENET_CLASSES = 1000;

  /**
   * This trunk as a network uses it.
   *
   * @param last the deepest stage that is there
   * @param freezing what training leaves as it is
   */
  Backbone used(Stage last, Freezing freezing);

  /** What the stages put out, {@link Stage#LAYER1} first; the stem puts nothing out. */
  List<OutputStage> outputs();

  /** The tensors as a file holds them, in its order; ImageNet's layer is left out. */
  List<TensorPlan> stored();

  /** The tensors as {@link #maps} takes them, in order. */
  default List<TensorPlan> tensors() {
    return stored();
  }

  /** Weights as {@link #maps} takes them, of weights as a file holds them. Others stay. */
  default Weights load(Weights stored) {
    return stored;
  }

  /** The way back: {@code load(store(w))} is {@code w} bit for bit. */
  default Weights store(Weights loaded) {
    return loaded;
  }

  /** The names of the tensors that training leaves as they are. */
  Set<String> fixed();

  /** Whether a training pass changes tensors by itself, or depends on which photos share it. */
  boolean learnsFromBatches();

  /**
   * The feature maps of the last stages, the last first; the caller owns the scope.
   *
   * @param photos {@code [n][3][height][width]}, normalised
   * @param count of how many stages
   * @param training whether batch norm that is trained works on the batch
   * @return {@code [n][channels][ceil(height / stride)][ceil(width / stride)]} of each
   */
  List<Tensor> maps(Tensor photos, int count, Parameters parameters, boolean training);

  /** The tensors of the layer from pooled features to ImageNet's classes; the trunk is whole. */
  List<TensorPlan> classifier();

  /**
   * What {@link #classifier} makes of pooled features.
   *
   * @param pooled {@code [n][channels]}
   * @return {@code [n][IMAGENET_CLASSES]}
   */
  Tensor classify(Tensor pooled, Parameters parameters);
}
