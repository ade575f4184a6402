package io.faultline.internal.backbone;

import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The plan of a convolutional network with batch norm: a chain of {@link Block}s. Batch norm that
 * never changes is folded into the convolutions when weights are loaded ({@link FoldedBatchNorm}).
 *
 * @param stages the stem, then the blocks of each {@link Stage} at the stage's number
 * @param imagenet the name of the layer from pooled features to ImageNet's classes
 * @param freezing what training leaves as it is
 */
record ConvTrunk(List<List<Block>> stages, String imagenet, Freezing freezing) implements Backbone {
  ConvTrunk {
    stages = stages.stream().map(List::copyOf).toList();
  }

  /** The whole plan, all of it trained. */
  ConvTrunk(List<List<Block>> stages, String imagenet) {
    this(stages, imagenet, Freezing.NONE);
  }

  @Override
  public ConvTrunk used(Stage last, Freezing kept) {
    return new ConvTrunk(stages.subList(0, last.number() + 1), imagenet, kept);
  }

  @Override
  public List<OutputStage> outputs() {
    List<OutputStage> outputs = new ArrayList<>();
    int stride = 1;
    for (List<Block> stage : stages) {
      for (Block block : stage) {
        stride *= block.stride();
      }
      outputs.add(OutputStage.ofPaddedKernels(channels(stage), stride));
    }
    return outputs.subList(1, outputs.size());
  }

  /** Channels of the last block that has weights. */
  private static int channels(List<Block> stage) {
    int channels = 0;
    for (Block block : stage) {
      List<ConvNorm> path =
          block instanceof Residual residual ? residual.path() : block.convolutions();
      channels = path.isEmpty() ? channels : path.get(path.size() - 1).out();
    }
    return channels;
  }

  /** How many leading stages, stem included, have batch norm folded in. */
  private int folded() {
    return freezing.batchNorm() ? stages.size() : freezing.stages();
  }

  /** Everything that has weights in the stem (1), the stem and {@code LAYER1} (2), and so on. */
  private List<ConvNorm> convolutions(int leading) {
    return stages.subList(0, Math.min(leading, stages.size())).stream()
        .flatMap(List::stream)
        .flatMap(block -> block.convolutions().stream())
        .toList();
  }

  @Override
  public List<TensorPlan> stored() {
    return tensors(0);
  }

  @Override
  public List<TensorPlan> tensors() {
    return tensors(folded());
  }

  private List<TensorPlan> tensors(int folded) {
    List<TensorPlan> tensors = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      for (Block block : stages.get(i)) {
        for (ConvNorm step : block.convolutions()) {
          tensors.addAll(step.tensors(i < folded));
        }
      }
    }
    return tensors;
  }

  @Override
  public Weights load(Weights stored) {
    return FoldedBatchNorm.fold(stored, convolutions(folded()));
  }

  @Override
  public Weights store(Weights loaded) {
    return FoldedBatchNorm.unfold(loaded, convolutions(folded()));
  }

  @Override
  public Set<String> fixed() {
    Set<String> fixed = new HashSet<>();
    convolutions(freezing.stages()).forEach(step -> fixed.add(step.kernel()));
    convolutions(folded()).forEach(step -> fixed.addAll(step.normTensors()));
    convolutions(stages.size())
        .forEach(step -> fixed.addAll(List.of(step.runningMean(), step.runningVariance())));
    return fixed;
  }

  @Override
  public boolean learnsFromBatches() {
    return !freezing.batchNorm();
  }

  @Override
  public List<Tensor> maps(Tensor photos, int count, Parameters parameters, boolean training) {
    Normalisation unfolded = training ? Normalisation.BATCH : Normalisation.RUNNING;
    List<Tensor> maps = new ArrayList<>();
    Tensor x = photos;
    for (int i = 0; i < stages.size(); i++) {
      for (Block block : stages.get(i)) {
        x = block.apply(x, parameters, i < folded() ? Normalisation.FOLDED : unfolded);
      }
      if (i >= stages.size() - count) {
        maps.add(0, x);
      }
    }
    return maps;
  }

  @Override
  public List<TensorPlan> classifier() {
    int channels = channels(stages.get(stages.size() - 1));
    return List.of(
        TensorPlan.linear(imagenet + ".weight", IMAGENET_CLASSES, channels),
        TensorPlan.constant(imagenet + ".bias", 0, IMAGENET_CLASSES));
  }

  @Override
  public Tensor classify(Tensor pooled, Parameters parameters) {
    return torch.linear(
        pooled,
        parameters.get(imagenet + ".weight"),
        new TensorOptional(parameters.get(imagenet + ".bias")));
  }
}
