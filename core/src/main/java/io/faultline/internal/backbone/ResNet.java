package io.faultline.internal.backbone;

import static io.faultline.internal.backbone.Activation.NONE;
import static io.faultline.internal.backbone.Activation.RELU;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Residual networks (He et al. 2016) and ResNeXt (Xie et al. 2017) as torchvision builds them, the
 * bottleneck in its version 1.5: the 3 x 3 convolution takes the stride, not the first one.
 */
final class ResNet {
  private static final int STEM_CHANNELS = 64;
  private static final int EXPANSION = 4;

  private ResNet() {}

  /** Blocks of two 3 x 3 convolutions, so many in each stage. */
  static ConvTrunk basic(int... blocks) {
    return trunk(ResNet::basicBlock, blocks);
  }

  /** Blocks of a 1 x 1, a 3 x 3 and a 1 x 1 convolution, so many in each stage. */
  static ConvTrunk bottleneck(int... blocks) {
    return grouped(1, STEM_CHANNELS, blocks);
  }

  /**
   * As {@link #bottleneck}, with the 3 x 3 convolution in groups.
   *
   * @param width channels of a group in the first stage
   */
  static ConvTrunk grouped(int groups, int width, int... blocks) {
    return trunk(
        (name, in, planes, stride) -> bottleneck(name, in, planes, stride, groups, width), blocks);
  }

  private interface Plan {
    Residual block(String name, int in, int planes, int stride);
  }

  private static ConvTrunk trunk(Plan plan, int... blocks) {
    List<List<Block>> stages = new ArrayList<>();
    stages.add(
        List.of(
            new ConvNorm("conv1", "bn1", 3, STEM_CHANNELS, 7, 2, 1, RELU), //
            new MaxPool()));
    int in = STEM_CHANNELS;
    for (Stage stage : Stage.values()) {
      int planes = 32 << stage.number();
      List<Block> chain = new ArrayList<>();
      for (int i = 0; i < blocks[stage.number() - 1]; i++) {
        int stride = i == 0 && stage != Stage.LAYER1 ? 2 : 1;
        Residual block = plan.block("layer" + stage.number() + "." + i + ".", in, planes, stride);
        chain.add(block);
        in = block.path().get(block.path().size() - 1).out();
      }
      stages.add(chain);
    }
    return new ConvTrunk(stages, "fc");
  }

  private static Residual basicBlock(String name, int in, int planes, int stride) {
    return new Residual(
        List.of(
            new ConvNorm(name + "conv1", name + "bn1", in, planes, 3, stride, 1, RELU),
            new ConvNorm(name + "conv2", name + "bn2", planes, planes, 3, 1, 1, NONE)),
        projection(name, in, planes, stride),
        RELU);
  }

  private static Residual bottleneck(
      String name, int in, int planes, int stride, int groups, int groupWidth) {
    int width = planes * groupWidth / STEM_CHANNELS * groups;
    int out = planes * EXPANSION;
    return new Residual(
        List.of(
            new ConvNorm(name + "conv1", name + "bn1", in, width, 1, 1, 1, RELU),
            new ConvNorm(name + "conv2", name + "bn2", width, width, 3, stride, groups, RELU),
            new ConvNorm(name + "conv3", name + "bn3", width, out, 1, 1, 1, NONE)),
        projection(name, in, out, stride),
        RELU);
  }

  private static Optional<ConvNorm> projection(String name, int in, int out, int stride) {
    return stride == 1 && in == out
        ? Optional.empty()
        : Optional.of(
            new ConvNorm(
                name + "downsample.0", name + "downsample.1", in, out, 1, stride, 1, NONE));
  }
}
