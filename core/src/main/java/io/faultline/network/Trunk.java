package io.faultline.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * The plan of a convolutional network: what it computes, and what its tensors are called and shaped
 * like in torchvision. It holds no numbers; {@link Parameters} does.
 *
 * @param stages the stem, then the blocks of each {@link Stage} at the stage's number
 * @param classifier the name of the layer from pooled features to ImageNet's classes
 */
record Trunk(List<List<Block>> stages, String classifier) {
  /** The width of the classifier. */
  static final int IMAGENET_CLASSES = 1000;

  Trunk {
    stages = stages.stream().map(List::copyOf).toList();
  }

  /** This without the stages after {@code last}. */
  Trunk cutAfter(Stage last) {
    return new Trunk(stages.subList(0, last.number() + 1), classifier);
  }

  /** Channels of the feature map. */
  int channels() {
    List<Block> last = stages.get(stages.size() - 1);
    List<ConvNorm> path =
        last.get(last.size() - 1) instanceof Residual residual
            ? residual.path()
            : last.get(last.size() - 1).convolutions();
    return path.get(path.size() - 1).out();
  }

  /** Everything that has weights in the stem (1), the stem and {@code LAYER1} (2), and so on. */
  List<ConvNorm> convolutions(int leading) {
    return stages.subList(0, Math.min(leading, stages.size())).stream()
        .flatMap(List::stream)
        .flatMap(block -> block.convolutions().stream())
        .toList();
  }

  /**
   * Name to shape of every floating-point tensor, in torchvision's state-dict order; the classifier
   * is left out.
   *
   * @param folded how many leading stages, stem included, have batch norm folded in
   */
  Map<String, int[]> tensors(int folded) {
    Map<String, int[]> tensors = new LinkedHashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      for (Block block : stages.get(i)) {
        for (ConvNorm step : block.convolutions()) {
          tensors.putAll(step.tensors(i < folded));
        }
      }
    }
    return tensors;
  }

  /** Name to shape of the classifier's tensors; the trunk must be whole. */
  Map<String, int[]> classifierTensors() {
    Map<String, int[]> tensors = new LinkedHashMap<>();
    tensors.put(classifier + ".weight", new int[] {IMAGENET_CLASSES, channels()});
    tensors.put(classifier + ".bias", new int[] {IMAGENET_CLASSES});
    return tensors;
  }

  /**
   * The names of the tensors that training leaves as they are.
   *
   * @param frozen how many leading stages, stem included, keep their weights
   * @param folded how many of them keep their batch norm, at least as many
   */
  Set<String> fixed(int frozen, int folded) {
    Set<String> fixed = new HashSet<>();
    convolutions(frozen).forEach(step -> fixed.add(step.kernel()));
    convolutions(folded).forEach(step -> fixed.addAll(step.normTensors()));
    convolutions(stages.size())
        .forEach(step -> fixed.addAll(List.of(step.runningMean(), step.runningVariance())));
    return fixed;
  }

  /**
   * The feature maps of the last stages, the last first; the caller owns the scope.
   *
   * @param input {@code [n][3][height][width]}, normalised
   * @param count of how many stages
   * @param folded how many leading stages, stem included, have batch norm folded in
   * @param training whether batch norm of the others works on the batch
   * @return {@code [n][channels][ceil(height / stride)][ceil(width / stride)]} of each
   */
  List<Tensor> maps(Tensor input, int count, Parameters parameters, int folded, boolean training) {
    Normalisation unfolded = training ? Normalisation.BATCH : Normalisation.RUNNING;
    List<Tensor> maps = new ArrayList<>();
    Tensor x = input;
    for (int i = 0; i < stages.size(); i++) {
      for (Block block : stages.get(i)) {
        x = block.apply(x, parameters, i < folded ? Normalisation.FOLDED : unfolded);
      }
      if (i >= stages.size() - count) {
        maps.add(0, x);
      }
    }
    return maps;
  }

  /** The map of the last stage; see {@link #maps}. */
  Tensor features(Tensor input, Parameters parameters, int folded, boolean training) {
    return maps(input, 1, parameters, folded, training).get(0);
  }
}
